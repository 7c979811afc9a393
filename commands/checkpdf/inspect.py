"""Check one paper: the pure function behind `/checkpdf`."""

import gc
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no annotations

from commands.checkpdf.anonymity import Evidence, anonymity_findings
from commands.checkpdf.authors import AuthorBlock, author_block
from commands.checkpdf.destinations import first_entries
from commands.checkpdf.ending import Ending, find_ending
from commands.checkpdf.findings import find_all, unreadable
from commands.checkpdf.headings import Heading, find_headings
from commands.checkpdf.inspection import Finding, Inspection, Limits, MainText, PagePicture, Verdict
from commands.checkpdf.landmarks import Landmarks, find_landmarks
from commands.checkpdf.layout import Layout, arrange
from commands.checkpdf.names import Sought, parse_names
from commands.checkpdf.opening import opened
from commands.checkpdf.picture import draw_end, draw_leaks
from commands.checkpdf.reading import Page, read_boxes, read_page
from commands.checkpdf.scans import unreadable_pages
from commands.checkpdf.structure import read_structure
from commands.checkpdf.template import template_findings
from commands.checkpdf.verdicts import lines_left, lines_over, verdicts


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was made out of a paper's pages."""

    pages: Sequence[Page]
    layout: Layout
    headings: Sequence[Heading]
    landmarks: Landmarks
    ending: Ending | None
    block: AuthorBlock
    unreadable: tuple[int, ...]

    @property
    def sees(self) -> bool:
        """Whether the first page was read, with what it says of the authors and the template."""
        return bool(self.layout.lines) and 1 not in self.unreadable


def inspect(data: bytes, limits: Limits, *, picture: bool = True, names: str = "") -> Inspection:
    """Check a paper; raises UserError where the file cannot be judged at all.

    `names` are those that an author wants nowhere in the paper; they stay in the findings alone.
    """
    started = time.perf_counter()
    with opened(data) as document:
        reading = read_paper(document, links=True)
        findings = _findings(data, reading, limits, parse_names(names))
        over = _is_over(verdicts(reading.ending, limits), limits)
        pictures = _draw(document, reading, findings, over=over) if picture else ()
    return _inspection(reading, limits, findings, pictures, time.perf_counter() - started)


def _findings(data: bytes, reading: Reading, limits: Limits, sought: Sequence[Sought]) -> tuple[Finding, ...]:
    layout, landmarks = reading.layout, reading.landmarks
    structure = read_structure(data, everything=bool(sought))
    block = reading.block if reading.sees else None
    evidence = Evidence(layout, reading.pages, landmarks, block, structure)
    return (
        *find_all(layout, landmarks, reading.ending, verdicts(reading.ending, limits)),
        *((unreadable(reading.unreadable),) if reading.unreadable else ()),
        *anonymity_findings(evidence, sought),
        *(
            template_findings(layout, landmarks, reading.headings, reading.block.opening)
            if reading.sees
            else ()
        ),
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Collect no garbage meanwhile: it would be sought a hundred times in lines that hold no cycle."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@_uncollected()
def read_paper(document: pdfium.PdfDocument, *, links: bool = False) -> Reading:
    """Make out of the pages all that the page check needs, and their links where asked for."""
    pages = [read_page(document, number, links=links) for number in range(1, len(document) + 1)]
    layout = arrange(pages)
    headings = find_headings(layout)
    landmarks = find_landmarks(layout, headings, partial(first_entries, document))
    blind = unreadable_pages(document, layout, landmarks)
    ending = None if blind else find_ending(layout, landmarks, partial(read_boxes, document))
    return Reading(pages, layout, headings, landmarks, ending, author_block(layout, headings), blind)


def _is_over(judged: Mapping[str, Verdict], limits: Limits) -> bool:
    """Tell whether a submission is too long for every track."""
    submissions = [judged[name] for name in limits.pages if name.endswith("/submission")]
    return bool(submissions) and all(verdict == "fail" for verdict in submissions)


def _draw(
    document: pdfium.PdfDocument, reading: Reading, findings: Sequence[Finding], *, over: bool
) -> tuple[PagePicture, ...]:
    ending = reading.ending
    end = (draw_end(document, reading.layout, ending.last, over=over),) if ending else ()
    return (*end, *draw_leaks(document, findings))


def _inspection(
    reading: Reading,
    limits: Limits,
    findings: Sequence[Finding],
    pictures: tuple[PagePicture, ...],
    seconds: float,
) -> Inspection:
    layout, landmarks, ending = reading.layout, reading.landmarks, reading.ending
    return Inspection(
        pages=len(layout.pages),
        main_text=_main_text(layout, ending) if ending else None,
        references_page=_page(landmarks.references),
        appendix_page=_page(landmarks.appendix),
        checklist_page=_page(landmarks.checklist),
        acknowledgements_page=_page(landmarks.acknowledgements),
        anonymous=reading.block.anonymous if reading.sees else None,
        verdicts=verdicts(ending, limits),
        lines_over=lines_over(layout, ending, limits),
        lines_left=lines_left(layout, ending, limits),
        findings=tuple(findings),
        seconds=seconds,
        limits=limits.pages,
        pictures=pictures,
    )


def _main_text(layout: Layout, ending: Ending) -> MainText:
    height = layout.pages[ending.text.page - 1].height
    return MainText(ending.last.page, ending.line, round(ending.text.y / height, 4), ending.text.page)


def _page(heading: Heading | None) -> int | None:
    return heading.line.page if heading else None
