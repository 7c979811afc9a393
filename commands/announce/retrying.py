"""Once more to where an announcement failed, unless a date in it has moved since."""

from datetime import datetime
from typing import Annotated

from commands.announce.book import deed, held, organiser, outcomes_of, places
from commands.announce.card import change, done
from commands.core.command import command
from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.invocation import Invocation
from commands.core.option import Option
from commands.core.person import Permission
from commands.core.reply import (
    Bullets,
    Button,
    Buttons,
    Heading,
    Line,
    Paragraph,
    Reply,
    Strong,
    Struck,
    line,
)
from commands.deadline.written import written
from commands.delivery.outgoing import key_under, read_post
from commands.event.dates import states
from commands.event.facts import Deadline, Event, day_of
from storage import announcements, handed, outbox
from storage.announcements import Announcement
from storage.audit import write
from storage.store import Transaction


@command("announce retry", permission=Permission.ORGANISER, private=True, example="/announce retry number:7")
async def announce_retry(
    ctx: Context,
    number: Annotated[int, Option("Which announcement", minimum=1)],
    *,
    sure: Annotated[bool, Option("Also where a date in it has moved since")] = False,
) -> Reply:
    """Send once more to where an announcement failed, and nowhere else."""
    async with ctx.services.store.begin() as transaction:
        found = await held(transaction, number)
        late = () if sure else await _moved_since(transaction, ctx.services.event, found)
        if late:
            return _asked_once_more(found, late)
        again = await _retried(transaction, found.message, ctx.now) if found.message else 0
        if not again:
            raise UserError(f"Nothing of announcement {number} has failed.")
        where = places(again)
        await write(transaction, deed(await organiser(transaction, ctx), number, ctx.now, "retried", where))
    return done(f"Announcement {number} is tried again in {where}", found.id)


async def _moved_since(transaction: Transaction, event: Event, found: Announcement) -> tuple[Deadline, ...]:
    """The deadlines of which what would be sent again tells a date that holds no more."""
    if all(outcome.state != "failed" for outcome in await outcomes_of(transaction, found)):
        return ()
    words = read_post((await announcements.draft_of(transaction, found.id, found.confirmed)).post).words
    moved = (item for item in event.deadlines if item.moves and not states(words, item.day))
    return tuple(item for item in moved if any(states(words, day_of(move.before)) for move in item.moves))


def _asked_once_more(found: Announcement, late: tuple[Deadline, ...]) -> Reply:
    sure = Invocation("announce retry", {"number": str(found.id), "sure": "yes"})
    return Reply.of(
        Heading(f"Announcement {found.id} tells a date that has moved since", "unsure"),
        Bullets(tuple(_from_to(item) for item in late)),
        Paragraph(line("Change it first: trying again then sends the new words.")),
        Buttons((change(found.id), Button("Send it as it is", sure, final=True))),
    )


def _from_to(item: Deadline) -> Line:
    return line(
        f"{item.title}: ", Struck(written(item.moves[0].before)), " is now ", Strong(written(item.at))
    )


async def _retried(transaction: Transaction, message: int, now: datetime) -> int:
    """In how many places, those where a correction was to stand under it included."""
    corrections = await handed.by_key(transaction, key_under(message))
    messages = (message, *(correction.message for correction in corrections))
    return sum([await outbox.retry(transaction, each, now) for each in messages])
