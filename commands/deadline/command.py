"""`/deadline`: the time left, and a calendar file."""

from commands.core.command import command
from commands.core.context import Context
from commands.core.reply import File, Heading, Reply
from commands.deadline.calendar import MEDIA_TYPE, calendar_file, slug
from commands.deadline.card import Today, all_deadlines, no_deadlines, one_deadline
from commands.deadline.find import Which, chosen, find
from commands.deadline.remind import reminded


@command("deadline", private=True, example="/deadline which:submission")
async def deadline(ctx: Context, which: Which = None) -> Reply:
    """Show the time left until each deadline, and where each date comes from."""
    event, today = ctx.services.event, Today(ctx.now, ctx.today)
    if not event.deadlines:
        return no_deadlines(event)
    found, wanted = find(event, which) if which else None, await reminded(ctx)
    return one_deadline(event, found, today, wanted) if found else all_deadlines(event, today, wanted)


@command("deadline calendar", private=True, example="/deadline calendar")
async def deadline_calendar(ctx: Context, which: Which = None) -> Reply:
    """Get the deadlines as a calendar file that reminds you in time."""
    event = ctx.services.event
    if not event.deadlines:
        return no_deadlines(event)
    content = calendar_file(event, chosen(event, which), ctx.now)
    name = f"{slug(which or event.name)}.ics"
    return Reply.of(Heading("Open this file to add it to your calendar"), File(name, content, MEDIA_TYPE))
