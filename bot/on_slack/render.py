"""A reply as Block Kit: messages within Slack's limits, and the files that go beside them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Any

from slack_sdk.models.blocks import ActionsBlock, ButtonElement

from bot.on_slack import limits
from bot.on_slack.pieces import Piece, file_of, is_long, pieces, preview_text, sections
from bot.on_slack.spans import cut, escape, plain
from commands.core import reply as said
from commands.core.reply import Reply, line
from commands.core.spool import Content

AGAIN = "again"
"""The action id of the button that opens a refused dialog once more."""
REST = "reply.txt"

CONTINUED = "The rest of this reply is in the file {name}."


@dataclass(frozen=True)
class Attachment:
    """A file to hand over; `description` is a picture's, for screen readers."""

    name: str
    content: Content
    description: str = ""


@dataclass(frozen=True)
class Message:
    """`text` is what notifications and screen readers tell in place of the blocks."""

    text: str
    blocks: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Rendered:
    messages: tuple[Message, ...]
    attachments: tuple[Attachment, ...]


def render(
    reply: Reply,
    zone: tzinfo = UTC,
    most_messages: int = limits.MESSAGES,
    most_blocks: int = limits.MESSAGE_BLOCKS,
) -> Rendered:
    """`zone` is the reader's, for the words that stand in where a client shows no timestamp."""
    pages = list(_pages(pieces(reply, zone), most_blocks))
    files = tuple(_attachments(reply))
    if len(pages) <= most_messages:
        return Rendered(tuple(_message(page) for page in pages), files)
    shown, rest = (
        pages[: most_messages - 1],
        [piece for page in pages[most_messages - 1 :] for piece in page],
    )
    text = "\n\n".join(piece.words for piece in rest if not piece.acts)
    last = [*sections(line(CONTINUED.format(name=REST)), UTC), *(piece for piece in rest if piece.acts)]
    messages = tuple(_message(page) for page in [*shown, last[: limits.MESSAGE_BLOCKS]])
    return Rendered(messages, (*files, Attachment(REST, text.encode())))


def with_again(messages: Sequence[Message], told: str) -> list[Message]:
    """The last message with a button that holds what was filled in."""
    button = ButtonElement(text=plain("Open the dialog again"), action_id=AGAIN, value=told, style="primary")
    *first, last = messages
    return [*first, Message(last.text, (*last.blocks, ActionsBlock(elements=[button]).to_dict()))]


def _pages(all_pieces: Iterable[Piece], most_blocks: int) -> Iterator[list[Piece]]:
    page: list[Piece] = []
    total = 0
    for piece in all_pieces:
        taken = piece.size
        if page and (len(page) == most_blocks or total + taken > limits.MESSAGE_TEXT):
            yield page
            page, total = [], 0
        page.append(piece)
        total += taken
    if page:
        yield page


def _message(page: Sequence[Piece]) -> Message:
    told = cut("\n".join(piece.words for piece in page), limits.FALLBACK_TEXT)
    return Message(cut(escape(told), limits.FALLBACK_TEXT), tuple(piece.block.to_dict() for piece in page))


def _attachments(reply: Reply) -> Iterator[Attachment]:
    for block in reply.blocks:
        match block:
            case said.Picture(name, content, description):
                yield Attachment(name, content, description)
            case said.File(name, content, _):
                yield Attachment(name, content)
            case said.Preview(_, _, copies):
                if is_long(block):
                    yield Attachment(file_of(block), preview_text(block).encode())
                yield from (file for copy in copies for file in _attachments(Reply(copy.blocks)))
            case _:
                pass
