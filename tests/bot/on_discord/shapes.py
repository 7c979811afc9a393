"""Shapes that Discord makes hard: public refusals, long replies, many fields, many files, long choices."""

from typing import Annotated

from commands.core.command import Command, command
from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.form import Form
from commands.core.invocation import Invocation
from commands.core.option import Choice, Option
from commands.core.person import Permission
from commands.core.reply import Button, Buttons, File, Heading, Paragraph, Reply, line
from commands.event.facts import Event

MANY = tuple(f"topic-{number}" for number in range(40))


def many(_event: Event) -> tuple[Choice, ...]:
    return tuple(Choice(topic, topic.title()) for topic in MANY)


@command("echo")
async def echo(
    _ctx: Context,
    text: Annotated[str, Option("What to say")],
    times: Annotated[int, Option("How often", minimum=1, maximum=9)] = 1,
) -> Reply:
    """Say something in public."""
    if text == "no":
        raise UserError("I will not say that.", field="text")
    return Reply.of(*(Paragraph(line(text)) for _ in range(times)))


@command("pick", private=True)
async def pick(
    _ctx: Context,
    topic: Annotated[str, Option("One of many", choices=many)],
    others: Annotated[tuple[str, ...], Option("Several", choices=many)] = (),
    share: Annotated[float, Option("How much", minimum=0, maximum=1)] = 0.5,
    loud: Annotated[bool, Option("Whether to shout")] = False,  # noqa: FBT002 - a declared option
) -> Reply:
    """Pick from more than a list holds."""
    return Reply.of(Paragraph(line(f"{topic}; {' + '.join(others)}; {share}; {loud}")))


@command("survey", private=True, form=Form("A long survey"))
async def survey(  # noqa: PLR0913, PLR0917 - more than one dialog holds
    _ctx: Context,
    one: Annotated[str, Option("First")],
    two: Annotated[str, Option("Second")],
    three: Annotated[str, Option("Third")],
    four: Annotated[str, Option("Fourth")],
    five: Annotated[str, Option("Fifth")],
    six: Annotated[str, Option("Sixth")],
    seven: Annotated[str | None, Option("Seventh")] = None,
) -> Reply:
    """Ask more than one dialog holds."""
    if six == "wrong":
        raise UserError("The sixth is wrong.", field="six")
    return Reply.of(Heading("Thank you", "good"), Paragraph(line(one, two, three, four, five, six)))


@command("enrol withdraw", private=True)
async def withdraw(_ctx: Context) -> Reply:
    """Withdraw as a reviewer."""
    return Reply.of(Heading("You are off the list"))


@command("files", private=True)
async def files(_ctx: Context, size: Annotated[int, Option("Bytes of the largest")] = 10) -> Reply:
    """Get more files than a message holds."""
    several = [File(f"file {number}.txt", b"x", "text/plain") for number in range(11)]
    again = Button("Again", Invocation("files"))
    return Reply.of(
        Heading("Files"), *several, File("large.bin", b"x" * size, "x/y"), Buttons((again, again))
    )


@command("secret", permission=Permission.ORGANISER)
async def secret(_ctx: Context) -> Reply:
    """Say in public what only organisers may say."""
    return Reply.of(Heading("Said"), Buttons((Button("Once more", Invocation("secret")),)))


MORE_SHAPES: tuple[Command, ...] = (echo, pick, survey, withdraw, files, secret)
