"""`/help`: what there is, for this person."""

from collections.abc import Sequence
from typing import Annotated

from commands.core.command import Command, command
from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.invocation import Invocation
from commands.core.option import Choice, Option
from commands.core.reply import (
    Bullets,
    Button,
    Buttons,
    Code,
    Fact,
    Facts,
    Heading,
    Line,
    Link,
    Paragraph,
    Reply,
    line,
)
from commands.event.facts import Event, Reference


async def commands_of(ctx: Context, typed: str) -> Sequence[Choice]:
    said = typed.casefold().lstrip("/")
    return [Choice(known.name, f"/{known.name}") for known in ctx.commands if said in known.name]


@command("help", private=True, example="/help")
async def help_(
    ctx: Context,
    about: Annotated[str | None, Option("A command to explain in full", suggest=commands_of)] = None,
) -> Reply:
    """Show what Usher can do for you, with an example of each."""
    return _explained(ctx, about) if about else _overview(ctx)


def _overview(ctx: Context) -> Reply:
    facts = tuple(Fact(f"/{known.name}", _with_example(known)) for known in ctx.commands)
    return Reply.of(
        Heading(f"Usher, for the {ctx.services.event.name}"),
        Paragraph(line("I quote the call for papers and never invent: what it does not say, I say so.")),
        Facts(facts),
        _links(ctx.services.event),
        Buttons((Button("Show the deadlines", Invocation("deadline"), primary=True),)),
    )


def _links(event: Event) -> Bullets | None:
    """The template and the links that the organisers set."""
    template = [Reference(event.template.name, event.template.url)] if event.template else []
    links = [*template, *event.links]
    return Bullets(tuple(line(Link(link.title, link.url)) for link in links)) if links else None


def _with_example(known: Command) -> Line:
    return line(known.summary, " ", Code(known.example)) if known.example else line(known.summary)


def _explained(ctx: Context, about: str) -> Reply:
    wanted = about.strip().lstrip("/").casefold()
    known = next((known for known in ctx.commands if known.name == wanted), None)
    if known is None:
        raise UserError(f"There is no command /{wanted} for you. /help lists what there is.", field="about")
    takes = tuple(Fact(option.name, line(_taken(option))) for option in known.offered)
    return Reply.of(
        Heading(f"/{known.name}"),
        Paragraph(_with_example(known)),
        Facts(takes) if takes else None,
    )


def _taken(option: Option) -> str:
    return option.description if option.required else f"{option.description} (optional)"
