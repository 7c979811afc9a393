"""A command is declared once; all a platform must know beforehand is read from its signature."""

from typing import Annotated, Any

import pytest

from commands.core.command import Command, command
from commands.core.context import Context
from commands.core.option import Option
from commands.core.person import Permission
from commands.core.reply import Reply
from commands.event.facts import Event
from tests.commands.core.shapes import SHAPES, broadcast_new, enrol


def test_the_kinds_of_options_are_read_from_the_signature() -> None:
    kinds = {option.name: option.kind for option in (*enrol.options, *broadcast_new.options)}
    assert kinds == {
        "name": "text",
        "email": "text",
        "topics": "choices",
        "load": "integer",
        "first_author": "flag",
        "title": "text",
        "text": "text",
        "to": "choices",
        "at": "text",
        "image": "file",
    }


def test_a_parameter_with_a_default_is_an_optional_option() -> None:
    assert [option.name for option in broadcast_new.options if not option.required] == ["at", "image"]


def test_the_docstring_is_the_help() -> None:
    assert enrol.summary == "Sign up as a reviewer, or change your answers."


def test_choices_come_from_the_type_or_from_the_event(event: Event) -> None:
    to, topics = broadcast_new.option("to"), enrol.option("topics")
    assert to is not None
    assert topics is not None
    assert [choice.value for choice in to.allowed(event)] == ["everyone", "reviewers"]
    assert "Basic science" in [choice.value for choice in topics.allowed(event)]


def test_forms_privacy_permission_and_subcommands_are_known_before_anything_runs() -> None:
    known = {shape.name: (shape.form is not None, shape.private, shape.permission) for shape in SHAPES}
    assert known == {
        "enrol": (True, True, Permission.EVERYONE),
        "broadcast new": (True, True, Permission.ORGANISER),
        "roster export": (False, True, Permission.ORGANISER),
        "note edit": (True, True, Permission.EVERYONE),
    }


async def undescribed(_ctx: Context, which: str) -> Reply:
    return Reply.of()


async def without_context(which: str) -> Reply:
    return Reply.of()


async def untyped(_ctx: Context, which: Annotated[complex, Option("What no platform can ask for")]) -> Reply:
    return Reply.of()


@pytest.mark.parametrize("handler", [undescribed, without_context, untyped])
def test_a_declaration_that_no_platform_could_show_fails_at_import(handler: Any) -> None:
    with pytest.raises(TypeError):
        command("broken")(handler)


def test_a_command_is_a_value() -> None:
    assert isinstance(enrol, Command)
    assert hash(enrol)
