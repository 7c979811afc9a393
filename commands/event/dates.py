"""Dates as a call writes them, to hold the settings against."""

import re
from datetime import date, datetime

from dateutil.parser import ParserError, parse

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b(?:{_MONTH}\s+{_DAY}(?:,?\s+\d{{4}})?|{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{4}})?|\d{{4}}-\d\d-\d\d)\b",
    re.IGNORECASE,
)
_SOME_YEARS = (datetime(2000, 1, 1), datetime(2004, 1, 1))  # noqa: DTZ001 - leap years, to find which is filled in


def states(words: str, day: date) -> bool | None:
    """Whether the words state that day; None when they name no date at all."""
    found = _dates(words)
    if not found:
        return None
    return any(
        (month, number) == (day.month, day.day) and year in (None, day.year) for year, month, number in found
    )


def states_year(words: str, day: date) -> bool:
    return any(year == day.year for year, _, _ in _dates(words))


def names_several(words: str) -> bool:
    """Whether more than one day of the year is named."""
    return len({(month, number) for _, month, number in _dates(words)}) > 1


def without_dates(words: str, instead: str) -> str:
    return _DATE.sub(instead, words)


def _dates(words: str) -> list[tuple[int | None, int, int]]:
    return [read for match in _DATE.finditer(words) if (read := _read(match[0]))]


def _read(words: str) -> tuple[int | None, int, int] | None:
    """Year (None where not stated), month and day."""
    try:
        first, second = (parse(words.replace(" of ", " "), default=default) for default in _SOME_YEARS)
    except (ParserError, OverflowError):
        return None
    return (first.year if first.year == second.year else None), first.month, first.day
