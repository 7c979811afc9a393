"""What an option is called and who is told of it."""

from typing import Annotated

from commands.core.command import command
from commands.core.context import Context
from commands.core.form import Form
from commands.core.option import Option
from commands.core.reply import Reply
from commands.event.facts import Event


@command("sign", form=Form("Sign"))
async def sign(
    ctx: Context,
    e_mail: Annotated[str, Option("Your address")],
    consent: Annotated[bool, Option("Whether you agree", label="Consent", about=lambda event: event.name)],
    version: Annotated[int, Option("Of what is changed", carried=True, offered=False)] = 0,
) -> Reply:
    """Sign."""
    return Reply.of()


def test_a_dialog_calls_an_option_by_its_label_or_else_by_its_name() -> None:
    assert [option.title for option in sign.fields] == ["E mail", "Consent"]


def test_a_description_may_depend_on_the_event(event: Event) -> None:
    assert [option.described(event) for option in sign.fields] == ["Your address", event.name]


def test_an_option_that_is_not_offered_is_known_but_nobody_is_told_of_it() -> None:
    assert [option.name for option in sign.offered] == ["e_mail", "consent"]
    assert sign.option("version") is not None
