"""Tell figures, tables and footnotes from running text."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, islice, pairwise
from operator import attrgetter

from commands.checkpdf.layout import Layout
from commands.checkpdf.reading import Line, Page

CAPTION = re.compile(
    r"(Figure|Fig\.|Table|Tab\.|Algorithm|Listing|Box|Scheme|Chart|FIGURE|TABLE)\s*[A-Z]?\d+\b\s*(.?)"
)
EQUATION_NUMBER = re.compile(r"\(([A-Z]\.?)?\d{1,3}[a-z]?\)$")
LONGEST_NUMBER = 10  # characters of an equation's number
CAPTION_STARTS = frozenset("FTALBSC")
CAPTION_ABOVE = ("tab", "alg", "lis")
STEP = 1.25  # leadings: the most between two lines of one paragraph
PROSE_WIDTH = 0.8  # of the column
PROSE_WORDS = 4
BESIDE_WORDS = 6  # of a line that is short because a figure stands beside it
INDENT = 0.12  # of the column
NEAR = 3.0
SMALLER = 0.95
TURNED_LINES, TURNED_WORDS = 3, 12  # at least: a stamp is one line, and the labels of axes are short
PAGES = 4  # the floats that matter stand on the last pages


def find_floats(layout: Layout, lines: Sequence[Line]) -> set[int]:
    """Gather the lines of captions, and of the figures and tables they belong to, by identity."""
    found: set[int] = set()
    for _, group in islice(groupby(reversed(lines), attrgetter("page")), PAGES):
        here = list(group)[::-1]
        captions = [index for index in range(len(here)) if _is_caption(layout, here, index)]
        running = _running(layout, here) if captions else []
        for index in captions:
            found.update(id(line) for line in _float_around(layout, here, running, index))
    return found


def is_turned(page: Page) -> bool:
    """Tell a page that holds a turned table, or the like, from one with a stamp or a few turned labels."""
    turned = _count_words(page.sideways)
    if len(page.sideways) < TURNED_LINES or turned < TURNED_WORDS:
        return False
    return turned > _count_words(line.text for line in page.lines)


def _count_words(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)


def has_caption_alone(layout: Layout, lines: Sequence[Line]) -> bool:
    """Tell whether a caption stands apart from the lines above, as no line within an entry does."""
    return any(
        line.text[0] in CAPTION_STARTS
        and CAPTION.match(line.text)
        and not 0 < line.y - above.y <= STEP * layout.leading
        for above, line in pairwise(lines)
    )


def without_footnotes(layout: Layout, lines: Sequence[Line], floats: set[int]) -> list[Line]:
    """Drop the small lines that close a page, unless the page has nothing else."""
    kept: list[Line] = []
    least = SMALLER * layout.body_size
    for _, group in groupby(lines, attrgetter("page")):
        here = list(group)
        large = [line.y for line in here if line.size >= least or id(line) in floats]
        lowest = max(large, default=float("inf"))
        kept += [line for line in here if line.y <= lowest or line.size >= least]
    return kept


def _is_caption(layout: Layout, lines: Sequence[Line], index: int) -> bool:
    """Tell a caption from a sentence that happens to start with "Figure 2"."""
    text = lines[index].text
    match = CAPTION.match(text) if text[0] in CAPTION_STARTS else None
    if not match:
        return False
    if match[2] in {":", ".", "|"}:
        return True
    step = lines[index].y - lines[index - 1].y if index else 0.0
    return not 0 < step <= STEP * layout.leading and not (match[2].islower() or match[2] == ",")


def _float_around(
    layout: Layout, lines: Sequence[Line], running: Sequence[bool], index: int
) -> Sequence[Line]:
    end = index + 1
    while end < len(lines) and 0 <= lines[end].y - lines[end - 1].y <= STEP * layout.leading:
        end += 1
    first, last = index, end
    while first > 0 and not running[first - 1]:
        first -= 1
    while last < len(lines) and not running[last]:
        last += 1
    below = lines[index].text[:3].casefold() in CAPTION_ABOVE and last > end
    return lines[index:last] if below else lines[first:end]


def _running(layout: Layout, lines: Sequence[Line]) -> list[bool]:
    """Mark the lines of running text: full lines, those that continue one, and headings."""
    marks: list[bool] = []
    for index, line in enumerate(lines):
        step = line.y - lines[index - 1].y if index else 0.0
        continues = bool(marks and marks[-1]) and 0 < step <= STEP * layout.leading
        sized = abs(line.size - layout.body_size) <= 0.05 * layout.body_size
        marks.append(is_prose(layout, line) or (continues and sized) or (sized and _is_remark(layout, line)))
    return marks


def is_prose(layout: Layout, line: Line) -> bool:
    """Tell a full line of running text, a heading or a numbered equation."""
    column = layout.column
    width = column.right - column.left
    offset = line.x0 - column.left if line.x0 < column.right else 0.0
    at_right = line.x1 > column.right - (1 - PROSE_WIDTH) / 4 * width
    if at_right and EQUATION_NUMBER.search(line.text[-LONGEST_NUMBER:]):
        return True
    if abs(line.size - layout.body_size) > 0.05 * layout.body_size:
        return line.size > 1.1 * layout.body_size and line.bold and abs(offset) < NEAR
    wide = line.x1 - line.x0 >= PROSE_WIDTH * width and offset < INDENT * width
    beside_a_float = not wide and abs(offset) < NEAR and len(line.text.split()) >= BESIDE_WORDS
    return (wide or beside_a_float) and _worded(line)


def _is_remark(layout: Layout, line: Line) -> bool:
    """Recognise a short paragraph or the short end of one: at the margin, in words, closed by a stop."""
    return (
        abs(line.x0 - layout.column.left) < NEAR
        and line.text.endswith((".", "!", "?", ":"))
        and _worded(line)
    )


def _worded(line: Line) -> bool:
    words = line.text.split()
    return sum([word[0].isalpha() for word in words]) >= max(PROSE_WORDS, len(words) // 2)
