"""A reply becomes plain values: every kind of block and span, and no text that turns into markup."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.on_web.render import render
from commands.core import reply as said
from commands.core.invocation import Invocation
from commands.core.reply import Reply, line
from commands.core.spool import Content

SPANS = (
    said.Plain("a"),
    said.Strong("a"),
    said.Struck("a"),
    said.Code("a"),
    said.Link("a", "https://example.org"),
    said.Moment(date(2025, 8, 22)),
    said.Countdown(date(2025, 8, 22), "in 21 days"),
    said.Channel("slack", "C01", "#news on Slack"),
)
BLOCKS = (
    said.Heading("a", "bad"),
    said.Paragraph(line("a")),
    said.Bullets((line("a"),)),
    said.Facts((said.Fact("a", line("b"), "good"),)),
    said.Quote(line("a"), "Section", 3),
    said.Table("a", (said.Column("b"), said.Column("c", numeric=True)), (("d", "1"),)),
    said.Picture("a.png", b"png", "A page"),
    said.File("a.ics", b"ics", "text/calendar"),
    said.Preview("slack", "On Slack: 1 message", (said.Copy((said.Heading("a"),), ("@here",), "b"),)),
    said.Buttons((said.Button("a", Invocation("deadline", {"which": "submission"})),)),
)


def kept(name: str, _content: Content, media_type: str) -> str:
    return f"/files/{name}#{media_type}"


def rendered(block: said.Block) -> dict[str, object]:
    (shown,) = render(Reply.of(block), kept)
    return shown


def test_every_kind_of_block_and_span_is_tried_here() -> None:
    assert {type(block) for block in BLOCKS} == set(get_args(said.Block))
    assert {type(span) for span in SPANS} == set(get_args(said.Span))


@pytest.mark.parametrize("block", BLOCKS)
def test_every_block_is_drawn_by_the_page(block: said.Block, drawn_blocks: set[str]) -> None:
    assert rendered(block)["type"] in drawn_blocks


@pytest.mark.parametrize("span", SPANS)
def test_every_span_is_drawn_by_the_page(span: said.Span, drawn_spans: set[str]) -> None:
    (shown,) = json.loads(json.dumps(rendered(said.Paragraph((span,)))))["said"]
    assert shown["type"] in drawn_spans


def test_pictures_and_files_become_addresses() -> None:
    assert rendered(BLOCKS[6])["url"] == "/files/a.png#image/png"
    assert rendered(BLOCKS[7])["url"] == "/files/a.ics#text/calendar"
    assert rendered(BLOCKS[7])["size"] == 3


def test_a_table_keeps_its_heads_and_cells() -> None:
    assert rendered(BLOCKS[5])["columns"] == [
        {"head": "b", "numeric": False},
        {"head": "c", "numeric": True},
    ]
    assert rendered(BLOCKS[5])["rows"] == (("d", "1"),)


def test_a_button_carries_its_code() -> None:
    assert rendered(BLOCKS[-1])["buttons"] == [
        {"label": "a", "code": "deadline?which=submission", "style": "plain"}
    ]


def test_an_instant_is_told_in_utc_and_a_day_as_it_stands() -> None:
    summer = datetime(2025, 8, 22, 1, tzinfo=timezone(timedelta(hours=2)))
    shown = rendered(said.Paragraph(line(said.Moment(summer), said.Moment(date(2025, 8, 22)))))
    assert [span["at"] for span in shown["said"]] == ["2025-08-21T23:00:00+00:00", "2025-08-22"]  # type: ignore[attr-defined]
    assert summer.astimezone(UTC).day == 21


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "//evil",
        "file:///",
        "http://[",
        "",
    ],
)
def test_a_link_that_is_no_web_or_mail_address_becomes_text(url: str) -> None:
    shown = rendered(said.Paragraph(line(said.Link("words", url))))
    assert shown["said"] == [{"type": "plain", "text": "words"}]


@given(st.text())
def test_text_comes_through_to_the_character(text: str) -> None:
    shown = rendered(said.Paragraph(line(text, said.Strong(text), said.Code(text), said.Struck(text))))
    again = json.loads(json.dumps(shown))
    assert [span["text"] for span in again["said"]] == [text] * 4
