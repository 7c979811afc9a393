"""Tell from page 1 whether the authors are named."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, takewhile

from commands.checkpdf.headings import Heading
from commands.checkpdf.layout import Layout
from commands.checkpdf.reading import Line
from commands.checkpdf.titles import letters

LARGER = 1.2  # a title's size in body sizes
UPPER_PART = 0.6  # of page 1
PROSE_WORDS = 5
E_MAIL = re.compile(r"[\w.+%{},-]+\s?@\s?[\w-]+(\.[\w-]+)+")
ANONYMOUS = re.compile(
    r"anonym(?!ous\.4open)|\banon\b|double[- ]blind|under\s+double|blinded|\bblind\s+(submission|review)|"
    r"(withheld|omitted|hidden|removed)\s+for|author\S*\s+(hidden|omitted|withheld|redacted)|^\W*redacted\W*$|"
    r"(paper|submission)\s*(id|number|#)|^\W*no\s+(author|institute)\s+given",
    re.IGNORECASE,
)
DATE_OR_STATE = re.compile(
    r"\W*(\w+ \d{1,2},? \d{4}|\d{1,2} \w+ \d{4}|\w+ \d{4}|[\d/.-]{6,10}|draft.*|preprint.*)\W*", re.IGNORECASE
)
NO_ADDRESS = re.compile(r"anon|author|email@|@email|domain\.|@(?:x+|address)\b", re.IGNORECASE)
INSTITUTION = re.compile(
    r"\b(universit\w*|institut\w*|department|dept\.|laborator\w+|facult\w+|school of|college|academy|"
    r"GmbH|Inc\.|Ltd\.|ETH|EPFL|MIT|CNRS|INRIA|DeepMind|OpenAI|Anthropic)\b",
    re.IGNORECASE,
)
EMPLOYED = re.compile(
    r"\bwork\s+(?:was\s+)?(?:done|performed|conducted|carried\s+out)\s+(?:while|during|at|as)\b"
    r"|^[\W\d]*(?:correspondence(?:\s+to)?\s*:|correspondence\s+to\b|corresponding\s+author)(?!.*(?:anon|blind))",
    re.IGNORECASE,
)
HIDING_LINK = re.compile(r"([\w ]{0,30}(:|\bat))?\s*(https?://)?anonymous\.4open\.science\S*", re.IGNORECASE)
RUN_IN_ABSTRACT = re.compile(r"abstract\s*[.:—–-]", re.IGNORECASE)
OPENINGS = frozenset({"abstract", "introduction", "summary", "overview"})


@dataclass(frozen=True, slots=True)
class AuthorBlock:
    """What stands between the title and the abstract; `lines` are those of it that may name authors."""

    lines: tuple[Line, ...]
    anonymous: bool
    said: Line | None  # the line that says so
    opening: float  # the height at which the paper itself starts
    between: Sequence[Line]  # all that stands there
    page: Sequence[Line]  # all of page 1

    @property
    def e_mail(self) -> Line | None:
        return next((line for line in self.page if _is_real_address(line)), None)

    @property
    def affiliation(self) -> Line | None:
        """Find where the authors work, in their block or in a note on page 1."""
        placed = (
            line for line in self.between if INSTITUTION.search(line.text) and not ANONYMOUS.search(line.text)
        )
        noted = (line for line in self.page if EMPLOYED.search(line.text))
        return next(chain(placed, noted), None)


def author_block(layout: Layout, headings: Sequence[Heading]) -> AuthorBlock:
    """Read the author block: anonymous where it says so, or where there is none."""
    first = list(takewhile(lambda line: line.page == 1, layout.lines))
    opening = _opening(headings, first)
    title_end = _title_end(layout, [line for line in first if line.y < opening])
    if opening == float("inf"):
        opening = min((line.y for line in first if line.y > title_end and _is_prose(line)), default=opening)
    between = [line for line in first if title_end < line.y < opening]
    block = tuple(line for line in between if _may_name(line))
    said = next((line for line in between if _says_hidden(line)), None)
    anonymous = said is not None or not block
    return AuthorBlock(block, anonymous, said, opening, between, first)


def _says_hidden(line: Line) -> bool:
    """Tell a line in the authors' place from a sentence on blind reviews."""
    said = ANONYMOUS.search(line.text)
    return said is not None and (said.start() == 0 or not _is_prose(line))


def _is_real_address(line: Line) -> bool:
    return _has_address(line) and not NO_ADDRESS.search(line.text)


def _has_address(line: Line) -> bool:
    return "@" in line.text and bool(E_MAIL.search(line.text))


def _opening(headings: Sequence[Heading], lines: Sequence[Line]) -> float:
    """Give the height at which the paper itself starts, by its abstract or its first section."""
    heads = [each.line.y for each in headings if each.line.page == 1 and _starts(each)]
    return min(heads + [line.y for line in lines if _opens(line.text)], default=float("inf"))


def _title_end(layout: Layout, lines: Sequence[Line]) -> float:
    height = layout.pages[0].height
    sized = [
        line
        for line in lines
        if len(line.text) > 1 and line.size >= LARGER * layout.body_size and line.y < UPPER_PART * height
    ]
    largest = max((line.size for line in sized), default=0.0)
    title = [line.y for line in sized if line.size > 0.93 * largest] or [line.y for line in lines[:1]]
    return max(title, default=0.0)


def _starts(heading: Heading) -> bool:
    return letters(heading.title) in OPENINGS or (heading.number in {"1", "I", "0"} and heading.strong)


def _opens(text: str) -> bool:
    """Recognise a heading alone on its line, or an abstract that starts after its own on the same line."""
    return letters(text) in OPENINGS or bool(RUN_IN_ABSTRACT.match(text))


def _is_prose(line: Line) -> bool:
    small = sum(word.isalpha() and word.islower() for word in line.text.split())
    return small >= PROSE_WORDS


def _may_name(line: Line) -> bool:
    """Tell a line that can hold names from dates, remarks in brackets, links that hide and sentences."""
    if _has_address(line):
        return True
    remark = line.text.startswith("(") and line.text.endswith(")")
    return not (
        remark or HIDING_LINK.fullmatch(line.text) or DATE_OR_STATE.fullmatch(line.text) or _is_prose(line)
    )
