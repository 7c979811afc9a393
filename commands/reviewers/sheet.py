"""A table of volunteers from another form, read whatever its columns are called."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from commands.core.errors import UserError
from commands.event.facts import Event
from commands.reviewers.conflicts import read_domains
from commands.reviewers.emails import read_email
from commands.reviewers.profiles import read_profile
from commands.reviewers.questions import EXPERIENCE
from commands.reviewers.spreadsheet import meant

MOST_ROWS = 5_000
CALLED = {
    "email": ("email", "e mail", "mail", "email address"),
    "openreview": ("openreview", "open review"),
    "first_author": ("first author", "author of a submission"),
    "conflict_people": ("conflict people", "people in conflict", "advisors", "collaborators"),
    "conflict_domains": ("conflict", "coi", "institution"),
    "topics": ("topic", "area", "expertise", "interest"),
    "load": ("load", "how many", "number of papers", "papers"),
    "experience": ("experience",),
    "name": ("name",),
}
"""Words that a column's heading may hold, what is most particular first."""
NAMES = {"first": ("first name", "given name"), "last": ("last name", "surname", "family name")}
YES = re.compile(r"\s*(y|yes|true|1|x|✓)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Entry:
    """A row as it was understood: what it does not say is empty or 0.

    `problem` says why it can't be taken, `notes` what was left out of it.
    """

    line: int
    name: str = ""
    email: str = ""
    openreview: str = ""
    topics: tuple[str, ...] = ()
    load: int = 0
    experience: str = ""
    conflict_domains: str = ""
    conflict_people: str = ""
    first_author: bool = False
    problem: str = ""
    notes: tuple[str, ...] = field(default=())


def read_sheet(content: bytes, event: Event) -> tuple[Entry, ...]:
    """Its rows; `UserError` where it is no such table."""
    rows = _rows(_text(content))
    if not rows:
        raise UserError("This file holds no rows.", field="file")
    columns = _columns(rows[0])
    if "email" not in columns or not {"name", "first", "last"} & columns.keys():
        raise UserError("I find no columns for e-mail and name in its first line.", field="file")
    if len(rows) - 1 > MOST_ROWS:
        raise UserError(f"It has {len(rows) - 1:,} rows; at most {MOST_ROWS:,} are taken.", field="file")
    known = [
        _entry(number, _cells(row, columns), event)
        for number, row in enumerate(rows[1:], start=2)
        if any(row)
    ]
    return _without_repeats(known)


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _rows(text: str) -> list[list[str]]:
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    try:
        read = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise UserError(
            "This file is no CSV table. Export the form's answers as CSV.", field="file"
        ) from None
    return [[meant(cell).strip() for cell in row] for row in read]


def _columns(heads: Iterable[str]) -> dict[str, int]:
    """Which column holds what; the first that fits counts."""
    found: dict[str, int] = {}
    for place, head in enumerate(heads):
        said = re.sub(r"[^a-z]+", " ", head.casefold()).strip()
        of = next(
            (key for key, words in {**NAMES, **CALLED}.items() if any(word in said for word in words)), None
        )
        if of is not None:
            found.setdefault(of, place)
    return found


def _cells(row: list[str], columns: Mapping[str, int]) -> dict[str, str]:
    return {key: row[place] for key, place in columns.items() if place < len(row)}


def _entry(line: int, cells: Mapping[str, str], event: Event) -> Entry:
    """What can't be understood is left out and noted, but without an e-mail there is nobody."""
    notes: list[str] = []
    name = cells.get("name") or f"{cells.get('first', '')} {cells.get('last', '')}"
    name = " ".join(name.split())[:100]
    try:
        email = read_email(cells.get("email", ""))
    except UserError as error:
        return Entry(line, name, cells.get("email", "")[:254], problem=str(error))
    if not name:
        return Entry(line, name, email, problem="The name is missing.")
    return Entry(
        line,
        name,
        email,
        openreview=_profile(cells.get("openreview", ""), notes),
        topics=_topics(cells.get("topics", ""), event, notes),
        load=_load(cells.get("load", ""), event),
        experience=cells.get("experience", "") if cells.get("experience") in EXPERIENCE else "",
        conflict_domains=_domains(cells.get("conflict_domains", ""), notes),
        conflict_people=cells.get("conflict_people", "")[:2000],
        first_author=bool(YES.match(cells.get("first_author", ""))),
        notes=tuple(notes),
    )


def _profile(typed: str, notes: list[str]) -> str:
    try:
        return read_profile(typed)
    except UserError:
        notes.append(f"left out “{typed}”, which is no OpenReview profile")
        return ""


def _domains(typed: str, notes: list[str]) -> str:
    try:
        return ", ".join(read_domains(typed))[:1000]
    except UserError:
        notes.append(f"left out the conflicts “{typed[:60]}”, which are no domains")
        return ""


def _topics(typed: str, event: Event, notes: list[str]) -> tuple[str, ...]:
    """The event's topics that the cell names; a form joins several with commas, which topics hold too."""
    said = typed.casefold()
    found = tuple(topic for topic in event.topics if topic.casefold() in said)
    if typed and not found:
        notes.append(f"no topic of this event in “{typed[:60]}”")
    return found


def _load(typed: str, event: Event) -> int:
    number = re.search(r"\d+", typed)
    most = event.reviewing.most if event.reviewing else 1
    return min(max(1, int(number[0][:4])), most) if number else 0


def _without_repeats(entries: list[Entry]) -> tuple[Entry, ...]:
    """Of several rows with one e-mail the last counts, as people send a form again to change it."""
    last = {entry.email.casefold(): entry.line for entry in entries if not entry.problem}
    return tuple(
        Entry(entry.line, entry.name, entry.email, problem=f"Row {again} has the same e-mail and is newer.")
        if not entry.problem and (again := last[entry.email.casefold()]) != entry.line
        else entry
        for entry in entries
    )
