"""Tell from page 1 whether the authors are named."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from commands.checkpdf.headings import Heading
from commands.checkpdf.layout import Layout
from commands.checkpdf.reading import Line
from commands.checkpdf.titles import letters

LARGER = 1.2  # a title's size in body sizes
UPPER_PART = 0.6  # of page 1
E_MAIL = re.compile(r"[\w.+%{},-]+\s?@\s?[\w-]+(\.[\w-]+)+")
ANONYMOUS = re.compile(r"anonym|double[- ]blind|under\s+double|withheld\s+for|blinded", re.IGNORECASE)
NO_AUTHOR = re.compile(
    r"\W*(\w+ \d{1,2},? \d{4}|\d{1,2} \w+ \d{4}|\w+ \d{4}|[\d/.-]{6,10}|draft.*|preprint.*)\W*", re.IGNORECASE
)
OPENINGS = frozenset({"abstract", "introduction", "summary", "overview"})


@dataclass(frozen=True, slots=True)
class AuthorBlock:
    """What stands between the title and the abstract."""

    lines: tuple[Line, ...]
    anonymous: bool
    e_mail: Line | None


def author_block(layout: Layout, headings: Sequence[Heading]) -> AuthorBlock:
    """Read the author block: anonymous where it says so, or where there is none."""
    first = [line for line in layout.lines if line.page == 1]
    title_end = _title_end(layout, first)
    opening = _opening(layout, headings, first, title_end)
    block = tuple(
        line for line in first if title_end < line.y < opening and not NO_AUTHOR.fullmatch(line.text)
    )
    e_mail = next((line for line in first if E_MAIL.search(line.text)), None)
    said = any(ANONYMOUS.search(line.text) for line in block)
    return AuthorBlock(block, said or not block, e_mail)


def _title_end(layout: Layout, lines: Sequence[Line]) -> float:
    height = layout.pages[0].height
    large = [
        line
        for line in lines
        if line.size >= LARGER * layout.body_size and line.y < UPPER_PART * height and not _opens(line.text)
    ]
    if not large:
        return lines[0].y if lines else 0.0
    largest = max(line.size for line in large)
    return max(line.y for line in large if line.size > 0.93 * largest)


def _opening(layout: Layout, headings: Sequence[Heading], lines: Sequence[Line], title_end: float) -> float:
    """Give the height at which the paper itself starts: abstract, first section, or first paragraph."""
    heads = [
        each.line.y for each in headings if each.line.page == 1 and each.line.y > title_end and _starts(each)
    ]
    run_in = [line.y for line in lines if line.y > title_end and _opens(line.text)]
    prose = [line.y for line in lines if line.y > title_end and _is_full(layout, line)]
    return min(heads + run_in, default=min(prose, default=float("inf")))


def _starts(heading: Heading) -> bool:
    return letters(heading.title) in OPENINGS or (heading.number in {"1", "I", "0"} and heading.strong)


def _opens(text: str) -> bool:
    words = re.split(r"[\s.:—–-]+", text, maxsplit=1)
    return letters(words[0]) in OPENINGS or letters(text) in OPENINGS


def _is_full(layout: Layout, line: Line) -> bool:
    return line.x1 - line.x0 > 0.9 * (layout.column.right - layout.column.left) and len(line.text.split()) > 8  # noqa: PLR2004
