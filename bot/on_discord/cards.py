"""A reply's blocks as cards, each of which becomes one embed of a Discord message."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import assert_never

from bot.characters import length
from bot.monospace import monospaced
from bot.on_discord.as_text import preview_text
from bot.on_discord.escape import ZERO_WIDTH, escaped, fenced
from bot.on_discord.limits import (
    ALT_TEXT,
    DESCRIPTION,
    EMBED_CHARACTERS,
    FIELD_NAME,
    FIELD_VALUE,
    FIELDS,
    TITLE,
    shortened,
)
from bot.on_discord.spans import pieces
from commands.core.reply import (
    Block,
    Bullets,
    Button,
    Buttons,
    Fact,
    Facts,
    File,
    Heading,
    Line,
    Paragraph,
    Picture,
    Preview,
    Quote,
    Reply,
    Strong,
    Table,
    Tone,
    line,
)
from commands.core.spool import Content

MARKED_LINE = DESCRIPTION // 3  # room for what a mark adds at each of its lines
SIGNS: dict[Tone, str] = {"plain": "", "good": "🟢 ", "bad": "🔴 ", "unsure": "🟡 "}
NAME_KEPT = 80  # characters of a file's name
PREVIEWED = 4_000  # characters of a preview that are shown; what is longer comes as a file
MOST_CARDS = 50  # more than a reply's messages hold; words beyond are for the file alone


@dataclass(frozen=True)
class Attached:
    """A file that goes with a message; the description is what a screen reader says."""

    name: str
    content: Content = field(repr=False)
    description: str | None = None


@dataclass
class Card:
    tone: Tone = "plain"
    title: str = ""
    text: str = ""
    fields: list[tuple[str, str]] = field(default_factory=list)
    picture: Attached | None = None

    @property
    def characters(self) -> int:
        named = sum(length(name) + length(value) for name, value in self.fields)
        return length(self.title) + length(self.text) + named

    @property
    def is_empty(self) -> bool:
        return not (self.title or self.text or self.fields or self.picture)


@dataclass
class Deck:
    """The cards so far; what no longer fits the last one opens a new one of the same colour."""

    cards: list[Card] = field(default_factory=lambda: [Card()])
    files: list[Attached] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)

    def title(self, text: str, tone: Tone) -> None:
        if not self.cards[-1].is_empty:
            self.cards.append(Card())
        self.cards[-1].tone = tone
        words = escaped(text[: TITLE + 1])
        if length(words) <= TITLE:
            self.cards[-1].title = words.strip()
        else:
            self.say(line(Strong(text)))

    def say(self, said: Line) -> None:
        for piece in self.while_room(pieces(said, DESCRIPTION)):
            self.text(piece, "\n\n")

    def while_room(self, texts: Iterator[str]) -> Iterator[str]:
        return takewhile(lambda _: len(self.cards) <= MOST_CARDS, texts)

    def text(self, text: str, gap: str) -> None:
        if not text.strip():
            return
        card = self.cards[-1]
        if card.fields or card.picture or length(card.text) + length(gap) + length(text) > DESCRIPTION:
            card = self._new()
        card.text += f"{gap}{text}" if card.text else text

    def field(self, name: str, value: str) -> None:
        card, more = self.cards[-1], length(name) + length(value)
        if card.picture or len(card.fields) == FIELDS or card.characters + more > EMBED_CHARACTERS:
            card = self._new()
        card.fields.append((name, value))

    def picture(self, picture: Attached) -> None:
        card = self._new() if self.cards[-1].picture else self.cards[-1]
        card.picture = picture

    def _new(self) -> Card:
        self.cards.append(Card(self.cards[-1].tone))
        return self.cards[-1]


def deck(reply: Reply) -> Deck:
    """The blocks in their order; buttons and files are for the end of the message."""
    dealt = Deck()
    for block in reply.blocks:
        _deal(block, dealt)
    dealt.cards = [card for card in dealt.cards if not card.is_empty]
    return dealt


def _deal(block: Block, dealt: Deck) -> None:  # noqa: C901 - one case for each kind
    match block:
        case Heading(text, tone):
            dealt.title(text, tone)
        case Paragraph(said):
            dealt.say(said)
        case Bullets(items):
            _bullets(items, dealt)
        case Facts(facts):
            for fact in facts:
                _fact(fact, dealt)
        case Table():
            _table(block, dealt)
        case Quote():
            _quote(block, dealt)
        case Picture(name, content, description):
            dealt.picture(Attached(_safe(name), content, shortened(description, ALT_TEXT)))
        case File(name, content, _):
            dealt.files.append(Attached(_safe(name), content))
        case Buttons(buttons):
            dealt.buttons.extend(buttons)
        case Preview():
            _preview(block, dealt)
        case _:
            assert_never(block)


def _preview(block: Preview, dealt: Deck) -> None:
    """Each message as a card of its own, which on Discord is what will stand there."""
    text = preview_text(block)
    if length(text) > PREVIEWED:
        file = Attached(_safe(f"on-{block.platform}.txt"), text.encode("utf-8", "replace"))
        dealt.title(block.title, "plain")
        dealt.say(line(f"It is long: all of it is in {file.name}."))
        dealt.files.append(file)
        return
    for number, copy in enumerate(block.copies):
        if not number or copy.caption:
            dealt.title(copy.caption if number else block.title, "plain")
        if not number and copy.caption:
            dealt.say(line(copy.caption))
        for shown in copy.blocks:
            _deal(shown, dealt)


def _bullets(items: tuple[Line, ...], dealt: Deck) -> None:
    gap = "\n\n"
    for item in items:
        for piece in dealt.while_room(pieces(item, MARKED_LINE)):
            dealt.text(f"- {piece}".replace("\n", "\n  "), gap)
            gap = "\n"


def _fact(fact: Fact, dealt: Deck) -> None:
    name = f"{SIGNS[fact.tone]}{escaped(fact.label[: FIELD_NAME + 1])}"
    values = list(islice(pieces(fact.value, FIELD_VALUE), 2)) or [""]
    if length(name) <= FIELD_NAME and len(values) == 1:
        dealt.field(name if name.strip() else ZERO_WIDTH, values[0] if values[0].strip() else ZERO_WIDTH)
    else:
        dealt.say(line(Strong(f"{SIGNS[fact.tone]}{fact.label}")))
        dealt.say(fact.value)


def _table(block: Table, dealt: Deck) -> None:
    dealt.say(line(Strong(block.caption)))
    for piece in dealt.while_room(monospaced(block, MARKED_LINE)):
        dealt.text(fenced(piece), "\n")


def _quote(block: Quote, dealt: Deck) -> None:
    gap = "\n\n"
    for piece in dealt.while_room(pieces(block.said, MARKED_LINE)):
        dealt.text(f"> {piece}".replace("\n", "\n> "), gap)
        gap = "\n"
    if not block.line:
        return
    section = f"“{shortened(block.section, TITLE)}”, " if block.section else ""
    dealt.text(f"> — {escaped(f'The call, {section}line {block.line}')}".replace("\n", " "), gap)


def _safe(name: str) -> str:
    """A name that Discord leaves as it is, so that an embed can point to it."""
    return re.sub(r"[^A-Za-z0-9._-]+", "_", name).strip("._")[-NAME_KEPT:] or "file"
