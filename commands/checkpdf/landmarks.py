"""Find the sections around which the main text is judged: references, appendix, checklist, statements."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from commands.checkpdf.headings import Heading
from commands.checkpdf.layout import Layout
from commands.checkpdf.reading import Spot
from commands.checkpdf.titles import Kind, letters

ENTRY = re.compile(
    r"\b(19|20)\d\d[a-z]?\b|^\[[A-Za-z0-9+]{1,12}\]|et al\.?|arxiv|doi[:.]|https?:|\bproceedings\b|"
    r"\bjournal\b|\bconference\b|\bpress\b|\bpreprint\b|\btrans(actions)?\b|\bpp\.|\bvol\.",
    re.IGNORECASE,
)
ENTRY_LINES = 14
MANY_ENTRY_LINES = 60  # one entry may name a hundred authors
FEWEST_ENTRIES = 2
FIRST_ENTRY = re.compile(r"\[1\]\s")
NEXT_ENTRIES = (re.compile(r"\[2\]\s"), re.compile(r"\[3\]\s"))
USUAL_SECTION = re.compile(
    r"introduction|background|methods?|methodology|(experimental)?results|experiments|discussion|evaluation|"
    r"conclusions?(andfuturework)?|relatedwork|references"
)
SECTIONS_BEFORE_APPENDIX = 2
TAIL_KINDS = frozenset({Kind.ACKNOWLEDGEMENTS, Kind.STATEMENT, Kind.LIMITATIONS})


@dataclass(frozen=True, slots=True)
class Landmarks:
    """The headings found; `tail` are those between the main text and what surely is free, in order."""

    references: Heading | None
    appendix: Heading | None
    checklist: Heading | None
    acknowledgements: Heading | None
    tail: tuple[Heading, ...]
    stop: int  # the first line that surely is no main text


@dataclass(frozen=True, slots=True)
class SectionStyle:
    """How a paper sets the headings of its sections."""

    size: float
    bold: bool
    numbered: bool

    def fits(self, heading: Heading) -> bool:
        """Tell whether a heading is set like one of a section."""
        close = abs(heading.line.size - self.size) <= 0.05 * self.size
        return heading.level <= 1 and close and (heading.line.bold or not self.bold)


def find_landmarks(
    layout: Layout, headings: Sequence[Heading], first_entry: Callable[[], Spot | None] = lambda: None
) -> Landmarks:
    """Pick the headings that matter; `first_entry` is what the file says of its bibliography."""
    style = section_style(_before_checklist(headings), layout.body_size)
    references = _references(layout, headings, style, first_entry())
    checklists = [each for each in headings if each.kind is Kind.CHECKLIST]
    checklist = next((each for each in checklists if each.strong or style.fits(each)), None)
    appendix = _appendix(headings, style, references, checklist)
    ends = [each.index for each in (references, appendix, checklist) if each]
    stop = min(ends, default=len(layout.lines))
    tail = _tail(headings, style, stop)
    return Landmarks(references, appendix, checklist, _acknowledgements(headings, tail), tail, stop)


def _before_checklist(headings: Sequence[Heading]) -> Sequence[Heading]:
    """Leave out the checklist, whose numbered questions outnumber the sections."""
    strong = (index for index, each in enumerate(headings) if each.kind is Kind.CHECKLIST and each.strong)
    first = next(strong, len(headings))
    return headings[:first] if first > SECTIONS_BEFORE_APPENDIX else headings


def section_style(headings: Iterable[Heading], body_size: float) -> SectionStyle:
    """Learn how sections are headed, from the numbered ones if there are any."""
    known = list(headings)
    numbered = [each for each in known if each.number and each.number.isdecimal() and each.strong]
    usual = [each for each in known if USUAL_SECTION.fullmatch(letters(each.title))]
    styles = Counter((each.line.size, each.line.bold) for each in numbered + usual)
    if not styles:
        return SectionStyle(1.2 * body_size, bold=True, numbered=False)
    (size, bold), _ = styles.most_common(1)[0]
    style = SectionStyle(size, bold, numbered=False)
    sections = [each for each in numbered if style.fits(each)]
    return SectionStyle(size, bold, numbered=len(sections) >= SECTIONS_BEFORE_APPENDIX)


def _references(
    layout: Layout, headings: Sequence[Heading], style: SectionStyle, entry: Spot | None
) -> Heading | None:
    named = [
        each for each in headings if each.kind is Kind.REFERENCES and _opens_bibliography(layout, each, style)
    ]
    if not named:
        return _references_at(layout, headings, entry) or _unnamed_references(layout, headings)
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


def _unnamed_references(layout: Layout, headings: Sequence[Heading]) -> Heading | None:
    """Find a bibliography typed without a heading: entries [1], [2], [3] that open lines."""
    for index, line in enumerate(layout.lines):
        ahead = layout.lines[index + 1 : index + 30]
        if FIRST_ENTRY.match(line.text) and all(
            any(entry.match(other.text) for other in ahead) for entry in NEXT_ENTRIES
        ):
            return _bibliography_from(layout, headings, index)
    return None


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


def _appendix(
    headings: Sequence[Heading], style: SectionStyle, references: Heading | None, checklist: Heading | None
) -> Heading | None:
    seen = 0
    for heading in headings:
        if checklist and heading.index > checklist.index and heading.number and heading.number[0].isdecimal():
            continue  # a question of the checklist
        after = references is not None and heading.index > references.index
        if (after and _opens_appendix(heading, style)) or (
            not after and seen >= SECTIONS_BEFORE_APPENDIX and _opens_early_appendix(heading, style)
        ):
            return heading
        seen += style.fits(heading) and bool(heading.number or not style.numbered)
    return None


def _opens_appendix(heading: Heading, style: SectionStyle) -> bool:
    if heading.kind is Kind.APPENDIX:
        return heading.level <= 1 and (heading.strong or style.fits(heading))
    if heading.kind in {Kind.REFERENCES, Kind.CHECKLIST, Kind.ACKNOWLEDGEMENTS}:
        return False
    lettered = heading.number == "A" and heading.quad
    if heading.kind in {Kind.STATEMENT, Kind.LIMITATIONS} and not heading.number:
        return False
    titled = heading.line.size > 1.1 * style.size and not heading.line.text.endswith(".")
    return lettered or style.fits(heading) or titled


def _opens_early_appendix(heading: Heading, style: SectionStyle) -> bool:
    """Tell whether an appendix starts before any references: there, only clear signs count."""
    if heading.kind is Kind.APPENDIX:
        larger = heading.line.size >= style.size
        return heading.strong and heading.level <= 1 and (style.fits(heading) or larger)
    return heading.number == "A" and heading.quad and style.fits(heading) and style.numbered


def _tail(headings: Sequence[Heading], style: SectionStyle, stop: int) -> tuple[Heading, ...]:
    """List the acknowledgements and statements that follow the last section of the main text."""
    tail: list[Heading] = []
    for heading in reversed([each for each in headings if each.index < stop]):
        if _in_tail(heading, style):
            tail.append(heading)
        elif style.fits(heading):
            break
    return tuple(reversed(tail))


def _in_tail(heading: Heading, style: SectionStyle) -> bool:
    if heading.kind is Kind.ACKNOWLEDGEMENTS:
        return heading.level <= 1
    if heading.number or heading.kind not in TAIL_KINDS:
        return False
    return heading.kind is Kind.STATEMENT or (style.numbered and style.fits(heading))


def _acknowledgements(headings: Iterable[Heading], tail: Sequence[Heading]) -> Heading | None:
    named = [each for each in headings if each.kind is Kind.ACKNOWLEDGEMENTS and each.strong]
    return next((each for each in tail if each.kind is Kind.ACKNOWLEDGEMENTS), next(iter(named), None))
