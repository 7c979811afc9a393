"""What people type after a slash command, taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.on_slack.typed import Usage, understood
from commands.catalogue import COMMANDS
from commands.core.errors import UserError
from commands.core.invocation import Invocation, Raw
from tests.bot.on_web.demo import DEMO
from tests.commands.core.shapes import SHAPES

ALL = (*COMMANDS, *SHAPES, *DEMO)


def call(name: str, **options: Raw) -> Invocation:
    return Invocation(name, options)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/deadline", call("deadline")),
        ("/deadline   Calendar", call("deadline calendar")),
        ("/deadline calendar which:submission", call("deadline calendar", which="submission")),
        ("/deadline Paper submission", call("deadline", which="Paper submission")),
        ("/deadline WHICH = submission", call("deadline", which="submission")),
        ("/deadline wich=submission", call("deadline", wich="submission")),
        ("/deadline calendars", call("deadline", which="calendars")),
        ("/usher", call("help")),
        ("/usher /deadline calendar", call("deadline calendar")),
        ("/USHER help deadline", call("help", about="deadline")),
        ("/ask how long: is a “short” paper?", call("ask", question="how long: is a “short” paper?")),
        ("/ask question: how long?", call("ask", question="how long?")),
        ("/ask „how long?“", call("ask", question="how long?")),
        ("/ask it's a=b, isn't it", call("ask", question="it's a=b, isn't it")),
        ("/ask 'one' or 'two'?", call("ask", question="'one' or 'two'?")),
        ("/ask is a &lt; b &amp;amp; c?", call("ask", question="is a < b &amp; c?")),
        ("/ask https://x.org: what is it?", call("ask", question="https://x.org: what is it?")),
        ("/checkpdf short camera-ready", call("checkpdf", track="short", stage="camera-ready")),
        ("/checkpdf stage:camera-ready track:short", call("checkpdf", stage="camera-ready", track="short")),
        ("/checkpdf file:paper.pdf", call("checkpdf")),
        ("/visit town='San Diego' nights=2", call("visit", town="San Diego", nights="2")),
        (
            "/broadcast new «Hello all» text: see https://x.org: yes to:everyone, reviewers at=now",
            call(
                "broadcast new",
                title="Hello all",
                text="see https://x.org: yes",
                to=("everyone", "reviewers"),
                at="now",
            ),
        ),
        ("/broadcast nwe", call("broadcast nwe")),
        ("/nothing at all", call("nothing")),
        ("/broadcast", Usage("broadcast")),
        ("/broadcast help", Usage("broadcast")),
        ("/ask help", Usage("ask")),
        ("/usher deadline calendar help", Usage("deadline calendar")),
    ],
)
def test_every_way_of_saying_it_is_understood(typed: str, meant: Invocation | Usage) -> None:
    slash, _, text = typed.partition(" ")
    assert understood(ALL, slash, text) == meant


def test_more_than_a_command_takes_is_refused_with_what_is_too_much() -> None:
    with pytest.raises(UserError, match=r"/roster export takes no more .* “and more”"):
        understood(ALL, "/roster", "export csv and more")


@given(st.sampled_from([command.name for command in ALL]), st.text())
def test_whatever_is_typed_is_understood_or_refused_in_words(name: str, text: str) -> None:
    top, _, sub = name.partition(" ")
    try:
        understood(ALL, f"/{top}", f"{sub} {text}")
    except UserError as error:
        assert str(error).endswith(".")


@given(st.text(alphabet=st.characters(blacklist_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1))
def test_a_quoted_value_comes_back_whole(value: str) -> None:
    quotes = set("\"“”„«»'‘’‚")
    if quotes & set(value) or "&" in value:
        return
    meant = understood(ALL, "/broadcast", f'new title="a {value} b" text="t"')
    assert meant == call("broadcast new", title=f"a {value} b", text="t")
