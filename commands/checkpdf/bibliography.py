"""Find where a paper's bibliography starts, with a heading or without one."""

import re
from collections.abc import Sequence
from itertools import islice

from commands.checkpdf.headings import Heading
from commands.checkpdf.layout import Layout
from commands.checkpdf.reading import Line, Spot
from commands.checkpdf.sections import Course, SectionStyle, before_checklist
from commands.checkpdf.titles import Kind, letters, may_name_references

ENTRY = re.compile(
    r"\b(19|20)\d\d[a-z]?\b|^\[[A-Za-z0-9+]{1,12}\]|et al\.?|arxiv|doi[:.]|https?:|\bproceedings\b|"
    r"\bjournal\b|\bconference\b|\bpress\b|\bpreprint\b|\btrans(actions)?\b|\bpp\.|\bvol\.",
    re.IGNORECASE,
)
ENTRY_LINES = 14
MANY_ENTRY_LINES = 60  # one entry may name a hundred authors
FEWEST_ENTRIES = 2
DENSE = 5  # lines such as entries have, of so many; running text that cites has fewer
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
    layout: Layout, headings: Sequence[Heading], style: SectionStyle, entries: Sequence[Spot]
) -> Heading | None:
    """Find the bibliography of the main text; `entries` are the first ones that the file itself names."""
    named = _named(layout, headings, style)
    first = min((_place(layout, each.page, each.x, each.y) for each in entries), default=None)
    if first is None:
        return named[0] if named else _untitled(layout, headings, style)
    before = [each for each in named if each.line.page <= first[0]]
    if not before:
        return _references_at(layout, headings, first) or _untitled(layout, headings, style)
    if _is_supplemented(layout, headings, style, before):
        return before[0]
    on_page = [each for each in before if each.line.page == before[-1].line.page]
    above = [each for each in on_page if _place_of(layout, each.line) <= first]
    return (above or on_page)[-1]


def _is_supplemented(
    layout: Layout, headings: Sequence[Heading], style: SectionStyle, named: Sequence[Heading]
) -> bool:
    """Tell a bibliography that a supplement with one of its own follows: the file may name only that one."""
    first, last = named[0], named[-1]
    between = (each for each in headings if first.index < each.index < last.index)
    parted = any(each.kind is Kind.APPENDIX and each.strong and not each.number for each in between)
    return parted and style.fits(first) and _is_dense(layout, first)


def _named(layout: Layout, headings: Sequence[Heading], style: SectionStyle) -> Sequence[Heading]:
    """The headings that say so, but for those of boxes and figures as far as they can be told."""
    titled = [
        each for each in headings if each.kind is Kind.REFERENCES and _opens_bibliography(layout, each, style)
    ]
    named = [each for each in titled if letters(each.title) not in ALSO_SECTIONS] or titled
    course = Course.of(headings, style)
    sure = (
        each for each in named if (style.fits(each) or _is_dense(layout, each)) and not course.goes_on(each)
    )
    return list(sure) or named


def _place(layout: Layout, page: int, x: float, y: float) -> tuple[int, int, float]:
    """In reading order: page, column, and height from the top."""
    return page, layout.column_at(page, x), y


def _place_of(layout: Layout, line: Line) -> tuple[int, int, float]:
    return _place(layout, line.page, line.x0, line.y)


def _untitled(layout: Layout, headings: Sequence[Heading], style: SectionStyle) -> Heading | None:
    """Find a bibliography that has no heading, or an unusual one."""
    return (
        _empty_references(headings, style)
        or _unnamed_references(layout, headings, style)
        or _unusually_named(layout, headings, style)
    )


def _unusually_named(layout: Layout, headings: Sequence[Heading], style: SectionStyle) -> Heading | None:
    """The last heading that speaks of references among other words, and under which entries are dense."""
    course = Course.of(headings, style)
    plain = (each for each in reversed(headings) if each.strong and not each.number)
    parts = (each for each in plain if style.fits(each) and may_name_references(each.title))
    return next((each for each in parts if not course.goes_on(each) and _is_dense(layout, each)), None)


def _is_dense(layout: Layout, heading: Heading) -> bool:
    """Tell entries by how many lines are such; running text that cites has parentheses around it."""
    following = layout.lines[heading.index + 1 :][:ENTRY_LINES]
    return (
        sum(bool(ENTRY.search(line.text)) and not CITATION.search(line.text) for line in following) >= DENSE
    )


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
    fitting = (each for each in before_checklist(headings) if style.fits(each))
    return max((each.index for each in fitting if style.position(each) is not None), default=0)


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


def _references_at(
    layout: Layout, headings: Sequence[Heading], first: tuple[int, int, float]
) -> Heading | None:
    """Take the bibliography to start where the file says that its first entry stands."""
    lines = enumerate(layout.lines)
    index = next((index for index, line in lines if _place_of(layout, line) >= first), None)
    return None if index is None else _bibliography_from(layout, headings, index)


def _bibliography_from(layout: Layout, headings: Sequence[Heading], index: int) -> Heading:
    """Start a bibliography at its first entry, or at the heading right above."""
    above = next((each for each in headings if each.index == index - 1), None)
    start = above.index if above else index
    return Heading(start, layout.lines[start], "", None, Kind.REFERENCES, strong=False, quad=False)
