"""Knowledge of the workshop that ships with Usher, and of an invented one; learning takes a second."""

from pathlib import Path

import pytest

from commands.ask.knowledge import Knowledge, read_knowledge
from commands.event.call import Call
from tests.commands.ask.second_call import CALL

HOME = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def answers_text() -> str:
    return (HOME / "answers.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def call() -> Call:
    return Call.parse((HOME / "call.md").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def knowledge(call: Call, answers_text: str) -> Knowledge:
    return read_knowledge(call, answers_text)


@pytest.fixture(scope="session")
def second() -> Knowledge:
    """A call by itself, with no curated answers."""
    return read_knowledge(Call.parse(CALL))
