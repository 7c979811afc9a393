"""Commands of shapes that the others lack."""

from typing import Annotated

from commands.core.command import command
from commands.core.context import Context
from commands.core.form import Form
from commands.core.invocation import Invocation
from commands.core.option import Choice, Option
from commands.core.reply import Button, Buttons, File, Heading, Paragraph, Picture, Reply, line
from commands.event.facts import Event
from tests.bot.on_web.demo import picture, towns


def stops(_event: Event) -> tuple[Choice, ...]:
    return tuple(Choice(f"stop {number}", f"Stop {number}") for number in range(1, 300))


@command("journey", private=True, form=Form("Plan a journey"))
async def journey(
    _ctx: Context,
    town: Annotated[str, Option("Where to", suggest=towns)],
    stop: Annotated[str, Option("Where to stop", choices=stops)],
) -> Reply:
    """Plan a journey with more stops than a select holds."""
    return Reply.of(Heading(f"To {town} by {stop}", "good"))


@command("book")
async def book(_ctx: Context, pages: Annotated[int, Option("How long")] = 1) -> Reply:
    """Say more than one message holds, with a button at the end."""
    text = "Lorem ipsum & dolor <sit> amet. " * 90
    paragraphs = [Paragraph(line(f"{number}. {text}")) for number in range(pages)]
    more = Button("More", Invocation("book", {"pages": "2"}))
    return Reply.of(Heading("A book"), *paragraphs, Buttons((more,)))


@command("handout")
async def handout(_ctx: Context) -> Reply:
    """Hand a picture and a file to everyone."""
    return Reply.of(
        Heading("Handout"), Picture("a.png", picture(), "A blue page"), File("a.txt", b"text", "text/plain")
    )


MORE_SHAPES = (journey, book, handout)
