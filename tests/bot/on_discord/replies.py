"""Replies of every shape, small and huge."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from commands.core.invocation import CODE_LIMIT, Invocation
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
    Strong,
    Struck,
    Table,
)

NASTY = (
    "@everyone @here <@1> <@&1> <#1> <t:0:R> </a:1> <:a:1> [a](https://evil.example) https://evil.example "
    "**b** __u__ ~~s~~ ||p|| `c` ```d``` \\ \n# h\n- l\n1. o\n> q\n-# s \u202e\u200f\u2067"
)
LONG = st.builds(
    lambda words, times: words * times,
    st.sampled_from((NASTY, "word ", "*", "\n", "😀", "@")),
    st.integers(1, 9_000),
).map(lambda text: text[:10_000])
TEXT = st.one_of(st.text(max_size=40), st.sampled_from((NASTY, "", " ")), LONG)
WHEN = st.one_of(
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
URL = st.sampled_from(
    (
        "https://a.example/b_(c)",
        "javascript:alert(1)",
        "mailto:a@b.example",
        "https://a.example/" + "x" * 600,
        "::",
    )
)
SPAN = st.one_of(
    st.builds(Plain, TEXT),
    st.builds(Strong, TEXT),
    st.builds(Struck, TEXT),
    st.builds(Code, TEXT),
    st.builds(Link, TEXT, URL),
    st.builds(Moment, WHEN),
    st.builds(Countdown, WHEN, TEXT),
    st.builds(
        Channel, st.sampled_from(("discord", "slack")), st.sampled_from(("100", "C1", "1> @here")), TEXT
    ),
)
LINE: st.SearchStrategy[Line] = st.lists(SPAN, max_size=4).map(tuple)
TONE = st.sampled_from(("plain", "good", "bad", "unsure"))
FACT = st.builds(Fact, TEXT, LINE, TONE)
CONTENT = st.integers(0, 3_000).map(bytes)
CODES = st.text("abc", min_size=1, max_size=CODE_LIMIT).map(Invocation)
BUTTON = st.builds(Button, TEXT, CODES, st.booleans())
COLUMNS = (Column("a"), Column("b", numeric=True))
SIMPLE = st.one_of(
    st.builds(Heading, TEXT, TONE),
    st.builds(Paragraph, LINE),
    st.lists(LINE, max_size=12).map(lambda items: Bullets(tuple(items))),
    st.lists(FACT, max_size=30).map(lambda facts: Facts(tuple(facts))),
    st.lists(st.tuples(TEXT, TEXT), max_size=30).map(lambda rows: Table("T", COLUMNS, tuple(rows))),
    st.builds(Quote, LINE, TEXT, st.integers(1, 10_000)),
    st.builds(Picture, TEXT, CONTENT, TEXT),
    st.builds(File, TEXT, CONTENT, st.just("text/plain")),
    st.lists(BUTTON, max_size=30).map(lambda buttons: Buttons(tuple(buttons))),
)
SMALL = st.builds(Heading, TEXT, TONE) | st.builds(Paragraph, LINE) | st.builds(Picture, TEXT, CONTENT, TEXT)
COPY = st.builds(Copy, st.lists(SMALL, max_size=3).map(tuple), st.just(("@here",)), TEXT)
BLOCK = SIMPLE | st.builds(Preview, st.just("slack"), TEXT, st.lists(COPY, max_size=2).map(tuple))
REPLY = st.lists(BLOCK, max_size=8).map(lambda blocks: Reply(tuple(blocks)))
