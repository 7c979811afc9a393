"""The announcements in the store: found, shown, and with each deed in the audit log."""

from dataclasses import replace
from datetime import datetime

from commands.account import caller_person
from commands.announce.card import standing
from commands.announce.drafting import destinations_of
from commands.announce.preview import Checked, preview
from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.invocation import Raw
from commands.core.reply import Reply
from commands.delivery import names
from commands.delivery.outgoing import read_post
from storage import announcements, audit, outbox
from storage.announcements import Announcement, Draft, Organiser
from storage.outbox import Outcome
from storage.store import Transaction

ENDED = {
    "cancelled": "was cancelled",
    "retracted": "was retracted",
    "discarded": "was discarded",
}
HISTORY = 12  # deeds that a card tells


async def organiser(transaction: Transaction, ctx: Context) -> Organiser:
    return Organiser(await caller_person(transaction, ctx), ctx.caller.person.name)


def deed(by: Organiser, number: int, now: datetime, did: str, detail: str = "") -> audit.Entry:
    return audit.Entry(now, by.person, by.name, did, subject(number), detail)


def subject(number: int) -> str:
    return f"announcement {number}"


async def held(transaction: Transaction, number: int) -> Announcement:
    """The announcement, for this unit of work alone."""
    return _known(await announcements.hold(transaction, number), number)


async def found_in(transaction: Transaction, number: int) -> Announcement:
    return _known(await announcements.find(transaction, number), number)


def _known(found: Announcement | None, number: int) -> Announcement:
    if found is None:
        raise UserError(
            f"There is no announcement {number}. /announce list shows those there are.", field="number"
        )
    return found


def must_be_open(found: Announcement) -> None:
    if found.state in ENDED:
        raise UserError(f"Announcement {found.id} {ENDED[found.state]}. Write a new one: /announce new.")


def must_be(found: Announcement, revision: int) -> None:
    """`UserError` where it was changed since the revision that somebody looked at."""
    if found.revision != revision:
        raise UserError(
            f"Announcement {found.id} was changed meanwhile, so that is not what you saw. "
            f"Look at it as it is now: /announce show number:{found.id}."
        )


def number_in(given: Raw | None) -> int:
    """Which announcement a button or a typed command names."""
    try:
        return int(str(given))
    except ValueError:
        raise UserError(
            "Say which announcement by its number. /announce list shows them.", field="number"
        ) from None


async def outcomes_of(transaction: Transaction, found: Announcement) -> tuple[Outcome, ...]:
    return await outbox.outcomes(transaction, found.message) if found.message else ()


def places(count: int) -> str:
    return "1 place" if count == 1 else f"{count} places"


async def shown(ctx: Context, number: int) -> Reply:
    """The preview where something waits to be confirmed, else how it stands."""
    async with ctx.services.store.reading() as transaction:
        found = await found_in(transaction, number)
        outcomes = await outcomes_of(transaction, found)
        history = await audit.read(transaction, subject(number), HISTORY)
        confirmed = await announcements.confirmed_by(transaction, number, found.revision)
        called = await names.known(transaction, [outcome.target for outcome in outcomes])
    if found.state in ENDED or found.revision == found.confirmed:
        return standing(found, outcomes, history, called)
    checked = await looked_up(ctx, found.draft)
    return preview(ctx, found, replace(checked, confirmed=confirmed, outcomes=outcomes))


async def looked_up(ctx: Context, draft: Draft) -> Checked:
    """Where it goes, whether it can be posted there, and how it will look; the platforms are asked."""
    to = destinations_of(ctx.services, draft)
    post, postman = read_post(draft.post), ctx.services.postman
    problems = await postman.problems(to)
    platforms = dict.fromkeys(place.platform for place in to)
    copies = {platform: postman.copies(post, platform) for platform in platforms}
    return Checked(to, problems, copies, await names.learn(ctx.services, to))
