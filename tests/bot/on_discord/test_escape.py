"""Any text a person can type is shown as it was typed, and does nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.on_discord.escape import clean, code, escaped, linkable
from bot.on_discord.spans import pieces, rendered
from commands.core.reply import Code, Link, Plain, Strong, line
from tests.bot.on_discord.reading import literal, markup
from tests.bot.on_discord.replies import NASTY

TURNING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
ALPHABET = st.one_of(st.characters(), st.sampled_from(f"@<>*_~`|[]()#-+.:/\\1 \n{TURNING}\u202c\u2069"))
TYPED = st.one_of(st.text(ALPHABET, max_size=80), st.just(NASTY))


@given(TYPED)
def test_a_text_is_shown_as_it_was_typed_and_has_no_markup(text: str) -> None:
    shown = escaped(text)
    assert markup(shown) == []
    assert literal(shown).rstrip("\u2069\u202c") == clean(text).replace("@\u200b", "@").rstrip("\u2069\u202c")


@given(st.lists(TYPED, max_size=5))
def test_no_markup_arises_where_texts_meet(texts: list[str]) -> None:
    assert markup(rendered([Plain(text) for text in texts])) == []


@given(TYPED)
def test_what_turns_the_writing_ends_with_its_text(text: str) -> None:
    shown = escaped(text)
    assert sum(shown.count(mark) for mark in "\u2066\u2067\u2068") <= shown.count("\u2069")
    assert sum(shown.count(mark) for mark in "\u202a\u202b\u202d\u202e") <= shown.count("\u202c")


@given(TYPED, st.integers(600, 2_000), st.integers(1, 100))
def test_a_text_in_pieces_loses_nothing_and_keeps_the_limit(text: str, most: int, times: int) -> None:
    said = list(pieces(line(text * times), most))
    assert all(len(piece.encode("utf-16-le")) // 2 <= most for piece in said)
    joined = "".join(literal(piece) for piece in said)
    assert _bare(joined) == _bare(clean(text) * times)


def _bare(text: str) -> str:
    return text.replace("\u2069", "").replace("\u202c", "").replace("\u200b", "")


@given(TYPED)
def test_code_ends_where_it_should(text: str) -> None:
    shown = code(text)
    assert shown.count("`") in {0, 2}
    assert "\n" not in shown


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http://", "a b"]
)
def test_only_links_to_the_web_and_to_addresses_are_links(url: str) -> None:
    assert not linkable(url)
    assert rendered(line(Link("here", url))) == "here"


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        (Link("the call", "https://a.example/b_(c)"), "[the call](https://a.example/b_%28c%29)"),
        (Link("a@b.example", "mailto:a@b.example"), "a@b.example"),
        (Link("write", "mailto:a@b.example"), "write (a@b.example)"),
        (Link("https://a.example", "https://a.example"), "<https://a.example>"),
        (Link("https://good.example", "https://a.example"), r"https\://good.example (<https://a.example>)"),
    ],
)
def test_a_link_hides_nothing(link: Link, shown: str) -> None:
    assert rendered(line(link)) == shown


def test_marks_of_neighbours_are_kept_apart() -> None:
    assert rendered(line(Strong("a"), Strong("b"))) == "**a**\u200b**b**"
    assert rendered(line(Code("a"), Code("b"))) == "`a`\u200b`b`"
    assert rendered(line(Strong(" a "), "b")) == " **a** b"
