"""A dialog is one that Discord opens, whatever its command asks for and whatever is known already."""

from collections.abc import Mapping
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st
from simcord.components import validate_modal

from bot.on_discord.form import dialog, missing, page_of, pages, typed
from commands.core.command import Command
from commands.core.context import Context
from commands.core.form import Form
from commands.core.invocation import Raw
from commands.core.option import Choice, Kind, Option
from commands.core.reply import Reply
from commands.core.upload import Upload
from commands.event.facts import Event


async def run(_ctx: Context) -> Reply:
    raise AssertionError("a dialog runs nothing")


async def fetch() -> bytes:
    return b""


PAPER = Upload("paper.pdf", 3, fetch)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=300)
BOUNDS = st.tuples(st.integers(0, 5), st.integers(6, 9_000)) | st.just((None, None))
VALUES = st.lists(st.text("abc,", min_size=1, max_size=150), max_size=40, unique=True)
KINDS: st.SearchStrategy[Kind] = st.sampled_from(get_args(Kind))


@st.composite
def options(draw: st.DrawFn) -> Option:
    low, high = draw(BOUNDS)
    values = tuple(Choice(value, value * 2) for value in draw(VALUES))
    return Option(
        draw(WORDS),
        choices=lambda _event: values,
        minimum=low,
        maximum=high,
        multiline=draw(st.booleans()),
        name=draw(st.text("abcdefgh_", min_size=1, max_size=32)),
        kind=draw(KINDS),
        required=draw(st.booleans()),
    )


@st.composite
def known(draw: st.DrawFn, asked: tuple[Option, ...], event: Event) -> Mapping[str, Raw]:
    """Of some options, a value as a slash command, a button or the store would give it."""
    said: dict[str, Raw] = {}
    for option in asked:
        values = [choice.value for choice in option.allowed(event)]
        fitting: dict[str, Any] = {
            "file": st.just(PAPER),
            "flag": st.booleans(),
            "choices": st.lists(st.sampled_from(values or ["x"]), unique=True).map(tuple),
            "integer": st.integers(),
        }
        if draw(st.booleans()):
            said[option.name] = draw(fitting.get(option.kind, WORDS))
    return said


def command_of(asked: list[Option]) -> Command:
    unique = {option.name: option for option in asked}
    return Command("x", "Do it.", tuple(unique.values()), run, form=Form("A title that is long " * 3))


@given(st.data(), st.lists(options(), min_size=1, max_size=12))
def test_every_dialog_is_one_that_discord_opens(
    event: Event, data: st.DataObject, asked: list[Option]
) -> None:
    command = command_of(asked)
    said = data.draw(known(command.options, event))
    for number in range(len(pages(command, event))):
        told = dialog(command, event, number, said, "form:0:-:x").to_dict()
        validate_modal(told)
        for label in told["components"]:
            assert 1 <= len(label["label"]) <= 45
            assert 1 <= len(label["description"]) <= 100


@given(st.data(), st.lists(options(), min_size=1, max_size=5))
def test_what_a_dialog_was_opened_with_comes_back_from_it(
    event: Event, data: st.DataObject, asked: list[Option]
) -> None:
    command = command_of(asked)
    said = data.draw(known(command.options, event))
    told = dialog(command, event, 0, said, "form:0:-:x").to_dict()
    back = typed(command, event, {"components": [_sent(label) for label in told["components"]]}, _nothing)
    for option in command.options:
        if option.kind == "choice" and said.get(option.name) in {c.value for c in option.allowed(event)}:
            assert back[option.name] == said[option.name]
        if option.kind == "flag" and option.name in said:
            assert back[option.name] is said[option.name]


def _sent(label: dict[str, Any]) -> dict[str, Any]:
    """What a client sends of a field that nobody touched."""
    field = label["component"]
    sent: dict[str, Any] = {"type": field["type"], "custom_id": field["custom_id"]}
    if "options" in field:
        sent["values"] = [option["value"] for option in field["options"] if option.get("default")]
    elif field["type"] == 19:
        sent["values"] = []
    else:
        sent["value"] = field.get("value", field.get("default", ""))
    return {"type": 18, "component": sent}


def _nothing(option: Option, _attachment: Mapping[str, Any]) -> Upload:
    raise AssertionError(f"no file was sent for {option.name}")


def test_a_fault_is_found_on_its_page(event: Event) -> None:
    asked = [Option("d", name=f"o{number}", required=number != 0) for number in range(7)]
    command = command_of(asked)
    assert [[option.name for option in page] for page in pages(command, event)] == [
        ["o1", "o2", "o3", "o4", "o5"],
        ["o6", "o0"],
    ]
    assert [page_of(command, event, name) for name in ("o1", "o6", "o0", None)] == [0, 1, 1, 0]


def test_a_choice_between_nothing_is_not_asked_for(event: Event) -> None:
    nothing = Option("d", name="mentions", kind="choices", required=False)
    command = command_of([Option("d", name="title"), nothing])
    assert [[option.name for option in page] for page in pages(command, event)] == [["title"]]


def test_something_is_missing_until_all_that_is_required_is_said() -> None:
    command = command_of([Option("d", name="a"), Option("d", name="b", required=False)])
    assert missing(command, {"b": "x"})
    assert missing(command, {"a": ""})
    assert not missing(command, {"a": "x"})
