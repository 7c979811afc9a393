"""`/reviewers`: how many there are, what they cover, and what is missing."""

from commands.core.command import command
from commands.core.context import Context
from commands.core.invocation import Invocation
from commands.core.person import Permission
from commands.core.reply import (
    Button,
    Buttons,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Reply,
    Strong,
    line,
)
from commands.event.reviewing import Reviewing
from commands.reviewers.coverage import Cover, bars, coverage, table
from commands.reviewers.signing import reviewing_of
from storage import reviewers
from storage.reviewers import Counts, SignUp

DRAWN = "Bars of the reviews offered by topic, each with a mark at what is needed, as the table says"
MOST_NAMED = 10  # of those whose sign-up lacks something


@command("reviewers", permission=Permission.ORGANISER, private=True, example="/reviewers")
async def reviewers_(ctx: Context) -> Reply:
    """Show how many reviewers signed up, and how far they cover the topics."""
    reviewing, event = reviewing_of(ctx), ctx.services.event
    async with ctx.services.store.reading() as transaction:
        counts = await reviewers.counts(transaction)
        covers = coverage(await reviewers.loads(transaction), event.topics, reviewing)
        lacking = await reviewers.without_profile(transaction, MOST_NAMED)
    drawn = (
        await ctx.services.pictures.bars("Reviews offered by topic", "reviews", bars(covers))
        if covers
        else None
    )
    return Reply.of(
        Heading(f"Reviewers of the {event.name}"),
        Facts(_facts(counts, covers, reviewing)),
        Picture("coverage.png", drawn, DRAWN) if drawn else None,
        table(covers, reviewing) if covers else None,
        *_lacking(lacking, counts.without_profile),
        _buttons(counts),
    )


def _facts(counts: Counts, covers: tuple[Cover, ...], reviewing: Reviewing) -> tuple[Fact, ...]:
    offered = sum(cover.offered for cover in covers)
    needed = reviewing.papers * reviewing.reviews
    places = f" of {reviewing.places:,} places" if reviewing.places else ""
    told = [
        Fact("Signed up", line(f"{counts.signed:,}{places}")),
        Fact("Waiting", line(f"{counts.waiting:,}")) if counts.waiting else None,
        Fact("Reviews offered", line(f"{offered:,.0f}" + (f" of {needed:,} needed" if needed else ""))),
        Fact("First authors who signed up", line(_pledged(counts))),
    ]
    return tuple(fact for fact in told if fact)


def _pledged(counts: Counts) -> str:
    known = counts.authors + counts.declared
    return (
        f"{counts.authors:,} of {known:,} who said so ({counts.authors / known:.0%})"
        if known
        else "none said so"
    )


def _lacking(lacking: tuple[SignUp, ...], total: int) -> tuple[Paragraph, ...]:
    """Names alone: what reaches them is in the list."""
    if not lacking:
        return ()
    more = f" and {total - len(lacking):,} more" if total > len(lacking) else ""
    names = ", ".join(signed.name for signed in lacking)
    return (Paragraph(line(Strong(f"{total:,} without an OpenReview profile: "), f"{names}{more}.")),)


def _buttons(counts: Counts) -> Buttons:
    table = Button("Get the list", Invocation("reviewers export"), primary=True)
    lines = Button("Lines for OpenReview", Invocation("reviewers export", {"kind": "openreview"}))
    remind = Button(f"Remind {counts.declared:,} first authors", Invocation("reviewers remind"))
    return Buttons((table, lines, remind) if counts.declared else (table, lines))
