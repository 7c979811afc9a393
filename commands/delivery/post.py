"""What Usher says unasked."""

from collections.abc import Iterator
from dataclasses import dataclass

from commands.core.reply import (
    Block,
    Bullets,
    Countdown,
    Heading,
    Line,
    Moment,
    Paragraph,
    Picture,
    Quote,
    Reply,
    Strong,
    line,
)


@dataclass(frozen=True)
class Post:
    """Words, whom they ring for, and whose they are.

    `mentions` are those that the settings allow: "here", "everyone", "channel", the id of a role or of a
    user group, or a person's id after an "@". `sender` is the person whose words these are, named on it.
    `under` is a message of the outbox: each copy goes under that message's own, where one stands.
    """

    reply: Reply
    mentions: tuple[str, ...] = ()
    sender: str = ""
    under: int | None = None

    @property
    def shown(self) -> Reply:
        """All that stands on the post, as the platforms' renderers take it; pictures come last."""
        if not self.sender:
            return self.reply
        words = [block for block in self.reply.blocks if not isinstance(block, Picture)]
        pictures = [block for block in self.reply.blocks if isinstance(block, Picture)]
        return Reply((*words, Paragraph(line("— ", Strong(self.sender))), *pictures))

    @property
    def words(self) -> str:
        """All that its text says, without marks."""
        return "\n".join(text for block in self.reply.blocks for text in _words(block))

    @property
    def title(self) -> str:
        return next((block.text for block in self.reply.blocks if isinstance(block, Heading)), "")


def _words(block: Block) -> Iterator[str]:
    match block:
        case Heading(text):
            yield text
        case Paragraph(said) | Quote(said):
            yield _line(said)
        case Bullets(items):
            yield from map(_line, items)


def _line(said: Line) -> str:
    return "".join(span.text for span in said if not isinstance(span, Moment | Countdown))
