"""Tables that spreadsheets open as they were meant: accents, line breaks, and no formulas."""

import csv
import io
from collections.abc import Iterable, Sequence

BOM = b"\xef\xbb\xbf"  # without it a spreadsheet takes UTF-8 for something older
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
COLUMNS = (
    "name",
    "email",
    "openreview",
    "topics",
    "load",
    "experience",
    "conflict domains",
    "conflict people",
    "first author",
    "state",
    "source",
    "consent version",
    "consent",
    "keep until",
    "signed up (UTC)",
    "changed (UTC)",
)


def written(rows: Iterable[Sequence[str]]) -> bytes:
    """The rows as CSV in UTF-8."""
    held = io.StringIO(newline="")
    csv.writer(held).writerows([harmless(cell) for cell in row] for row in rows)
    return held.getvalue().encode()


def harmless(cell: str) -> str:
    """A cell that would be run as a formula, made a text; `meant` reads it back."""
    return f"'{cell}" if cell.startswith(("'", *FORMULA)) else cell


def meant(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(("'", *FORMULA)) else cell
