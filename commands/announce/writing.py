"""`/announce new` and `edit`: a dialog, then the preview of what it makes."""

from collections.abc import Mapping
from typing import Annotated

from commands.announce.book import (
    deed,
    found_in,
    held,
    must_be_open,
    number_in,
    organiser,
    outcomes_of,
    shown,
)
from commands.announce.drafting import PICTURE_BYTES, Filled, drafted, picture_of
from commands.announce.standing import has_started
from commands.announce.when import rewritten
from commands.core.command import command
from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.form import Form
from commands.core.invocation import Raw
from commands.core.option import Choice, Option
from commands.core.person import Permission
from commands.core.reply import Reply
from commands.core.upload import Upload
from commands.event.facts import Event
from storage import announcements
from storage.announcements import Announcement, Draft
from storage.audit import write
from storage.store import Transaction

TITLE, TEXT, DESCRIPTION, CHANNELS = 150, 3_000, 500, 1_000
MARKDOWN = "What it says; Markdown works: **bold**, lists, [links](https://...)"
CHANNEL_IDS = "As in discord:123456789012345678, slack:C0123456789"


def groups(event: Event) -> tuple[Choice, ...]:
    return tuple(Choice(name, name) for name in event.announcing.groups)


def mentionable(event: Event) -> tuple[Choice, ...]:
    return tuple(Choice(name, f"@{name}") for name in event.announcing.mentions)


Title = Annotated[str, Option("Its first line", maximum=TITLE)]
Text = Annotated[str, Option(MARKDOWN, multiline=True, maximum=TEXT)]
To = Annotated[tuple[str, ...], Option("The groups of channels that get it", choices=groups)]
At = Annotated[str, Option("now, in 2 h, tomorrow 18:00 AoE, Aug 20 9am UTC", maximum=100, label="When")]
Image = Annotated[
    Upload | None, Option("PNG, JPEG or GIF, at most 4 MB", maximum=PICTURE_BYTES, label="Picture")
]
Description = Annotated[
    str, Option("For whoever can't see the picture", maximum=DESCRIPTION, label="What the picture shows")
]
Mentions = Annotated[tuple[str, ...], Option("Who is rung; nobody, if left empty", choices=mentionable)]
Channels = Annotated[str, Option(CHANNEL_IDS, maximum=CHANNELS, label="Other channels")]


@command(
    "announce new",
    permission=Permission.ORGANISER,
    private=True,
    form=Form("Write an announcement", "Preview"),
    example="/announce new",
)
async def announce_new(  # noqa: PLR0913 - a dialog's fields
    ctx: Context,
    *,
    title: Title,
    text: Text,
    to: To = (),
    at: At = "now",
    image: Image = None,
    description: Description = "",
    mentions: Mentions = (),
    channels: Channels = "",
) -> Reply:
    """Write an announcement; you see a preview before anything is sent."""
    filled = Filled(title, text, to, at, mentions, image, description, channels)
    draft = await drafted(ctx, filled, ctx.caller.person.name)
    async with ctx.services.store.begin() as transaction:
        me = await organiser(transaction, ctx)
        found = await announcements.add(transaction, me, draft, ctx.now)
        await write(transaction, deed(me, found.id, ctx.now, "wrote", "revision 1"))
    return await shown(ctx, found.id)


async def as_written(ctx: Context, given: Mapping[str, Raw]) -> Mapping[str, Raw]:
    """What the dialog opens with."""
    async with ctx.services.store.reading() as transaction:
        found = await found_in(transaction, number_in(given.get("number")))
        started = has_started(await outcomes_of(transaction, found))
    must_be_open(found)
    picture = picture_of(found.draft)
    return {
        "number": found.id,
        "revision": found.revision,
        "title": found.draft.title,
        "text": found.draft.text,
        "to": found.draft.groups,
        "at": _at(ctx, found, started=started),
        "mentions": found.draft.mentions,
        "description": picture.description if picture else "",
        "channels": ", ".join(found.draft.channels),
    }


def _at(ctx: Context, found: Announcement, *, started: bool) -> str:
    due = found.draft.due
    return "now" if due is None or started else rewritten(due, ctx.caller.person.zone)


@command(
    "announce edit",
    permission=Permission.ORGANISER,
    private=True,
    form=Form("Change the announcement", "Preview", prefill=as_written, by_parts=True),
    example="/announce edit number:7",
)
async def announce_edit(  # noqa: PLR0913 - a dialog's fields
    ctx: Context,
    *,
    number: Annotated[int, Option("Which announcement", carried=True)],
    title: Title,
    text: Text,
    to: To = (),
    at: At = "now",
    image: Image = None,
    description: Description = "",
    mentions: Mentions = (),
    channels: Channels = "",
    without_image: Annotated[bool, Option("Take the picture away", label="Without picture")] = False,
    revision: Annotated[int, Option("What was changed", carried=True, offered=False)] = 0,
) -> Reply:
    """Change an announcement: before it is sent, or every copy in place after."""
    filled = Filled(title, text, to, at, mentions, image, description, channels)
    async with ctx.services.store.reading() as transaction:
        old = await found_in(transaction, number)
    kept = None if without_image else picture_of(old.draft)
    draft = await drafted(ctx, filled, old.author, kept)
    async with ctx.services.store.begin() as transaction:
        found = await held(transaction, number)
        must_be_open(found)
        _must_be_seen(found, revision or old.revision)
        await _must_go_to_the_same(transaction, found, draft)
        me = await organiser(transaction, ctx)
        newer = await announcements.change(transaction, number, draft, ctx.now)
        await write(transaction, deed(me, number, ctx.now, "changed", f"revision {newer}"))
    return await shown(ctx, number)


async def _must_go_to_the_same(transaction: Transaction, found: Announcement, draft: Draft) -> None:
    """What stands somewhere can be changed there, but not moved elsewhere."""
    if not has_started(await outcomes_of(transaction, found)):
        return
    sent = await announcements.draft_of(transaction, found.id, found.confirmed)
    if (set(sent.groups), set(sent.channels)) != (set(draft.groups), set(draft.channels)):
        raise UserError(
            "It has gone out, so where it goes stays as it is. Write another one for the other channels.",
            field="to",
        )


def _must_be_seen(found: Announcement, revision: int) -> None:
    if found.revision != revision:
        raise UserError(
            f"Somebody else changed announcement {found.id} meanwhile, so nothing of yours was kept. "
            f"Look at it with /announce show number:{found.id} before you change it again."
        )
