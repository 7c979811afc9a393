"""A dialog opens whatever is known beforehand, and is read whatever comes back."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.on_discord import form as discord_form
from bot.on_slack import form as slack_form
from commands.catalogue import COMMANDS
from commands.core.command import Command
from commands.core.invocation import Raw
from commands.event.facts import Event
from tests.fuzz.anything import WORDS, given_to, patiently

WITH_FORM = tuple(command for command in COMMANDS if command.form)
COMMAND = st.sampled_from(WITH_FORM)
FILLED = COMMAND.flatmap(lambda command: st.tuples(st.just(command), given_to(command)))
ORIGIN = slack_form.Origin("checkpdf", "C1", "")


@patiently
@given(filled=FILLED, page=st.integers(0, 3))
def test_a_dialog_of_discords_keeps_to_its_bounds(
    event: Event, filled: tuple[Command, dict[str, Raw]], page: int
) -> None:
    command, known = filled
    dialog = discord_form.dialog(command, event, page, known, "code").to_dict()
    assert 1 <= len(dialog["components"]) <= 5
    assert len(dialog["title"]) <= 45


@patiently
@given(filled=FILLED)
def test_a_dialog_of_slacks_is_one_that_its_models_take(
    event: Event, filled: tuple[Command, dict[str, Raw]]
) -> None:
    command, known = filled
    assert slack_form.view(command, event, known, ORIGIN)["type"] == "modal"


@patiently
@given(command=COMMAND, said=st.data())
def test_what_comes_back_from_discord_is_read(event: Event, command: Command, said: st.DataObject) -> None:
    components = [
        {"component": {"custom_id": option.name, "value": said.draw(WORDS | st.booleans())}}
        for option in command.options
        if option.kind != "file"
    ]
    read = discord_form.typed(command, event, {"components": components}, _no_file)
    assert set(read) <= {option.name for option in command.options}


@patiently
@given(command=COMMAND, said=st.data())
def test_what_comes_back_from_slack_is_read(event: Event, command: Command, said: st.DataObject) -> None:
    values = {
        option.name: {
            f"{slack_form.FIELD}{option.name}": said.draw(
                st.fixed_dictionaries({"value": WORDS | st.none()})
                | st.fixed_dictionaries({"selected_option": st.fixed_dictionaries({"value": WORDS})})
                | st.just({})
            )
        }
        for option in command.options
    }
    read = slack_form.filled_in(command, event, values, _no_file)
    assert set(read) <= {option.name for option in command.options}


def _no_file(*_told: Any) -> Any:
    raise AssertionError("no file was handed in")
