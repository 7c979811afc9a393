"""A deadline by what a person calls it."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Annotated

from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.option import Choice, Option
from commands.event.facts import Deadline, Event


async def names(ctx: Context, typed: str) -> Sequence[Choice]:
    said = typed.casefold()
    return [
        Choice(deadline.key, deadline.title)
        for deadline in ctx.services.event.deadlines
        if said in deadline.title.casefold() or said in deadline.key
    ]


Which = Annotated[str | None, Option("Which one; all when left out", suggest=names)]


def chosen(event: Event, which: str | None) -> tuple[Deadline, ...]:
    """The one that is named, or all of them."""
    return (find(event, which),) if which else event.deadlines


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
