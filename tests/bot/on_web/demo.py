"""Commands of every kind that the page must be able to show."""

import asyncio
import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from PIL import Image

from commands.core.command import command
from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.form import Form
from commands.core.invocation import Invocation, Raw
from commands.core.option import Choice, Option
from commands.core.person import Permission
from commands.core.reply import (
    Bullets,
    Button,
    Buttons,
    Code,
    Column,
    Copy,
    Countdown,
    Fact,
    Facts,
    File,
    Heading,
    Link,
    Moment,
    Paragraph,
    Picture,
    Preview,
    Quote,
    Reply,
    Strong,
    Struck,
    Table,
    line,
)
from commands.core.upload import Upload

SUBMISSION = date(2025, 8, 22)
DINNER = datetime(2025, 8, 1, 12, 45, tzinfo=UTC)
NEWS = Copy(
    (
        Heading("News"),
        Paragraph(line(Strong("Open"), " ", Code("x = 1"), " ", Link("here", "https://example.org/"))),
        Quote(line("As the call says"), "", 0),
    ),
    ("@here",),
    "Message 1 of 1.",
)
TOPICS = ("Probing", "Circuits", "Sparse autoencoders", "Steering")


def picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (240, 120), "#8899dd").save(buffer, "PNG")
    return buffer.getvalue()


async def towns(_ctx: Context, typed: str) -> Sequence[Choice]:
    known = [
        Choice("san-diego", "San Diego"),
        Choice("mexico-city", "Mexico City"),
        Choice("vienna", "Vienna"),
    ]
    return [choice for choice in known if typed.casefold() in choice.label.casefold()]


async def known_answers(_ctx: Context, _given: Mapping[str, Raw]) -> Mapping[str, Raw]:
    return {"name": "Ada Lovelace", "topics": ("circuits",), "load": 3}


def topics(_event: object) -> tuple[Choice, ...]:
    return tuple(Choice(topic.lower(), topic) for topic in TOPICS)


@command("show", example="/show")
async def show(_ctx: Context) -> Reply:
    """Show every block and span."""
    return Reply.of(
        Heading("Everything at once", "unsure"),
        Paragraph(line("Plain, ", Strong("strong"), ", ", Struck("struck"), ", ", Code("code"), " and a ")),
        Paragraph(
            line(Link("link", "https://example.org/"), " beside ", Link("no link", "javascript:alert(1)"))
        ),
        Bullets((line("One"), line("Two"))),
        Facts(
            (
                Fact(
                    "Submission", line(Moment(SUBMISSION), " · ", Countdown(SUBMISSION, "in 21 days")), "good"
                ),
                Fact("Dinner", line(Moment(DINNER), " · ", Countdown(DINNER, "in 45 minutes")), "unsure"),
                Fact("Over", line("by 6 lines"), "bad"),
                Fact("Plain", line("nothing to say")),
            )
        ),
        Table(
            "Rooms",
            (Column("Room"), Column("Seats", numeric=True)),
            (("The great hall", "120"), ("Upstairs", "9")),
        ),
        *(
            Preview(platform, f"On {platform}: 1 message", (NEWS,))
            for platform in ("discord", "slack", "web")
        ),
        Quote(line("Papers are due on ", Strong("August 22"), "."), "Call for Papers", 2),
        Picture("page.png", picture(), "A blue page"),
        File("dates.ics", b"BEGIN:VCALENDAR", "text/calendar"),
        Buttons(
            (
                Button("Visit Vienna", Invocation("visit", {"town": "vienna"}), primary=True),
                Button("Visit somewhere", Invocation("visit")),
                Button("Decide", Invocation("decide")),
                Button("Forget it all", Invocation("decide", {"what": "all"}), final=True),
            )
        ),
    )


@command("echo", example="/echo is there a rebuttal?")
async def echo(_ctx: Context, text: Annotated[str, Option("What to say")]) -> Reply:
    """Say it again, for all to see."""
    return Reply.of(Heading(text), Paragraph(line(text)))


@command("visit", private=True)
async def visit(
    _ctx: Context,
    town: Annotated[str, Option("Where to", suggest=towns)],
    how: Annotated[Literal["train", "boat"], Option("By what")] = "train",
    nights: Annotated[int, Option("How long", minimum=1, maximum=9)] = 1,
) -> Reply:
    """Visit a town by train or by boat."""
    return Reply.of(Heading(f"{nights} in {town} by {how}", "good"))


@command("visit list", private=True)
async def visit_list(ctx: Context) -> Reply:
    """List the towns to visit."""
    return Reply.of(Bullets(tuple(line(choice.label) for choice in await towns(ctx, ""))))


@command("sign", private=True, form=Form("Sign up", "Sign me up", known_answers))
async def sign(  # noqa: PLR0913, PLR0917 - one option of each kind
    _ctx: Context,
    name: Annotated[str, Option("As it should be printed", minimum=2)],
    topics: Annotated[tuple[str, ...], Option("What you know", choices=topics, minimum=1)],
    about: Annotated[str, Option("A few words", multiline=True)] = "",
    load: Annotated[int | None, Option("How many papers", minimum=1, maximum=6)] = None,
    stage: Annotated[Literal["student", "postdoc", "professor"] | None, Option("Your stage")] = None,
    remind: Annotated[bool, Option("Send me reminders")] = True,  # noqa: FBT002 - an option, not an argument
) -> Reply:
    """Sign up with a form."""
    return Reply.of(
        Heading(f"Signed: {name}", "good"), Paragraph(line(f"{topics} {load} {stage} {remind} {about}"))
    )


@command("weigh", private=True, form=Form("Weigh a file", "Weigh"), example="/weigh")
async def weigh(ctx: Context, file: Annotated[Upload, Option("Any file")]) -> Reply:
    """Weigh a file that is handed in."""
    data = await file.fetch()
    ctx.progress(0.5, "Putting it on the scales")
    return Reply.of(Heading(f"{file.name} weighs {len(data)} bytes", "good"))


@command("slow", private=True)
async def slow(ctx: Context, seconds: Annotated[float, Option("How long")] = 1.0) -> Reply:
    """Take a while and tell how far it is."""
    for step in range(10):
        ctx.progress(step / 10, f"Step {step + 1} of 10")
        await asyncio.sleep(seconds / 10)
    return Reply.of(Heading("At last", "good"))


@command("break", private=True)
async def break_(_ctx: Context) -> Reply:
    """Break, as a bug would."""
    raise RuntimeError("a bug that nobody may see")


@command("refuse", private=True)
async def refuse(_ctx: Context) -> Reply:
    """Refuse in words."""
    raise UserError("Not today. Try tomorrow.")


@command("decide", permission=Permission.ORGANISER, example="/decide")
async def decide(_ctx: Context, what: Annotated[str, Option("What is decided")] = "nothing") -> Reply:
    """Decide, which organisers alone may."""
    return Reply.of(Heading(f"Decided: {what}", "good"))


DEMO = (show, echo, visit, visit_list, sign, weigh, slow, break_, refuse, decide)
