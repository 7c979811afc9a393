"""What organisers do with announcements that are written: list, show, rehearse, cancel, retract."""

from dataclasses import replace
from typing import Annotated

from commands.announce.book import deed, found_in, held, must_be_open, organiser, outcomes_of, places, shown
from commands.announce.card import done, listed, retract
from commands.announce.standing import has_started
from commands.core.command import command
from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.invocation import Invocation
from commands.core.option import Option
from commands.core.person import Permission
from commands.core.reply import Button, Buttons, Heading, Paragraph, Reply, line
from commands.delivery import names
from commands.delivery.destination import ORGANISERS, channel
from commands.delivery.outgoing import Outgoing, hand_over, read_post
from commands.delivery.told import tell_how_it_ended
from storage import announcements, outbox
from storage.audit import write

Number = Annotated[int, Option("Which announcement", minimum=1)]
PAGE = 8  # announcements on a card


@command("announce list", permission=Permission.ORGANISER, private=True, example="/announce list")
async def announce_list(ctx: Context, page: Annotated[int, Option("Older ones", minimum=1)] = 1) -> Reply:
    """Show what is planned, sent and failed, the newest first."""
    async with ctx.services.store.reading() as transaction:
        pages = max(1, -(-await announcements.count(transaction) // PAGE))
        found = await announcements.newest(transaction, PAGE, (page - 1) * PAGE)
        rows = [(one, await outcomes_of(transaction, one)) for one in found]
        called = await names.known(transaction, [channel(to) for one in found for to in one.draft.channels])
    if page > pages:
        raise UserError(f"There are only {pages} pages.", field="page")
    return listed(rows, called, page, pages)


@command("announce show", permission=Permission.ORGANISER, private=True, example="/announce show number:7")
async def announce_show(ctx: Context, number: Number) -> Reply:
    """Show an announcement, where it stands, and who did what."""
    return await shown(ctx, number)


@command(
    "announce rehearse", permission=Permission.ORGANISER, private=True, example="/announce rehearse number:7"
)
async def announce_rehearse(ctx: Context, number: Number) -> Reply:
    """Send an announcement to the channels for rehearsals alone, ringing nobody."""
    group = ctx.services.event.announcing.rehearsal
    to = ctx.services.destinations.get(group, ())
    if not to:
        raise UserError(
            f"There is no channel to rehearse in: the settings name none under destinations.{group}."
        )
    async with ctx.services.store.begin() as transaction:
        found = await held(transaction, number)
        post = replace(read_post(found.draft.post), mentions=())
        marked = replace(post, reply=Reply((*post.reply.blocks, Paragraph(line("This is a rehearsal.")))))
        key = f"announcement:{number}:{found.revision}:rehearsed"
        if await hand_over(transaction, Outgoing("notice", marked, to, ctx.now, key), ctx.now) is None:
            raise UserError("It was rehearsed as it is now. Change it before you rehearse it again.")
        me = await organiser(transaction, ctx)
        await write(transaction, deed(me, number, ctx.now, "rehearsed", f"revision {found.revision}"))
    return done(f"The rehearsal of announcement {number} is on its way to {group}", found.id)


@command(
    "announce cancel", permission=Permission.ORGANISER, private=True, example="/announce cancel number:7"
)
async def announce_cancel(ctx: Context, number: Number) -> Reply:
    """Call off an announcement that is planned, or what of it is not sent yet."""
    async with ctx.services.store.begin() as transaction:
        found = await held(transaction, number)
        must_be_open(found)
        outcomes = await outcomes_of(transaction, found)
        if found.message is None:
            raise UserError(f"Announcement {number} is not planned. It waits to be confirmed, or discarded.")
        cancelled = await outbox.cancel(transaction, found.message, ctx.now)
        if not cancelled:
            raise UserError(
                f"Announcement {number} has gone out everywhere. Retract it instead: /announce retract."
            )
        me, rest = await organiser(transaction, ctx), len(outcomes) - cancelled
        await write(transaction, deed(me, number, ctx.now, "cancelled", places(cancelled) if rest else ""))
        if not rest:
            await announcements.end(transaction, number, "cancelled")
            return done(f"Announcement {number} is cancelled; nothing of it was sent", found.id)
        organisers = ctx.services.destinations.get(ORGANISERS, ())
        sent = read_post((await announcements.draft_of(transaction, number, found.confirmed)).post)
        await tell_how_it_ended(transaction, found.message, sent, organisers, ctx.now)
    said = f"The rest of announcement {number} is cancelled: {places(cancelled)}"
    return done(said, found.id, undo=retract(found.id))


@command(
    "announce retract", permission=Permission.ORGANISER, private=True, example="/announce retract number:7"
)
async def announce_retract(
    ctx: Context,
    number: Number,
    *,
    sure: Annotated[bool, Option("Without being asked once more")] = False,
) -> Reply:
    """Remove every copy of an announcement; you are asked once more."""
    if not sure:
        return await _asked_once_more(ctx, number)
    async with ctx.services.store.begin() as transaction:
        found = await held(transaction, number)
        must_be_open(found)
        if found.message is None:
            raise UserError(f"Nothing of announcement {number} was sent, so there is nothing to retract.")
        await outbox.retract(transaction, found.message, ctx.now)
        await announcements.end(transaction, number, "retracted")
        await write(transaction, deed(await organiser(transaction, ctx), number, ctx.now, "retracted"))
    return done(f"Every copy of announcement {number} is being removed", found.id)


async def _asked_once_more(ctx: Context, number: int) -> Reply:
    async with ctx.services.store.reading() as transaction:
        found = await found_in(transaction, number)
        must_be_open(found)
        outcomes = await outcomes_of(transaction, found)
    if not has_started(outcomes):
        raise UserError(f"Nothing of announcement {number} was sent, so there is nothing to retract.")
    sure = Button(
        "Retract every copy",
        Invocation("announce retract", {"number": str(number), "sure": "yes"}),
        final=True,
    )
    where = places(len(outcomes))
    said = f"“{found.draft.title}” will be removed in {where}. People may have read it already."
    return Reply.of(
        Heading(f"Retract announcement {number}?", "unsure"), Paragraph(line(said)), Buttons((sure,))
    )
