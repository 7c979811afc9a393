"""Find where a paper's bibliography starts, with a heading or without one."""

import re
from collections.abc import Sequence
from itertools import islice

from commands.checkpdf.headings import Heading
from commands.checkpdf.layout import Layout
from commands.checkpdf.reading import Spot
from commands.checkpdf.sections import SectionStyle, before_checklist
from commands.checkpdf.titles import Kind, letters

ENTRY = re.compile(
    r"\b(19|20)\d\d[a-z]?\b|^\[[A-Za-z0-9+]{1,12}\]|et al\.?|arxiv|doi[:.]|https?:|\bproceedings\b|"
    r"\bjournal\b|\bconference\b|\bpress\b|\bpreprint\b|\btrans(actions)?\b|\bpp\.|\bvol\.",
    re.IGNORECASE,
)
ENTRY_LINES = 14
MANY_ENTRY_LINES = 60  # one entry may name a hundred authors
FEWEST_ENTRIES = 2
FIRST_NUMBERS = ("[1] ", "1. ", "(1) ")
NUMBERED_ENTRIES = 4
NUMBERED_LINES = 30
YEAR = re.compile(r"\b(19|20)\d\d\b")
CITATION = re.compile(
    r"\([^()]*(et al\.?|(\band|&) [A-Z][\w-]+),? (19|20)\d\d[a-z]?[;)]|et al\.? \((19|20)\d\d[a-z]?\) [a-z]"
)
EMPTY_SECTIONS = frozenset({"references", "bibliography"})
ALSO_SECTIONS = frozenset({"literature", "citations"})  # such a title may head a section on others' work


def find_references(
    layout: Layout, headings: Sequence[Heading], style: SectionStyle, entry: Spot | None
) -> Heading | None:
    """Find the bibliography of the main text; `entry` is where the file says that its first entry stands."""
    titled = [
        each for each in headings if each.kind is Kind.REFERENCES and _opens_bibliography(layout, each, style)
    ]
    named = [each for each in titled if letters(each.title) not in ALSO_SECTIONS] or titled
    if not named:
        return (
            _references_at(layout, headings, entry)
            or _empty_references(headings, style)
            or _unnamed_references(layout, headings, style)
        )
    if entry is None:
        return named[0]
    before = [each for each in named if each.line.page <= entry.page]
    return before[-1] if before else _references_at(layout, headings, entry)


def _opens_bibliography(layout: Layout, heading: Heading, style: SectionStyle) -> bool:
    larger = heading.strong and heading.line.size >= 1.1 * layout.body_size
    plain = heading.level > 1 or not (style.fits(heading) or larger)
    following = layout.lines[heading.index + 1 :][: ENTRY_LINES if plain else MANY_ENTRY_LINES]
    entries = (line for line in following if ENTRY.search(line.text))
    fewest = FEWEST_ENTRIES if plain else 1
    return len(list(islice(entries, fewest))) == fewest


def _unnamed_references(layout: Layout, headings: Sequence[Heading], style: SectionStyle) -> Heading | None:
    """Find a bibliography typed without a heading: entries numbered from 1 on that open lines."""
    last = _last_section(headings, style)
    for index, line in enumerate(layout.lines):
        is_entry = line.text.startswith("[") or index > last
        if is_entry and line.text.startswith(FIRST_NUMBERS) and _opens_entries(layout, index):
            return _bibliography_from(layout, headings, index)
    return None


def _last_section(headings: Sequence[Heading], style: SectionStyle) -> int:
    """The line of the last numbered section's heading: a list before it is of the main text."""
    numbered = (each for each in before_checklist(headings) if each.number and each.number.isdecimal())
    return max((each.index for each in numbered if style.fits(each)), default=0)


def _empty_references(headings: Sequence[Heading], style: SectionStyle) -> Heading | None:
    """Find a section of references whose entries tell nothing, or are still to come."""
    plain = (each for each in reversed(headings) if letters(each.title) in EMPTY_SECTIONS)
    return next((each for each in plain if each.strong and style.fits(each)), None)


def _opens_entries(layout: Layout, index: int) -> bool:
    """Tell entries from the points of a list by the years that nearly all name, and by citing nothing."""
    ahead = layout.lines[index : index + NUMBERED_LINES]
    first = ahead[0].text.split()[0]
    numbers = [first.replace("1", str(number)) for number in range(1, NUMBERED_ENTRIES + 1)]
    found = [
        line.text.split()[0] for line in ahead if line.text.startswith(tuple(f"{each} " for each in numbers))
    ]
    if first.startswith("["):
        return set(numbers[:-1]) <= set(found)
    dated = sum(bool(YEAR.search(line.text)) for line in ahead)
    cites = any(CITATION.search(line.text) for line in ahead)
    return found == numbers and dated >= NUMBERED_ENTRIES - 1 and not cites


def _references_at(layout: Layout, headings: Sequence[Heading], spot: Spot | None) -> Heading | None:
    """Take the bibliography to start where the file says that its first entry stands."""
    if spot is None:
        return None
    places = ((index, Spot(line.page, line.y)) for index, line in enumerate(layout.lines))
    index = next((index for index, place in places if place >= spot), None)
    return None if index is None else _bibliography_from(layout, headings, index)


def _bibliography_from(layout: Layout, headings: Sequence[Heading], index: int) -> Heading:
    """Start a bibliography at its first entry, or at the heading right above."""
    above = next((each for each in headings if each.index == index - 1), None)
    start = above.index if above else index
    return Heading(start, layout.lines[start], "", None, Kind.REFERENCES, strong=False, quad=False)
