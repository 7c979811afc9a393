"""An organiser's Markdown looks as it is meant on every platform, and none of its words is lost."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from commands.announce.markdown import to_blocks
from commands.core.reply import (
    Block,
    Bullets,
    Code,
    Line,
    Link,
    Moment,
    Paragraph,
    Plain,
    Quote,
    Span,
    Strong,
    Struck,
    line,
)


def spans(text: str) -> Line:
    """Of a text that is one paragraph."""
    (block,) = to_blocks(text)
    assert isinstance(block, Paragraph)
    return block.said


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**Aug 24**", line(Strong("Aug 24"))),
        ("*slanted* and _slanted_", line(Strong("slanted"), " and ", Strong("slanted"))),
        ("***both***", line(Strong("both"))),
        ("~~Aug 22~~ Aug 24", line(Struck("Aug 22"), " Aug 24")),
        ("run `pip *x*`", line("run ", Code("pip *x*"))),
        ("[the call](https://x.org/a_(b))", line(Link("the call", "https://x.org/a_(b)"))),
        ("[write](mailto:a@x.org)", line(Link("write", "mailto:a@x.org"))),
        ("see https://x.org/a_b.", line("see ", Link("https://x.org/a_b", "https://x.org/a_b"), ".")),
        ("<https://x.org>", line(Link("https://x.org", "https://x.org"))),
        ("**see [it](https://x.org)**", line(Strong("see "), Link("it", "https://x.org"))),
    ],
)
def test_marks_become_what_they_mean(text: str, shown: Line) -> None:
    assert spans(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "snake_case_name",
        "2 * 3 * 4",
        "a ** b",
        "~~ ~~",
        "[bad](javascript:alert(1))",
        "[no](/relative)",
        "@everyone <!here> <@U1> @here <#C1> <t:1:R>",
        "1. first\n2. second",
        "```\nnever closed",
        "a | b\n--|--",
    ],
)
def test_what_is_no_mark_stays_as_it_was_written(text: str) -> None:
    assert "".join(span.text for span in spans(text) if isinstance(span, Plain)) == text


def test_an_escaped_mark_is_itself() -> None:
    assert (
        "".join(span.text for span in spans(r"\*not\* \_this\_") if isinstance(span, Plain)) == "*not* _this_"
    )


def test_blocks_come_in_their_order_with_a_heading_as_a_strong_line() -> None:
    text = (
        "# News #\nWe moved it.\nReally.\n\n- one\n* **two**\n\n> said\n> so\n```python\nx = 1\n\ny = 2\n```"
    )
    assert to_blocks(text) == (
        Paragraph(line(Strong("News"))),
        Paragraph(line("We moved it.\nReally.")),
        Bullets((line("one"), line(Strong("two")))),
        Quote(line("said\nso"), "", 0),
        Paragraph(line("", Code("x = 1"), "\n", "", "\n", Code("y = 2"))),
    )


def _spans(block: Block) -> Iterator[Span]:
    match block:
        case Paragraph(said) | Quote(said):
            yield from said
        case Bullets(items):
            for item in items:
                yield from item
        case _:
            raise AssertionError(block)


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def shown(text: str) -> str:
    """Every letter of the blocks; a link that has words of its own with its address after them."""
    told = []
    for block in to_blocks(text):
        for span in _spans(block):
            assert not isinstance(span, Moment)
            match span:
                case Link(words, url) if words not in {url, url.removeprefix("mailto:")}:
                    told += [words, url]
                case Link(_, url):
                    told.append(url)
                case Plain(words) | Strong(words) | Struck(words) | Code(words):
                    told.append(words)
    return letters("".join(told))


MARKS = ["**", "*", "_", "__", "~~", "`", "```", "[", "](", ")", "<", ">", "https://x.org/", "mailto:a@b.c"]
PIECES = [*MARKS, "\n", "- ", "# ", "> ", "1. ", "\\", " ", "a", "Bc", "@everyone", "<!here>", "é", "\r", "|"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=200))
@example("**" * 700 + "a" + "**" * 700)
@example("[" * 1_500 + "](" * 700)
@example("*a" * 1_500)
def test_no_letter_is_lost_or_made_whatever_is_written(text: str) -> None:
    without_languages = re.sub(
        r"(?m)^( {0,3}```)[\w+-]*\s*$", r"\1", text.replace("\r\n", "\n").replace("\r", "\n")
    )
    assert shown(text) in {letters(text), letters(without_languages)}
