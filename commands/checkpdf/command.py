"""`/checkpdf`: where a paper's main text ends, and whether that is within the limit."""

from typing import Annotated

from commands.checkpdf.card import card
from commands.checkpdf.inspection import MOST_BYTES, Stage
from commands.checkpdf.limits import limits_of
from commands.checkpdf.relevance import for_event
from commands.core.command import command
from commands.core.context import Context
from commands.core.form import Form
from commands.core.option import Choice, Option
from commands.core.reply import Reply
from commands.core.upload import Upload
from commands.event.facts import Event

FILE = Option("The paper as PDF; it is kept nowhere", maximum=MOST_BYTES)
NAMES = Option(
    "Your names and GitHub or HuggingFace handles, to look for in the paper; forgotten with the reply",
    maximum=2000,
    multiline=True,
    secret=True,
)
STAGE = Option("Submission, or camera-ready after acceptance")


def tracks(event: Event) -> tuple[Choice, ...]:
    return tuple(Choice(track.key, track.title) for track in event.tracks)


@command(
    "checkpdf",
    private=True,
    form=Form("Check a paper", submit="Check"),
    example="/checkpdf file:paper.pdf",
    cost=3,
)
async def checkpdf(
    ctx: Context,
    file: Annotated[Upload, FILE],
    track: Annotated[
        str | None, Option("Which limit matters to you; all when left out", choices=tracks)
    ] = None,
    stage: Annotated[Stage | None, STAGE] = None,
    names: Annotated[str, NAMES] = "",
) -> Reply:
    """Check a paper's PDF against the page limit, and what may tell who wrote it."""
    ctx.progress(0.1, "Fetching the file")
    data = await file.fetch()
    ctx.progress(0.3, "Reading the pages")
    event = ctx.services.event
    inspection = await ctx.services.papers.check(data, file.name, limits_of(event), ctx.progress, names=names)
    ctx.progress(1.0, "Done")
    return card(for_event(inspection, event), event, track, stage)
