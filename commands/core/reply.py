"""What Usher says, with no platform in it: a closed union of blocks that every front end renders."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from commands.core.invocation import CODE_LIMIT, Invocation
from commands.core.spool import Content

Tone = Literal["plain", "good", "bad", "unsure"]


@dataclass(frozen=True)
class Plain:
    text: str


@dataclass(frozen=True)
class Strong:
    text: str


@dataclass(frozen=True)
class Struck:
    text: str


@dataclass(frozen=True)
class Code:
    text: str


@dataclass(frozen=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True)
class Moment:
    """A point in time, shown in the reader's zone; a bare date has no hour and moves to no zone."""

    at: datetime | date


@dataclass(frozen=True)
class Countdown:
    """The time left until a moment; `words` say it as of now, where a platform can't count by itself."""

    to: datetime | date
    words: str


@dataclass(frozen=True)
class Channel:
    """Its own platform shows the channel's name and a way there by itself; elsewhere `text` stands for it."""

    platform: str
    id: str
    text: str


Span = Plain | Strong | Struck | Code | Link | Moment | Countdown | Channel
Line = tuple[Span, ...]


def line(*parts: str | Span) -> Line:
    return tuple(Plain(part) if isinstance(part, str) else part for part in parts)


@dataclass(frozen=True)
class Heading:
    """A card's first line; the tone colours the card."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True)
class Paragraph:
    said: Line


@dataclass(frozen=True)
class Bullets:
    items: tuple[Line, ...]


@dataclass(frozen=True)
class Fact:
    label: str
    value: Line
    tone: Tone = "plain"


@dataclass(frozen=True)
class Facts:
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Column:
    """Numbers stand under each other, at the right."""

    head: str
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """The first cell says what a row is about, the caption what all of them are."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if not self.columns or any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"every row has one cell for each of {len(self.columns)} columns")

    @property
    def heads(self) -> tuple[str, ...]:
        return tuple(column.head for column in self.columns)


@dataclass(frozen=True)
class Quote:
    """Words of the call, with where they stand; `line` counts from 1, and is 0 for words of anybody else."""

    said: Line
    section: str
    line: int


@dataclass(frozen=True)
class Picture:
    """A PNG, JPEG or GIF, as its name ends; the description is what a screen reader says."""

    name: str
    content: bytes
    description: str


@dataclass(frozen=True)
class File:
    name: str
    content: Content
    media_type: str


@dataclass(frozen=True)
class Button:
    """`primary` is what most people want next; `final` is what can't be undone."""

    label: str
    press: Invocation
    primary: bool = False
    final: bool = False

    def __post_init__(self) -> None:
        if len(self.press.code) > CODE_LIMIT:
            raise ValueError(f"a button holds {CODE_LIMIT} characters, not {self.press.code!r}")

    @property
    def style(self) -> Literal["plain", "primary", "danger"]:
        """As every platform distinguishes them."""
        return "danger" if self.final else "primary" if self.primary else "plain"


@dataclass(frozen=True)
class Buttons:
    buttons: tuple[Button, ...]


@dataclass(frozen=True)
class Copy:
    """One message as a platform will show it: whom it rings, and where it stands among the others."""

    blocks: tuple["Block", ...]
    rings: tuple[str, ...] = ()
    note: str = ""

    @property
    def caption(self) -> str:
        """The note and the rings in one sentence each; empty where there is nothing to say."""
        rings = f"It rings {', '.join(self.rings)}." if self.rings else ""
        return " ".join(part for part in (self.note, rings) if part)


@dataclass(frozen=True)
class Preview:
    """What will stand on a platform, message by message, drawn like that platform where that is possible."""

    platform: str
    title: str
    copies: tuple[Copy, ...]


Block = Heading | Paragraph | Bullets | Facts | Table | Quote | Picture | File | Buttons | Preview


@dataclass(frozen=True)
class Reply:
    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, *blocks: Block | None) -> "Reply":
        return cls(tuple(block for block in blocks if block))

    def __add__(self, more: Iterable[Block]) -> "Reply":
        return Reply((*self.blocks, *more))
