"""What an organiser filled in, made into a draft; each refusal names the field at fault."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from commands.announce.markdown import to_blocks
from commands.announce.when import read_when
from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.reply import Heading, Picture, Reply
from commands.core.upload import Upload
from commands.delivery.destination import Destination, channel
from commands.delivery.outgoing import read_post
from commands.delivery.post import Post
from commands.delivery.written import to_json
from commands.event.facts import Event
from commands.services import Services
from storage.announcements import Draft

PICTURE_BYTES = 4_000_000
KINDS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif"}
"""How the pictures begin that both platforms show."""


@dataclass(frozen=True)
class Filled:
    """A dialog as it was handed in."""

    title: str
    text: str
    to: tuple[str, ...] = ()
    at: str = "now"
    mentions: tuple[str, ...] = ()
    image: Upload | None = None
    description: str = ""
    channels: str = ""


async def drafted(ctx: Context, filled: Filled, sender: str, kept: Picture | None = None) -> Draft:
    """`kept` is the picture that stays where no other is handed in."""
    channels = _channels(filled.channels)
    if not channels and not any(ctx.services.destinations.get(group) for group in filled.to):
        raise UserError(_nowhere(ctx.services), field="to")
    picture = await _picture(filled.image, filled.description.strip(), kept)
    words = to_blocks(filled.text)
    if not words:
        raise UserError("The text is empty. Write what you want to announce.", field="text")
    shown = Reply.of(Heading(filled.title.strip()), *words, picture)
    post = Post(shown, _mentions(ctx.services.event, filled.mentions), sender)
    zone = ctx.caller.person.known_zone
    due = read_when(filled.at, ctx.now, zone)
    return Draft(filled.title, filled.text, filled.to, channels, filled.mentions, due, to_json(post))


def destinations_of(services: Services, draft: Draft) -> tuple[Destination, ...]:
    """Where it goes, each once; `UserError` for a group that the settings no longer name."""
    found = [channel(written) for written in draft.channels]
    for group in draft.groups:
        if group not in services.destinations:
            raise UserError(
                f"The settings name no group “{group}” any more. Change where it goes.", field="to"
            )
        found += services.destinations[group]
    return tuple(dict.fromkeys(found))


def picture_in(post: Post) -> Picture | None:
    return next((block for block in post.reply.blocks if isinstance(block, Picture)), None)


def picture_of(draft: Draft) -> Picture | None:
    return picture_in(read_post(draft.post))


def _nowhere(services: Services) -> str:
    if services.destinations:
        return "Choose at least one group that has channels, or name a channel."
    return "Name a channel that it goes to: the settings have no groups of channels yet, see [destinations]."


def _channels(written: str) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(channel(item).written for item in re.split(r"[\s,]+", written) if item))
    except UserError as error:
        raise UserError(str(error), field="channels") from None


def _mentions(event: Event, names: Sequence[str]) -> tuple[str, ...]:
    """As the platforms write them, for the names that the settings give."""
    known = event.announcing.mentions
    return tuple(dict.fromkeys(_flat(known[name] for name in names)))


def _flat(groups: Iterable[tuple[str, ...]]) -> Iterable[str]:
    return (mention for group in groups for mention in group)


async def _picture(image: Upload | None, description: str, kept: Picture | None) -> Picture | None:
    if image is None:
        return replace(kept, description=description or kept.description) if kept else None
    content = await image.fetch()
    ending = next((ending for start, ending in KINDS.items() if content.startswith(start)), None)
    if ending is None:
        raise UserError(
            f"“{image.name}” is no picture that can be shown: take PNG, JPEG or GIF.", field="image"
        )
    if not description:
        raise UserError(
            "Describe the picture: whoever can't see it hears these words instead.", field="description"
        )
    return Picture(f"announcement.{ending}", content, description)
