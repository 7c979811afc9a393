"""Whatever is typed, a person gets an answer or is told what is wrong; it never breaks."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.on_slack.typed import Usage, understood
from commands.catalogue import COMMANDS
from commands.core.dispatch import Answer, Dispatcher
from commands.core.errors import UserError
from commands.core.invocation import Invocation
from commands.core.parse import parse_options
from commands.core.person import Caller
from commands.core.rate import RateLimit
from commands.event.facts import Event
from commands.live import Live
from commands.services import Services
from storage.store import Store
from tests.doubles import AUTHOR, ORGANISER, FixedClock, Records
from tests.fuzz.anything import CALLED, CALLS, WORDS, patiently

Dispatch = Callable[[Invocation, Caller], Awaitable[Answer]]

COMMAND_OF = {command.name: command for command in COMMANDS}


@patiently
@given(call=CALLED)
def test_options_are_parsed_or_the_one_at_fault_is_named(event: Event, call: Invocation) -> None:
    command = COMMAND_OF[call.name]
    try:
        parsed = parse_options(command, call.options, event)
    except UserError as error:
        assert error.field in {*call.options, *(option.name for option in command.options)}
        assert str(error)
    else:
        assert list(parsed) == [option.name for option in command.options]


@pytest.fixture
def dispatch(services: Services, store: Store) -> Dispatch:
    """A function, since a failure shows what its test was handed, and the services are long to show."""
    live = Live(replace(services, store=store))
    return Dispatcher(COMMANDS, live, FixedClock(), RateLimit(10**9, 1), Records()).dispatch


@patiently
@given(call=CALLS, caller=st.sampled_from([AUTHOR, ORGANISER]))
async def test_every_call_is_answered(dispatch: Dispatch, call: Invocation, caller: Caller) -> None:
    answer = await dispatch(call, caller)
    assert answer.outcome in {"done", "refused"}
    assert answer.reply.blocks


@patiently
@given(slash=WORDS | st.sampled_from(["/usher", *(f"/{name}" for name in COMMAND_OF)]), text=WORDS)
def test_what_is_typed_on_slack_is_understood_or_refused(slash: str, text: str) -> None:
    try:
        assert isinstance(understood(COMMANDS, slash, text), Invocation | Usage)
    except UserError as error:
        assert str(error)


@patiently
@given(code=WORDS)
def test_any_code_of_a_button_is_a_call(code: str) -> None:
    call = Invocation.from_code(code)
    assert Invocation.from_code(call.code) == call
