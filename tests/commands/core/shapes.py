"""The shapes of all that Usher is to do, so that the model is known to hold them.

Handlers here answer with what they were given; the point is what is declared around them.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from commands.core.command import Command, command
from commands.core.context import Context
from commands.core.form import Form
from commands.core.invocation import Invocation, Raw
from commands.core.option import Choice, Option
from commands.core.person import Permission
from commands.core.reply import (
    Button,
    Buttons,
    Fact,
    Facts,
    File,
    Heading,
    Paragraph,
    Picture,
    Reply,
    line,
)
from commands.core.upload import Upload
from commands.event.facts import Event

MEGABYTE = 1_000_000


def topics_of(event: Event) -> tuple[Choice, ...]:
    return tuple(Choice(topic, topic) for topic in event.topics)


async def kept_answers(_ctx: Context, _given: Mapping[str, Raw]) -> Mapping[str, Raw]:
    return {"name": "Ada Lovelace", "topics": ("Basic science",), "load": 3}


@command("enrol", private=True, form=Form("Sign up as a reviewer", "Sign up", prefill=kept_answers))
async def enrol(
    _ctx: Context,
    name: Annotated[str, Option("Your name", maximum=100)],
    email: Annotated[str, Option("Your e-mail", maximum=254)],
    topics: Annotated[tuple[str, ...], Option("What you can review", choices=topics_of, minimum=1)],
    load: Annotated[int, Option("How many papers at most", minimum=1, maximum=6)] = 3,
    first_author: Annotated[bool, Option("Whether you are a (co-)first author of a submission")] = False,  # noqa: FBT002 - a declared option
) -> Reply:
    """Sign up as a reviewer, or change your answers."""
    facts = (Fact("Name", line(name)), Fact("E-mail", line(email)), Fact("Topics", line(", ".join(topics))))
    more = (Fact("Papers", line(str(load))), Fact("First author", line("yes" if first_author else "no")))
    withdraw = Button("Withdraw", Invocation("enrol withdraw"))
    return Reply.of(Heading("You are signed up", "good"), Facts(facts + more), Buttons((withdraw,)))


@command("broadcast new", permission=Permission.ORGANISER, private=True, form=Form("Write an announcement"))
async def broadcast_new(
    _ctx: Context,
    title: Annotated[str, Option("Its first line", maximum=100)],
    text: Annotated[str, Option("What it says, in Markdown", multiline=True, maximum=4000)],
    to: Annotated[tuple[Literal["everyone", "reviewers"], ...], Option("Who gets it", minimum=1)],
    at: Annotated[str, Option("When, as in: tomorrow 18:00 AoE")] = "now",
    image: Annotated[Upload | None, Option("One picture", maximum=8 * MEGABYTE)] = None,
) -> Reply:
    """Write an announcement for several channels at once."""
    picture = Picture("image.png", await image.fetch(), "The picture of the announcement") if image else None
    confirm = Button("Send", Invocation("broadcast confirm", {"id": "7"}), primary=True)
    said = Paragraph(line(f"{text} To {', '.join(to)}, {at}."))
    return Reply.of(Heading(title), said, picture, Buttons((confirm,)))


@command("roster export", permission=Permission.ORGANISER, private=True)
async def roster_export(
    _ctx: Context,
    format: Annotated[Literal["csv", "openreview"], Option("For whom")] = "csv",  # noqa: A002 - the option's name
) -> Reply:
    """Get the reviewers as a file."""
    return Reply.of(Heading("Reviewers"), File(f"reviewers.{format}", b"name,email\n", "text/csv"))


async def kept_note(_ctx: Context, given: Mapping[str, Raw]) -> Mapping[str, Raw]:
    return {"text": f"What note {given['number']} said"}


@command("note edit", private=True, form=Form("Edit the note", prefill=kept_note))
async def note_edit(
    _ctx: Context,
    number: Annotated[int, Option("Which note", carried=True)],
    text: Annotated[str, Option("What it says", maximum=200)],
) -> Reply:
    """Change a note."""
    return Reply.of(Heading(f"Note {number} says: {text}", "good"))


SHAPES: tuple[Command, ...] = (enrol, broadcast_new, roster_export, note_edit)
