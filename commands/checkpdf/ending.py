"""Find the end of the main text, and count its lines past a page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from commands.checkpdf.bibliography import ENTRY
from commands.checkpdf.floats import SMALLER, find_floats, has_caption_alone, is_turned, without_footnotes
from commands.checkpdf.inspection import Box
from commands.checkpdf.landmarks import Landmarks
from commands.checkpdf.layout import Layout
from commands.checkpdf.reading import Line

LARGE = 0.25  # of the column's width: smaller pictures are logos and signs


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in the paper: page, column (from 0) and baseline."""

    page: int
    column: int
    y: float


@dataclass(frozen=True, slots=True)
class Ending:
    """The last line of text, and the last spot of all that counts for sure and with what may count.

    `doubtful` is the last spot of a float of which the page does not tell whose it is.
    """

    text: Line
    line: int
    last: Place
    last_at_most: Place
    doubtful: Place | None = None


def find_ending(layout: Layout, landmarks: Landmarks, boxes_of: Callable[[int], list[Box]]) -> Ending | None:
    """Find where the main text ends, or None when there is no text before the references.

    `boxes_of` gives the pictures on a page: a figure may stand alone between the text and the references.
    """
    start = landmarks.tail[0].index if landmarks.tail else landmarks.stop
    before = layout.lines[: landmarks.stop]
    floats = find_floats(layout, before)
    main = rest = without_footnotes(layout, before[:start], floats)
    if not main:
        return None
    if start < landmarks.stop:
        rest = without_footnotes(layout, before, floats)
    sure = [*main, *(line for line in before[start:] if id(line) in floats)]
    text = _last_text(layout, main, floats)
    doubtful = _above_appendix(layout, landmarks, floats)
    if doubtful:
        last = _last_place(layout, [line for line in sure if line.page < doubtful.page] or main)
    else:
        last = _with_lone_floats(layout, landmarks, _last_place(layout, sure), boxes_of)
        doubtful = _among_references(layout, landmarks)
    last_at_most = max(last, _last_place(layout, rest), doubtful or last)
    return Ending(text, layout.line_number(text), last, last_at_most, doubtful)


def _above_appendix(layout: Layout, landmarks: Landmarks, floats: set[int]) -> Place | None:
    """Where figures alone stand above an appendix that no references come before."""
    heading = landmarks.appendix
    if heading is None or heading.index != landmarks.stop:
        return None
    here = [line for line in layout.lines[: heading.index] if line.page == heading.line.page]
    return _last_place(layout, here) if here and all(id(line) in floats for line in here) else None


def _among_references(layout: Layout, landmarks: Landmarks) -> Place | None:
    """Where a figure or table stands among the references, near enough their start to be put off."""
    heading = landmarks.references
    if heading is None:
        return None
    parts = (each.index for each in (landmarks.appendix, landmarks.checklist) if each)
    end = min((index for index in parts if index > heading.index), default=len(layout.lines))
    near = [line for line in layout.lines[heading.index : end] if line.page <= heading.line.page + 1]
    if not has_caption_alone(layout, near):
        return None
    floats = find_floats(layout, near)
    found = [line for line in near if id(line) in floats]
    entries = {line.page for line in near if id(line) not in floats and ENTRY.search(line.text)}
    is_late = found and (found[-1].page in entries or layout.columns > 1)  # two columns put floats off
    return _last_place(layout, found) if is_late else None  # or it is an appendix's that has no heading


def lines_past(layout: Layout, place: Place, limit: int) -> int:
    """Count the lines of the type area from the end of the page `limit` to a place; negative when before."""
    column = layout.column
    in_column = round((column.bottom - column.top) / layout.leading) + 1
    full_columns = (place.page - limit - 1) * layout.columns + place.column
    return full_columns * in_column + round((place.y - column.top) / layout.leading) + 1


def _last_place(layout: Layout, lines: Sequence[Line]) -> Place:
    page = lines[-1].page
    on_it = takewhile(lambda line: line.page == page, reversed(lines))
    return Place(page, *max((layout.column_of(line), line.y) for line in on_it))


def _with_lone_floats(
    layout: Layout, landmarks: Landmarks, last: Place, boxes_of: Callable[[int], list[Box]]
) -> Place:
    """Move the end to the last picture or turned table before the references on a page without other text."""
    if landmarks.stop >= len(layout.lines):
        return last
    stop = layout.lines[landmarks.stop]
    for page in range(stop.page, last.page, -1):
        limit = (stop.y if page == stop.page else layout.pages[page - 1].height) - layout.leading
        if limit <= layout.column.top:
            continue  # no room for a picture, and looking for one costs as much as reading the page
        if page < stop.page and is_turned(layout.pages[page - 1]):
            return Place(page, 0, layout.column.bottom)
        large = [box.bottom for box in boxes_of(page) if box.top < limit and _is_large(layout, box)]
        if large:
            return Place(page, 0, min(max(large), layout.column.bottom))
    return last


def _is_large(layout: Layout, box: Box) -> bool:
    width = layout.column.right - layout.column.left
    return box.right - box.left > LARGE * width and box.bottom - box.top > 2 * layout.leading


def _last_text(layout: Layout, main: Sequence[Line], floats: set[int]) -> Line:
    least = SMALLER * layout.body_size
    running = [line for line in main if id(line) not in floats]
    return next((line for line in reversed(running) if line.size >= least), (running or main)[-1])
