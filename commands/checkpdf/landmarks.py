"""Find the sections around which the main text is judged: references, appendix, checklist, statements."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from commands.checkpdf.bibliography import find_references
from commands.checkpdf.floats import find_floats
from commands.checkpdf.headings import NEXT_PANEL, Heading
from commands.checkpdf.layout import Layout
from commands.checkpdf.reading import Spot
from commands.checkpdf.sections import (
    SECTIONS_BEFORE_APPENDIX,
    Course,
    SectionStyle,
    before_checklist,
    section_style,
)
from commands.checkpdf.titles import Kind, letters

LONGEST_STATEMENT = 30  # lines; a longer one may be the rest of a section
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


def find_landmarks(
    layout: Layout, headings: Sequence[Heading], entries: Callable[[], Sequence[Spot]] = tuple
) -> Landmarks:
    """Pick the headings that matter; `entries` are those of a bibliography that the file names."""
    style = section_style(before_checklist(headings), layout.body_size)
    references = find_references(layout, headings, style, entries())
    main = [each for each in headings if references is None or each.index < references.index]
    course = Course.of(main, style)
    parts = [each for each in headings if not _goes_on(each, course, style)]
    checklists = (each for each in parts if each.kind is Kind.CHECKLIST)
    checklist = next((each for each in checklists if each.strong or style.fits(each)), None)
    appendix = _appendix(parts, style, references, checklist, partial(_is_shown, layout, style))
    ends = [each.index for each in (references, appendix, checklist) if each]
    stop = min(ends, default=len(layout.lines))
    tail = _tail(layout, headings, style, stop)
    return Landmarks(references, appendix, checklist, _acknowledgements(headings, tail), tail, stop)


def _goes_on(heading: Heading, course: Course, style: SectionStyle) -> bool:
    """Tell a part of the main text, which goes on after it, from the checklist or appendix it sounds like."""
    if heading.kind not in {Kind.CHECKLIST, Kind.APPENDIX}:
        return False
    if course.concluding > heading.index or course.goes_on(heading):
        return True
    own = style.position(heading) if "appendi" not in letters(heading.title) else None
    return own is not None and any(number == own + 1 for _, number in course.numbers)


def _appendix(
    headings: Sequence[Heading],
    style: SectionStyle,
    references: Heading | None,
    checklist: Heading | None,
    is_shown: Callable[[Heading], bool],
) -> Heading | None:
    seen = 0
    for heading in headings:
        if checklist and heading.index > checklist.index and heading.number and heading.number[0].isdecimal():
            continue  # a question of the checklist
        after = references is not None and heading.index > references.index
        lettered = _is_lettered(heading, headings, style)
        opens = (after and _opens_appendix(heading, style, lettered=lettered)) or (
            not after
            and seen >= SECTIONS_BEFORE_APPENDIX
            and _opens_early_appendix(heading, style, lettered=lettered)
        )
        if opens and not is_shown(heading):
            return heading
        seen += style.fits(heading) and bool(heading.number or not style.numbered)
    return None


def _is_shown(layout: Layout, style: SectionStyle, heading: Heading) -> bool:
    """Tell the large words and the letters of panels within a figure from a heading."""
    large = heading.kind is Kind.SECTION and not heading.number and not style.fits(heading)
    panels = heading.number == "A" and NEXT_PANEL.match(heading.title)
    if not large and not panels:
        return False
    floats = find_floats(layout, [line for line in layout.lines if line.page == heading.line.page])
    below = layout.lines[heading.index + 1 : heading.index + 2] if panels else ()
    return any(id(line) in floats for line in (heading.line, *below))


def _is_lettered(heading: Heading, headings: Iterable[Heading], style: SectionStyle) -> bool:
    """Tell section A from an entry and from a title with an article: by its gap, or by a section B."""
    if heading.number != "A":
        return False
    if heading.quad or style.apart:
        return heading.quad and (heading.strong or style.fits(heading) or not style.numbered)
    following = (each for each in headings if each.number == "B" and each.index > heading.index)
    return style.fits(heading) and any(style.fits(each) for each in following)


def _opens_appendix(heading: Heading, style: SectionStyle, *, lettered: bool) -> bool:
    if heading.kind is Kind.APPENDIX:
        return heading.level <= 1 and (heading.strong or style.fits(heading))
    if heading.kind in {Kind.REFERENCES, Kind.CHECKLIST, Kind.ACKNOWLEDGEMENTS}:
        return False
    if heading.number == "A.1":
        return heading.strong and heading.quad
    if heading.kind in {Kind.STATEMENT, Kind.LIMITATIONS} and not heading.number:
        return False
    if not heading.number and (heading.line.text.endswith(".") or heading.line.text.startswith("[")):
        return False  # an entry of the bibliography in bold type
    return lettered or style.fits(heading) or heading.line.size > 1.1 * style.size


def _opens_early_appendix(heading: Heading, style: SectionStyle, *, lettered: bool) -> bool:
    """Tell whether an appendix starts before any references: there, only clear signs count."""
    if heading.kind is Kind.APPENDIX:
        larger = heading.line.size >= style.size
        return heading.strong and heading.level <= 1 and (style.fits(heading) or larger)
    return lettered and style.fits(heading) and style.numbered and not style.roman


def _tail(layout: Layout, headings: Sequence[Heading], style: SectionStyle, stop: int) -> tuple[Heading, ...]:
    """List the acknowledgements and statements that follow the last section of the main text."""
    tail: list[Heading] = []
    end = stop
    for heading in reversed([each for each in headings if each.index < stop]):
        if _in_tail(heading, style) and not (heading.run_in and _has_more(layout, heading, end)):
            tail.append(heading)
            end = heading.index
        elif style.fits(heading):
            break
    return tuple(reversed(tail))


def _has_more(layout: Layout, heading: Heading, end: int) -> bool:
    """Tell whether more than a statement's own words follow the title that opens its paragraph."""
    following = layout.lines[heading.index + 1 : end]
    return len(following) > LONGEST_STATEMENT or any(line.bold for line in following)


def _in_tail(heading: Heading, style: SectionStyle) -> bool:
    if heading.kind is Kind.ACKNOWLEDGEMENTS:
        return heading.level <= 1
    if heading.number or heading.kind not in TAIL_KINDS:
        return False
    return heading.kind is Kind.STATEMENT or (style.numbered and style.fits(heading))


def _acknowledgements(headings: Iterable[Heading], tail: Sequence[Heading]) -> Heading | None:
    named = [each for each in headings if each.kind is Kind.ACKNOWLEDGEMENTS and each.strong]
    return next((each for each in tail if each.kind is Kind.ACKNOWLEDGEMENTS), next(iter(named), None))
