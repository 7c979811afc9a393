"""`/deadline plan`: what goes out when and where to, as a card and as a table."""

from collections.abc import Sequence
from datetime import datetime

from commands.core.command import command
from commands.core.context import Context
from commands.core.person import Permission
from commands.core.reply import Bullets, File, Heading, Line, Moment, Paragraph, Reply, Strong, line
from commands.deadline.season_plan import COLUMNS, Planned, season_plan
from commands.delivery import names
from commands.reviewers.spreadsheet import BOM, written
from commands.services import Services
from storage import handed, reminders

SHOWN = 20  # lines of the card; the file has them all
NOTHING = (
    "Nothing goes out by itself from now on. The settings name the groups of channels that want reminders, "
    "under [[reminders.channels]]; /announce new plans an announcement."
)


@command("deadline plan", permission=Permission.ORGANISER, private=True, example="/deadline plan")
async def deadline_plan(ctx: Context) -> Reply:
    """See which reminders and announcements go out when, and where to."""
    planned = await planned_season(ctx.services)
    coming = [item for item in planned if item.at > ctx.now]
    more = len(coming) - SHOWN
    return Reply.of(
        Heading(f"{len(coming)} to come" if coming else "Nothing is to come"),
        Bullets(tuple(_line(item) for item in coming[:SHOWN])) if coming else Paragraph(line(NOTHING)),
        Paragraph(line(f"And {more} more, in the file.")) if more > 0 else None,
        File("season.csv", table(planned, ctx.now), "text/csv") if planned else None,
    )


async def planned_season(services: Services) -> tuple[Planned, ...]:
    async with services.store.reading() as transaction:
        announcements = await handed.by_kind(transaction, "announcement")
        people = await reminders.count(transaction)
    to = dict.fromkeys(each for group in services.destinations.values() for each in group)
    return season_plan(services, announcements, people, await names.known_or_learnt(services, list(to)))


def table(planned: Sequence[Planned], now: datetime) -> bytes:
    """As a spreadsheet opens it."""
    return BOM + written([COLUMNS, *(item.row(now) for item in planned)])


def _line(item: Planned) -> Line:
    before = f", {item.before}" if item.before else ""
    return line(Moment(item.at), " · ", Strong(item.about), f"{before} · {item.what} to {', '.join(item.to)}")
