"""`/deadline`: the time left, and a calendar file."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Annotated

from commands.core.command import command
from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.option import Choice, Option
from commands.core.reply import File, Heading, Reply
from commands.deadline.calendar import MEDIA_TYPE, calendar_file, slug
from commands.deadline.card import Today, all_deadlines, no_deadlines, one_deadline
from commands.event.facts import Deadline, Event


async def names(ctx: Context, typed: str) -> Sequence[Choice]:
    said = typed.casefold()
    return [
        Choice(deadline.key, deadline.title)
        for deadline in ctx.services.event.deadlines
        if said in deadline.title.casefold() or said in deadline.key
    ]


Which = Annotated[str | None, Option("Which one; all when left out", suggest=names)]


@command("deadline", private=True, example="/deadline which:submission")
async def deadline(ctx: Context, which: Which = None) -> Reply:
    """Show the time left until each deadline, and where each date comes from."""
    event, today = ctx.services.event, Today(ctx.now, ctx.today)
    if not event.deadlines:
        return no_deadlines(event)
    return one_deadline(event, find(event, which), today) if which else all_deadlines(event, today)


@command("deadline calendar", private=True, example="/deadline calendar")
async def deadline_calendar(ctx: Context, which: Which = None) -> Reply:
    """Get the deadlines as a calendar file that reminds you in time."""
    event = ctx.services.event
    if not event.deadlines:
        return no_deadlines(event)
    chosen = (find(event, which),) if which else event.deadlines
    content = calendar_file(event, chosen, ctx.now)
    name = f"{slug(which or event.name)}.ics"
    return Reply.of(Heading("Open this file to add it to your calendar"), File(name, content, MEDIA_TYPE))


def find(event: Event, which: str) -> Deadline:
    """The deadline with that key or title, whatever its case; `UserError` names the nearest."""
    said = which.strip().casefold()
    known = {word.casefold(): item for item in event.deadlines for word in (item.key, item.title)}
    if said in known:
        return known[said]
    near = get_close_matches(said, known, n=1)
    listed = ", ".join(f"“{item.key}”" for item in event.deadlines)
    hint = f"Did you mean “{known[near[0]].key}”?" if near else f"There are {listed}."
    raise UserError(f"There is no deadline “{which}”. {hint}", field="which")
