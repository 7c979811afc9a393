"""The one path of every call: permission, rate limit, parse, run; errors become replies."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated

import pytest

from commands.core.command import Command, command
from commands.core.context import Context
from commands.core.dispatch import Answer, Dispatcher
from commands.core.errors import UserError
from commands.core.form import Form
from commands.core.invocation import Invocation, Raw
from commands.core.option import Choice, Option
from commands.core.person import Caller, Permission
from commands.core.rate import RateLimit
from commands.core.reply import Code, Heading, Paragraph, Reply, line
from commands.live import Live
from commands.services import Services
from storage.errors import StoreError
from tests.commands.core.shapes import SHAPES
from tests.doubles import AUTHOR, ORGANISER, FixedClock, Records


@command("echo", cost=5)
async def echo(ctx: Context, text: Annotated[str, Option("What to say")]) -> Reply:
    """Say it back."""
    ctx.progress(0.5, "half way")
    return Reply.of(Paragraph(line(text)))


@command("secret", permission=Permission.ORGANISER, private=True)
async def secret(_ctx: Context) -> Reply:
    """For organisers."""
    return Reply.of(Paragraph(line("the list")))


@command("refuse")
async def refuse(_ctx: Context) -> Reply:
    """Refuse."""
    raise UserError("The paper is empty. Export it again.", field="paper")


@command("break")
async def break_(_ctx: Context, text: Annotated[str, Option("Anything")] = "") -> Reply:
    """Break."""
    raise ZeroDivisionError(text)


@command("lose")
async def lose(_ctx: Context) -> Reply:
    """Lose the database."""
    raise StoreError("disk full")


@dataclass
class House:
    """A dispatcher with all that it is given, at hand."""

    services: Services
    clock: FixedClock = field(default_factory=FixedClock)
    records: Records = field(default_factory=Records)

    def __post_init__(self) -> None:
        commands: tuple[Command, ...] = (echo, secret, refuse, break_, lose, *SHAPES)
        live = Live(self.services)
        self.dispatcher = Dispatcher(commands, live, self.clock, RateLimit(20, 60), self.records)

    async def call(self, name: str, caller: Caller = AUTHOR, **options: Raw) -> Answer:
        return await self.dispatcher.dispatch(Invocation(name, options), caller)


@pytest.fixture
def house(services: Services) -> House:
    return House(services)


def said(answer: Answer) -> str:
    (heading, *_) = answer.reply.blocks
    assert isinstance(heading, Heading)
    return heading.text


async def test_a_command_answers_in_public_when_it_is_declared_so(house: House) -> None:
    answer = await house.call("echo", text="hello")
    assert answer.reply == Reply.of(Paragraph(line("hello")))
    assert (answer.outcome, answer.private) == ("done", False)


async def test_a_user_error_is_shown_to_the_caller_alone_with_its_field(house: House) -> None:
    answer = await house.call("refuse")
    assert said(answer) == "The paper is empty. Export it again."
    assert (answer.outcome, answer.private, answer.field) == ("refused", True, "paper")


async def test_a_bug_gets_a_reference_and_its_trace_goes_to_the_log(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await house.call("break", text="my private words")
    (told,) = [block for block in answer.reply.blocks if isinstance(block, Paragraph)]
    (reference,) = [span.text for span in told.said if isinstance(span, Code)]
    assert answer.outcome == "failed"
    assert reference in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert "ZeroDivisionError" not in str(answer.reply)


async def test_a_store_that_is_gone_is_said_so(house: House, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.CRITICAL):
        answer = await house.call("lose")
    assert "can't reach its store, so nothing was saved" in str(answer.reply)


async def test_an_author_can_not_run_an_organisers_command_and_an_organiser_can(house: House) -> None:
    assert said(await house.call("secret")).startswith("/secret is for organisers only.")
    assert (await house.call("secret", ORGANISER)).outcome == "done"


async def test_an_author_is_not_told_of_organisers_commands(house: House) -> None:
    answer = await house.call("secre")
    assert said(answer) == "There is no /secre. /help lists what there is."


async def test_an_unknown_command_names_the_nearest(house: House) -> None:
    assert said(await house.call("ecoh")) == "There is no /ecoh. Did you mean /echo?"


async def test_a_channel_is_not_flooded_however_many_people_ask_there(house: House) -> None:
    people = [replace(AUTHOR, person=replace(AUTHOR.person, id=f"author{number}")) for number in range(21)]
    answers = [await house.call("echo", caller, text="me too") for caller in people]
    assert [answer.outcome for answer in answers[:20]] == ["done"] * 20
    assert said(answers[20]) == "This channel gets a lot of answers just now. Try again in 3 s."
    private = await house.dispatcher.dispatch(Invocation("enrol", {"name": "Ada"}), people[20])
    assert said(private) == "“Email” is not filled in."


async def test_too_many_calls_are_told_how_long_to_wait_and_the_wait_suffices(house: House) -> None:
    for _ in range(4):
        await house.call("echo", text="again")
    refused = await house.call("echo", text="again")
    assert said(refused) == "That was a lot at once. Try again in 15 s."
    house.clock.seconds += 15
    assert (await house.call("echo", text="again")).outcome == "done"


async def test_every_call_is_recorded_with_its_outcome_and_words_that_are_no_command_are_not(
    house: House,
) -> None:
    for name in ("refuse", "nothing"):
        await house.call(name)
    assert [(call.name, answer.outcome) for _, call, answer in house.records.kept] == [
        ("refuse", "refused"),
        ("unknown", "refused"),
    ]


async def test_progress_reaches_whoever_listens(house: House) -> None:
    heard: list[tuple[float, str]] = []
    call = Invocation("echo", {"text": "hello"})
    await house.dispatcher.dispatch(call, AUTHOR, lambda done, doing: heard.append((done, doing)))
    assert heard == [(0.5, "half way")]


async def test_choices_are_suggested_by_what_was_typed(house: House) -> None:
    found = await house.dispatcher.suggest("enrol", "topics", "science", AUTHOR)
    assert [choice.value for choice in found] == ["Basic science"]


async def test_nothing_is_suggested_for_a_command_that_the_caller_may_not_run(house: House) -> None:
    assert await house.dispatcher.suggest("broadcast new", "to", "", AUTHOR) == ()
    assert len(await house.dispatcher.suggest("broadcast new", "to", "", ORGANISER)) == 2


async def test_a_form_opens_with_what_is_kept(house: House) -> None:
    assert (await house.dispatcher.prefilled("enrol", AUTHOR, {}))["name"] == "Ada Lovelace"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (StoreError("disk full"), "can't reach its store"),
        (ZeroDivisionError("my private words"), "Something broke"),
    ],
)
async def test_a_form_that_cannot_be_filled_in_is_told_with_a_reference(
    house: House, caplog: pytest.LogCaptureFixture, error: Exception, told: str
) -> None:
    async def fail(_ctx: Context, _given: Mapping[str, Raw]) -> Mapping[str, Raw]:
        raise error

    broken = replace(echo, name="broken", form=Form("Broken", prefill=fail))
    dispatcher = replace(house.dispatcher, commands=(broken,))
    with pytest.raises(UserError, match=told) as refused:
        await dispatcher.prefilled("broken", AUTHOR, {})
    _, _, reference = str(refused.value).rpartition("this reference: ")
    assert f"reference {reference}" in caplog.text
    assert "private" not in str(refused.value)


async def test_without_a_store_nothing_is_suggested_and_people_type_on(house: House) -> None:
    async def fail(_ctx: Context, _typed: str) -> tuple[Choice, ...]:
        raise StoreError("disk full")

    (text,) = echo.options
    lost = replace(echo, options=(replace(text, suggest=fail),))
    dispatcher = replace(house.dispatcher, commands=(lost,))
    assert await dispatcher.suggest("echo", text.name, "h", AUTHOR) == ()
