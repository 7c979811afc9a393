"""Nothing leaves without this: a revision is confirmed by as many organisers as the settings ask for."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from commands.announce.book import (
    deed,
    found_in,
    held,
    looked_up,
    must_be,
    must_be_open,
    organiser,
    outcomes_of,
)
from commands.announce.card import cancel, done, retract
from commands.announce.drafting import destinations_of
from commands.announce.preview import Checked, preview, when
from commands.announce.standing import has_started
from commands.announce.when import refused, written
from commands.core.command import command
from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.option import Option
from commands.core.person import Permission
from commands.core.reply import Paragraph, Reply, line
from commands.delivery.outgoing import Outgoing, hand_over, read_post
from commands.delivery.post import Post
from storage import announcements, outbox
from storage.announcements import Announcement
from storage.audit import write
from storage.identities import is_one_human
from storage.store import Transaction

Number = Annotated[int, Option("Which announcement")]
Revision = Annotated[int, Option("As it was when you looked at it")]

SAME_HUMAN = (
    "Whoever confirmed it before signed up as a reviewer with your OpenReview profile, so that would be you "
    "twice. Another organiser must confirm it."
)
UNDER_WAY = "It is going out right now. Try again in a moment, to change what was sent."


@command("announce confirm", permission=Permission.ORGANISER, private=True, listed=False)
async def announce_confirm(ctx: Context, number: Number, revision: Revision) -> Reply:
    """Confirm an announcement as you saw it."""
    card = await _card(ctx, number)
    async with ctx.services.store.begin() as transaction:
        found = await held(transaction, number)
        must_be_open(found)
        must_be(found, revision)
        if found.confirmed == revision:
            return done(f"Announcement {number} was confirmed already; it goes out once", found.id)
        names = await _confirmed(transaction, ctx, found)
        if len(names) < ctx.services.event.announcing.approvals:
            return await _ask_another(transaction, ctx, found, replace(card, confirmed=names))
        return await _send(transaction, ctx, found)


async def _confirmed(transaction: Transaction, ctx: Context, found: Announcement) -> Sequence[str]:
    """Those who confirmed the revision, the caller among them."""
    me = await organiser(transaction, ctx)
    others = await announcements.confirmers(transaction, found.id, found.revision) - {me.person}
    if await is_one_human(transaction, me.person, others):
        raise UserError(SAME_HUMAN)
    is_first = await announcements.confirm(transaction, found.id, found.revision, me, ctx.now)
    names = await announcements.confirmed_by(transaction, found.id, found.revision)
    if is_first:
        await write(transaction, deed(me, found.id, ctx.now, "confirmed", f"revision {found.revision}"))
    elif len(names) < ctx.services.event.announcing.approvals:
        raise UserError("You have confirmed it. Now another organiser must confirm it too.")
    return names


async def _card(ctx: Context, number: int) -> Checked:
    """What the others will be shown; looked up first, so that no unit of work waits for a platform."""
    async with ctx.services.store.reading() as transaction:
        found = await found_in(transaction, number)
        outcomes = await outcomes_of(transaction, found)
    if ctx.services.event.announcing.approvals == 1:
        return Checked((), {}, {})
    return replace(await looked_up(ctx, found.draft), outcomes=outcomes)


async def _ask_another(transaction: Transaction, ctx: Context, found: Announcement, card: Checked) -> Reply:
    """Put the preview where the organisers are told."""
    to = ctx.services.destinations.get("organisers", ())
    key = f"announcement:{found.id}:{found.revision}:asked"
    asked = Outgoing("notice", Post(preview(ctx, found, card)), to, ctx.now, key)
    await hand_over(transaction, asked, ctx.now)
    told = (
        "The others see it where organisers are told, with a button to confirm it."
        if to
        else f"No channel is set where organisers are told: ask one to run /announce show number:{found.id}."
    )
    return done("You have confirmed it; another organiser must too", found.id, Paragraph(line(told)))


async def _send(transaction: Transaction, ctx: Context, found: Announcement) -> Reply:
    """Hand over the revision, in the place of the one before."""
    outcomes = await outcomes_of(transaction, found)
    if found.message and has_started(outcomes):
        await outbox.revise(transaction, found.message, found.draft.post, ctx.now)
        await announcements.handed_over(transaction, found.id, found.revision, found.message)
        said = f"Announcement {found.id} is being changed in every place"
        return done(said, found.id, undo=retract(found.id))
    if found.message and await outbox.cancel(transaction, found.message, ctx.now) < len(outcomes):
        raise UserError(UNDER_WAY)
    message = await _hand_over(transaction, ctx, found)
    await announcements.handed_over(transaction, found.id, found.revision, message)
    if found.draft.due is None:
        return done(f"Announcement {found.id} is on its way", found.id, undo=retract(found.id))
    at = Paragraph(when(found.draft))
    return done(f"Announcement {found.id} is planned", found.id, at, undo=cancel(found.id))


async def _hand_over(transaction: Transaction, ctx: Context, found: Announcement) -> int:
    due = found.draft.due or ctx.now
    if due < ctx.now:
        raise refused(
            f"Its time has passed: {written(due, ctx.caller.person.zone)}. Press Change and set another"
        )
    to = destinations_of(ctx.services, found.draft)
    key = f"announcement:{found.id}:{found.revision}"
    outgoing = Outgoing("announcement", read_post(found.draft.post), to, due, key)
    message = await hand_over(transaction, outgoing, ctx.now)
    if message is None:
        raise RuntimeError(f"{key} was handed over before, and the announcement does not know it")
    return message


@command("announce discard", permission=Permission.ORGANISER, private=True, listed=False)
async def announce_discard(ctx: Context, number: Number, revision: Revision) -> Reply:
    """Throw away what waits to be confirmed."""
    async with ctx.services.store.begin() as transaction:
        found = await held(transaction, number)
        must_be_open(found)
        must_be(found, revision)
        if found.confirmed == revision:
            raise UserError(f"Announcement {number} is confirmed. Cancel or retract it: /announce show.")
        me = await organiser(transaction, ctx)
        await write(transaction, deed(me, number, ctx.now, "discarded", f"revision {revision}"))
        if found.confirmed and found.message:
            await _back(transaction, ctx, found)
            return done("The change is discarded; what was confirmed before stays", found.id)
        await announcements.end(transaction, number, "discarded")
    return done(f"Announcement {number} is discarded", found.id)


async def _back(transaction: Transaction, ctx: Context, found: Announcement) -> None:
    """What was confirmed becomes the newest revision, so that no older button fits it."""
    confirmed = await announcements.draft_of(transaction, found.id, found.confirmed)
    newest = await announcements.change(transaction, found.id, confirmed, ctx.now)
    await announcements.handed_over(transaction, found.id, newest, found.message or 0)
