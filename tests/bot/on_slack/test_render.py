"""Replies as Block Kit: every block and span, any text, any length."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.on_slack import limits
from bot.on_slack.pieces import pieces
from bot.on_slack.render import REST, render, with_again
from bot.on_slack.spans import JOINER, clean, escape
from commands.core.invocation import Invocation
from commands.core.reply import (
    Bullets,
    Button,
    Buttons,
    Channel,
    Code,
    Column,
    Copy,
    Countdown,
    Fact,
    Facts,
    File,
    Heading,
    Line,
    Link,
    Moment,
    Paragraph,
    Picture,
    Plain,
    Preview,
    Quote,
    Reply,
    Span,
    Strong,
    Struck,
    Table,
    line,
)
from tests.bot.on_slack.fake.blocks import check_message, texts

VIENNA = ZoneInfo("Europe/Vienna")
DAY = date(2025, 8, 22)
HOUR = datetime(2025, 8, 22, 12, tzinfo=UTC)


def blocks_of(*said: Any) -> list[dict[str, Any]]:
    return [block for message in render(Reply.of(*said), VIENNA).messages for block in message.blocks]


def marked(said: Line) -> str:
    (block,) = blocks_of(Paragraph(said))
    return str(block["text"]["text"])


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (line("a & <b>"), "a &amp; &lt;b&gt;"),
        (line("due ", Strong("now"), "."), "due *now*."),
        (line(Struck("old"), " new"), "~old~ new"),
        (line("type ", Code("/ask")), "type `/ask`"),
        (line(Link("a|b", "https://x.org/?a=1&b=2")), "<https://x.org/?a=1&amp;b=2|a¦b>"),
        (line(Link("bank", "javascript:alert(1)")), "bank"),
        (line(Moment(DAY)), "Friday, August 22, 2025"),
        (
            line(Moment(HOUR)),
            "<!date^1755864000^{date_long} at {time}|Friday, August 22, 2025 at 14:00 CEST>",
        ),
        (line(Countdown(DAY, "in 21 days")), "in 21 days"),
        (line("half", Strong("bold"), "word"), "halfboldword"),
        (line(Strong("Why: "), "it is late"), "*Why:* it is late"),
        (line("late", Strong(" at last")), "late *at last*"),
        (line("snake_case_name and ~Ada_Lovelace1"), "snake_case_name and ~Ada_Lovelace1"),
    ],
)
def test_a_span_is_marked_up_as_slack_has_it(said: Line, shown: str) -> None:
    assert marked(said) == shown


@pytest.mark.parametrize(
    "typed",
    ["*a* b", "_a_", "~a~", "`a`", "```a\nb```", ":tada:", "> quoted", "a\n>>> b", "*x _y*_"],
)
def test_text_that_would_format_is_shown_plain_and_whole(typed: str) -> None:
    (block,) = blocks_of(Paragraph(line(typed)))
    assert block["text"] == {"type": "plain_text", "text": typed, "emoji": False}


def test_a_plain_line_tells_in_words_what_its_marks_would() -> None:
    said = line("*a* ", Strong("b"), Link("c", "https://x.org"), " ", Moment(HOUR), " ", Moment(DAY))
    assert marked(said) == (
        "*a* bc (https://x.org) Friday, August 22, 2025 at 14:00 CEST Friday, August 22, 2025"
    )


def test_marks_that_turn_text_around_and_control_characters_are_left_out() -> None:
    assert clean("a\u202eb\u2066c\x00d\ud800e\nf\u200f") == "abcde\nf\u200f"


def test_what_can_not_be_undone_is_red_and_what_comes_next_is_green() -> None:
    go = Invocation("ask")
    (row,) = blocks_of(Buttons((Button("a", go), Button("b", go, primary=True), Button("c", go, final=True))))
    assert [button.get("style") for button in row["elements"]] == [None, "primary", "danger"]


def test_every_block_has_its_place() -> None:
    reply = Reply.of(
        Heading("Over", "bad"),
        Bullets((line("one"), line("*two* *three*"))),
        Facts((Fact("Main text", line("ends on page 4"), "good"),)),
        Quote(line("Papers are ", Strong("due"), "\nsoon."), "Dates", 7),
        Buttons((Button("Again", Invocation("ask", {"question": "a b"}), primary=True),)),
    )
    shown = [(block["type"], "\n".join(texts(block))) for block in blocks_of(*reply.blocks)]
    assert shown == [
        ("header", "🔴 Over"),
        ("section", "• one\n"),
        ("section", "• *two* *three*\n"),
        ("section", "*🟢 Main text*\nends on page 4"),
        ("section", "> Papers are *due*\n> soon."),
        ("context", "Dates, line 7 of the call"),
        ("actions", "Again"),
    ]
    (message,) = render(reply).messages
    assert message.blocks[-1]["elements"][0]["value"] == "ask?question=a+b"
    assert "“Papers are due\nsoon.”" in message.text


def test_a_quotation_that_must_stay_plain_stands_in_quotation_marks() -> None:
    quoted, source = blocks_of(Quote(line("*up* to `4` pages"), "Length", 3))
    assert quoted["text"] == {"type": "plain_text", "text": "“*up* to `4` pages”", "emoji": False}
    assert texts(source) == ["Length, line 3 of the call"]


def test_pictures_and_files_go_beside_the_blocks() -> None:
    rendered = render(Reply.of(Picture("p.png", b"png", "Page 4"), File("d.ics", b"ics", "text/calendar")))
    assert [(each.name, each.description) for each in rendered.attachments] == [
        ("p.png", "Page 4"),
        ("d.ics", ""),
    ]
    assert rendered.messages == ()


def test_a_reply_of_more_than_some_messages_goes_on_in_a_file_and_keeps_its_buttons() -> None:
    many = [Paragraph(line(f"{number} " + "word " * 500)) for number in range(40)]
    press = Buttons((Button("Go", Invocation("help")),))
    rendered = render(Reply.of(*many, press))
    assert len(rendered.messages) == limits.MESSAGES
    assert REST in rendered.messages[-1].text
    assert rendered.messages[-1].blocks[-1]["type"] == "actions"
    (rest,) = rendered.attachments
    shown = "".join(texts([list(message.blocks) for message in rendered.messages]))
    shown += bytes(rest.content).decode()
    assert [number for number in range(40) if f"{number} word" not in shown] == []


ANY = st.text(max_size=400) | st.sampled_from(
    ["<!channel>", "@here", "*" * 200, "&" * 700, "`", "a" * 4000, "\u202e", "😀" * 1600, " ", "\n" * 500]
)
LONG = ANY | st.builds(
    lambda text, times: text * times, st.text(min_size=1, max_size=20), st.integers(1, 600)
)
SPANS: st.SearchStrategy[Span] = st.one_of(
    LONG.map(Plain),
    ANY.map(Strong),
    ANY.map(Struck),
    ANY.map(Code),
    st.builds(Link, ANY, ANY.map(lambda text: f"https://{text}") | ANY),
    st.sampled_from([Moment(DAY), Moment(HOUR), Countdown(DAY, "in 21 days")]),
    st.builds(Channel, st.just("slack"), st.sampled_from(["C01", "1> <!here>"]), ANY),
)
LINES: st.SearchStrategy[Line] = st.lists(SPANS, max_size=6).map(tuple[Span, ...])
COLUMNS = (Column("a"), Column("b", numeric=True))
SIMPLE = (
    st.builds(Heading, LONG, st.sampled_from(["plain", "good", "bad", "unsure"]))
    | st.builds(Paragraph, LINES)
    | st.lists(st.tuples(ANY, ANY), max_size=12).map(lambda rows: Table("T", COLUMNS, tuple(rows)))
    | st.lists(LINES, max_size=12).map(lambda items: Bullets(tuple(items)))
    | st.lists(st.builds(Fact, ANY, LINES), max_size=12).map(lambda facts: Facts(tuple(facts)))
    | st.builds(Quote, LINES, ANY, st.integers(1, 999))
    | st.lists(st.builds(Button, ANY, st.just(Invocation("help"))), max_size=60).map(
        lambda buttons: Buttons(tuple(buttons))
    )
)
SMALL = (
    st.builds(Heading, ANY)
    | st.builds(Paragraph, ANY.map(line))
    | st.builds(Picture, ANY, st.just(b"p"), ANY)
)
COPIES = st.lists(st.builds(Copy, st.lists(SMALL, max_size=3).map(tuple), st.just(("@here",))), max_size=2)
BLOCKS = SIMPLE | st.builds(Preview, st.just("discord"), ANY, COPIES.map(tuple))
REPLIES = st.lists(BLOCKS, max_size=6).map(lambda blocks: Reply(tuple(blocks)))


@given(REPLIES)
@settings(max_examples=100, deadline=None)
def test_no_reply_breaks_a_limit_or_says_a_mention(reply: Reply) -> None:
    rendered = render(reply, VIENNA)
    assert len(rendered.messages) <= limits.MESSAGES
    for message in rendered.messages:
        check_message(message.blocks)
        assert message.text.strip()
        assert len(message.text) <= 4_000
        assert "<" not in message.text
        assert not any(mark in told for told in texts(list(message.blocks)) for mark in ("<@", "<!c"))
        marks = [text for text in _mrkdwn(list(message.blocks)) if "<" in text]
        opened = [part for text in marks for part in text.split("<")[1:]]
        assert all(part.startswith(("https://", "http://", "mailto:", "!date^", "#C01>")) for part in opened)


@given(ANY)
@settings(max_examples=300, deadline=None)
def test_any_text_comes_back_as_it_was_typed(typed: str) -> None:
    shown = "".join(_shown(text) for text in _objects(blocks_of(Paragraph(line(typed)))))
    expected = clean(typed).replace(JOINER, "")
    assert shown == (expected if expected.strip() else "")


@given(st.text())
def test_an_escaped_text_holds_none_of_slacks_control_characters(typed: str) -> None:
    assert not {"<", ">"} & set(escape(typed))
    assert "&" not in escape(typed).replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")


def test_the_button_that_opens_a_dialog_again_stands_last() -> None:
    (message,) = with_again(render(Reply.of(Heading("No", "bad"))).messages, '{"name": "a"}')
    check_message(message.blocks)
    assert message.blocks[-1]["elements"][0]["value"] == '{"name": "a"}'


def test_a_link_that_is_its_own_long_address_is_told_in_words_where_it_fits_nowhere() -> None:
    address = f"https://example.org/{'a' * 600}"
    shown = "".join(_shown(text) for text in _objects(blocks_of(Quote(line(Link("", address)), "", 0))))
    assert address in shown.replace("\n", "")


def test_a_reply_without_words_makes_no_message() -> None:
    assert render(Reply.of(Paragraph(line(" \n"))), VIENNA).messages == ()
    assert pieces(Reply.of()) == []


def _objects(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, list):
        return [each for item in part for each in _objects(item)]
    if not isinstance(part, dict):
        return []
    own = [part] if part.get("type") in {"mrkdwn", "plain_text"} else []
    return own + [each for value in part.values() for each in _objects(value)]


def _mrkdwn(blocks: list[dict[str, Any]]) -> list[str]:
    return [each["text"] for each in _objects(blocks) if each["type"] == "mrkdwn"]


def _shown(text: dict[str, Any]) -> str:
    """What a client shows of a text object without marks, the invisible joiner aside."""
    told = str(text["text"]).replace(JOINER, "")
    if text["type"] == "plain_text":
        return told
    return told.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
