"""Each block of a reply as blocks of Slack's, within the limits of a block."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from itertools import count, groupby
from typing import Any, TypeVar, assert_never

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    MarkdownTextObject,
    RichTextBlock,
    RichTextPreformattedElement,
    SectionBlock,
    TextObject,
)

from bot.characters import length
from bot.monospace import monospaced
from bot.on_slack import limits
from bot.on_slack.spans import clean, fitted, mrkdwn, plain, size, text_object, words, would_format
from commands.core import reply as said
from commands.core.reply import Line, Plain, Reply, Strong, Tone, line

PRESS = "press:"
"""Begins the action id of every button that carries an invocation."""
DOTS: dict[Tone, str] = {"plain": "", "good": "🟢 ", "bad": "🔴 ", "unsure": "🟡 "}
PREVIEWED = 4_000  # characters of a preview that are shown; what is longer comes as a file
QUOTED = 3  # times that a line of one character grows when it is quoted
Item = TypeVar("Item")

IN_A_FILE = "It is long: all of it is in {name}."


@dataclass(frozen=True)
class Piece:
    """A block of Slack's with its words."""

    block: Block
    words: str

    @property
    def size(self) -> int:
        return length("".join(_texts(self.block.to_dict())))

    @property
    def acts(self) -> bool:
        return isinstance(self.block, ActionsBlock)


def _texts(shown: Any) -> Iterator[str]:
    """Every text inside a block, marks included: Slack counts them together."""
    match shown:
        case str(text):
            yield text
        case dict():
            yield from (text for key, part in shown.items() if key != "type" for text in _texts(part))
        case list():
            yield from (text for part in shown for text in _texts(part))


def pieces(reply: Reply, zone: tzinfo = UTC) -> list[Piece]:
    """The reply's blocks in order, without its files."""
    numbers = count()
    return [piece for block in reply.blocks for piece in _block(block, zone, numbers)]


def _block(block: said.Block, zone: tzinfo, numbers: Iterator[int]) -> Iterable[Piece]:  # noqa: PLR0911
    # One return for each kind.
    match block:
        case said.Heading(text, tone):
            return _heading(f"{DOTS[tone]}{text}")
        case said.Paragraph(spans):
            return sections(spans, zone)
        case said.Bullets(items):
            return _bullets(items, zone)
        case said.Facts(facts):
            return _facts(facts, zone)
        case said.Table():
            return _table(block)
        case said.Quote(spans, section, number):
            return _quote(spans, _source(section, number), zone)
        case said.Buttons(buttons):
            return _buttons(buttons, numbers)
        case said.Preview():
            return _preview(block, zone)
        case said.Picture() | said.File():
            return ()
        case _:
            assert_never(block)


def _preview(preview: said.Preview, zone: tzinfo) -> Iterator[Piece]:
    """Each message under its caption, which on Slack is what will stand there."""
    yield from _heading(preview.title)
    if is_long(preview):
        yield from sections(line(IN_A_FILE.format(name=file_of(preview))), zone)
        return
    for copy in preview.copies:
        yield from sections(line(copy.caption), zone)
        yield from pieces(Reply(copy.blocks), zone)


def is_long(preview: said.Preview) -> bool:
    return length(preview_text(preview)) > PREVIEWED


def preview_text(preview: said.Preview) -> str:
    """All that its messages say, for a file."""
    told = (
        part
        for copy in preview.copies
        for part in (copy.caption, *(piece.words for piece in pieces(Reply(copy.blocks))))
    )
    return "\n\n".join((preview.title, *filter(None, told)))


def file_of(preview: said.Preview) -> str:
    return f"on-{preview.platform}.txt"


def _heading(text: str) -> Iterable[Piece]:
    shown = clean(text).replace("\n", " ").strip()
    if not shown or length(plain(shown).text or "") > limits.HEADER_TEXT:
        return sections(line(text), UTC)
    return [Piece(HeaderBlock(text=plain(shown)), shown)]


def sections(spans: Line, zone: tzinfo) -> list[Piece]:
    return [
        Piece(SectionBlock(text=text_object(part, zone)), words(part, zone))
        for part in fitted(spans, limits.SECTION_TEXT, zone)
        if words(part, zone).strip()
    ]


def _bullets(items: Sequence[Line], zone: tzinfo) -> Iterator[Piece]:
    """As few sections as hold them; an item that must stay plain takes no other's marks away."""
    rows = [(Plain("• "), *item, Plain("\n")) for item in items]
    for _, alike in groupby(rows, would_format):
        together: Line = ()
        for row in alike:
            if together and size((*together, *row), zone) > limits.SECTION_TEXT:
                yield from sections(together, zone)
                together = ()
            together += row
        yield from sections(together, zone)


def _facts(facts: Sequence[said.Fact], zone: tzinfo) -> Iterator[Piece]:
    lines = [_fact(fact) for fact in facts]
    for fits, group in groupby(lines, lambda each: size(each, zone) <= limits.FIELD_TEXT):
        if fits:
            for fields in _chunks(group, limits.FIELDS):
                told = "\n".join(words(field, zone).replace("\n", ": ", 1) for field in fields)
                yield Piece(SectionBlock(fields=[text_object(field, zone) for field in fields]), told)
        else:
            for spans in group:
                yield from sections(spans, zone)


def _chunks(items: Iterable[Item], most: int) -> Iterator[list[Item]]:
    kept = list(items)
    for start in range(0, len(kept), most):
        yield kept[start : start + most]


def _fact(fact: said.Fact) -> Line:
    return (Strong(f"{DOTS[fact.tone]}{clean(fact.label).strip() or '–'}"), Plain("\n"), *fact.value)


def _table(table: said.Table) -> Iterator[Piece]:
    """In letters of one width: Slack's own table may stand in a message once, and on no Home tab."""
    yield from sections(line(Strong(table.caption)), UTC)
    for text in monospaced(table, limits.SECTION_TEXT):
        shown = RichTextPreformattedElement(elements=[{"type": "text", "text": plain(clean(text)).text}])
        yield Piece(RichTextBlock(elements=[shown]), clean(text))


def _quote(spans: Line, source: str, zone: tzinfo) -> Iterator[Piece]:
    for part in fitted(spans, limits.SECTION_TEXT // QUOTED, zone):
        told = f"“{words(part, zone).strip()}”"
        if told != "“”":
            yield Piece(SectionBlock(text=_quoted(part, told, zone)), told)
    for part in fitted(line(source) if source else (), limits.FIELD_TEXT, zone):
        yield Piece(ContextBlock(elements=[text_object(part, zone)]), words(part, zone))


def _source(section: str, number: int) -> str:
    if not number:
        return ""
    return f"{section}, line {number} of the call" if section else f"Line {number} of the call"


def _quoted(part: Line, told: str, zone: tzinfo) -> TextObject:
    """A bar beside the words, or quotation marks around them where they must stay plain."""
    if would_format(part):
        return plain(told)
    rows = mrkdwn(part, zone).strip().split("\n")
    return MarkdownTextObject(text="\n".join(f"> {row}" for row in rows), verbatim=True)


def _buttons(buttons: Sequence[said.Button], numbers: Iterator[int]) -> Iterator[Piece]:
    for some in _chunks(buttons, limits.ACTIONS):
        block = ActionsBlock(elements=[_button(button, next(numbers)) for button in some])
        yield Piece(block, " ".join(f"[{clean(button.label)}]" for button in some))


def _button(button: said.Button, number: int) -> ButtonElement:
    label = clean(button.label).strip() or "…"
    return ButtonElement(
        text=plain(label, limits.BUTTON_LABEL),
        action_id=f"{PRESS}{number}",
        value=button.press.code,
        style=None if button.style == "plain" else button.style,
    )
