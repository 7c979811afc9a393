"""`/reviewers export`: the list for a spreadsheet, and the lines that OpenReview's recruitment takes."""

from dataclasses import dataclass, field
from typing import Annotated, Literal

from commands.account import caller_person
from commands.core.command import command
from commands.core.context import Context
from commands.core.option import Option
from commands.core.person import Permission
from commands.core.reply import Bullets, File, Heading, Paragraph, Reply, line
from commands.core.spool import Spool
from commands.reviewers.card import kept_until
from commands.reviewers.profiles import is_profile
from commands.reviewers.spreadsheet import BOM, COLUMNS, written
from storage import audit, reviewers
from storage.reviewers import COUNTED, SignUp

MOST_PROBLEMS = 20  # that a card lists; the file beside it lists all
Kind = Annotated[
    Literal["csv", "openreview"],
    Option("A table of everything, or the lines that OpenReview's recruitment takes"),
]


@command(
    "reviewers export", permission=Permission.ORGANISER, private=True, example="/reviewers export kind:csv"
)
async def reviewers_export(ctx: Context, kind: Kind = "csv") -> Reply:
    """Get the reviewers as a table, or as lines for OpenReview."""
    reply, count = await (_table(ctx) if kind == "csv" else _lines(ctx))
    async with ctx.services.store.begin() as transaction:
        person, actor = await caller_person(transaction, ctx), ctx.caller.person.name
        detail = f"{kind}, {count} people"
        await audit.write(transaction, audit.Entry(ctx.now, person, actor, "exported", "reviewers", detail))
    return reply


async def _table(ctx: Context) -> tuple[Reply, int]:
    content, count = Spool([BOM, written([COLUMNS])]), 0
    async for page in reviewers.everyone(ctx.services.store, *COUNTED):
        content.write(written(row(signed) for signed in page))
        count += len(page)
    shown = Reply.of(
        Heading(f"{count:,} {'person' if count == 1 else 'people'}, as of now"),
        Paragraph(
            line("This is personal data: keep the file to the organisers, and delete it when you are done.")
        ),
        File("reviewers.csv", content, "text/csv"),
    )
    return shown, count


def row(signed: SignUp) -> tuple[str, ...]:
    """In the order of the columns."""
    return (
        signed.name,
        signed.email,
        signed.openreview,
        "; ".join(signed.topics),
        str(signed.load),
        signed.experience,
        signed.conflict_domains,
        signed.conflict_people,
        "yes" if signed.first_author else "no",
        signed.state,
        signed.source,
        signed.consent_version,
        signed.consent,
        f"{kept_until(signed)}",
        f"{signed.created_at:%Y-%m-%d %H:%M}",
        f"{signed.changed_at:%Y-%m-%d %H:%M}",
    )


async def _lines(ctx: Context) -> tuple[Reply, int]:
    async with ctx.services.store.reading() as transaction:
        ready = Recruitment(await reviewers.shared_profiles(transaction))
    async for page in reviewers.everyone(ctx.services.store, "signed"):
        for signed in page:
            ready.take(signed)
    problems = ready.problems
    told = (
        "Look at these before the upload:" if problems.count else "Nothing stands in the way of the upload."
    )
    return Reply.of(
        Heading(f"{ready.lines.count:,} lines for OpenReview", "unsure" if problems.count else "good"),
        Paragraph(line(told)),
        _listed(problems),
        File("openreview.txt", ready.lines.content, "text/plain"),
        File("problems.txt", problems.content, "text/plain") if problems.count > MOST_PROBLEMS else None,
    ), ready.lines.count


def _listed(problems: "Lines") -> Bullets | None:
    shown, more = [line(problem) for problem in problems.first], problems.count - len(problems.first)
    return Bullets((*shown, *([line(f"and {more:,} more, in the file")] if more else []))) if shown else None


@dataclass
class Lines:
    """A text that grows by lines; of the `first` ones a card may speak."""

    content: Spool = field(default_factory=Spool)
    first: list[str] = field(default_factory=list)
    count: int = 0

    def add(self, said: str) -> None:
        self.content.write(f"{said}\n".encode())
        self.count += 1
        if len(self.first) < MOST_PROBLEMS:
            self.first.append(said)


@dataclass
class Recruitment:
    """The lines that OpenReview takes, and what is wrong with some people.

    `shared` are profiles that several gave, which are written once; `owners` who of them came first.
    """

    shared: frozenset[str] = frozenset()
    owners: dict[str, str] = field(default_factory=dict)
    lines: Lines = field(default_factory=Lines)
    problems: Lines = field(default_factory=Lines)

    def take(self, signed: SignUp) -> None:
        """One line for each: the profile's id, else `email, Name`."""
        name, said = signed.name or "Somebody", _line(signed)
        if signed.openreview and not is_profile(signed.openreview):
            self.problems.add(f"{name}: “{signed.openreview}” is no profile, so the e-mail is used.")
        if said is None:
            self.problems.add(f"{name}: neither a profile nor an e-mail, so left out.")
        elif said in self.owners:
            self.problems.add(f"{name} has the same profile as {self.owners[said]}: {said}, written once.")
        else:
            self.lines.add(said)
            if said in self.shared:
                self.owners[said] = name


def _line(signed: SignUp) -> str | None:
    if is_profile(signed.openreview):
        return signed.openreview
    return f"{signed.email}, {_plain(signed.name)}".rstrip(", ") if signed.email else None


def _plain(name: str) -> str:
    """Without what OpenReview would take for more than a name."""
    return " ".join("".join(" " if letter in ",()<>\t\r\n" else letter for letter in name).split())
