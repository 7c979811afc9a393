"""A backup's file: a ZIP with a list of what it holds, and each table as lines of JSON.

It names no database: what was written from SQLite is read into PostgreSQL, and the other way round.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import IO, Any, Literal, get_args
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - a class that its module names in lower case

FORMAT = 1
CONTENTS = "contents.json"

Kind = Literal["plain", "moment", "date", "bytes"]
Row = Sequence[Any]


class ArchiveError(Exception):
    """The file is no backup, not whole, or can't be written or taken over."""


@dataclass(frozen=True)
class TableContents:
    """A table's columns with the kinds of their values, and how many rows of it there are."""

    columns: Mapping[str, Kind]
    rows: int


@dataclass(frozen=True)
class Contents:
    """`revisions` are those of the schema; tables stand so that each comes after those it refers to."""

    revisions: tuple[str, ...]
    tables: Mapping[str, TableContents]


def kind_of(python_type: type) -> Kind:
    """How values of a column are written; a datetime is a date too, so it is asked for first."""
    kinds: tuple[tuple[type, Kind], ...] = ((datetime, "moment"), (date, "date"), (bytes, "bytes"))
    return next((kind for base, kind in kinds if issubclass(python_type, base)), "plain")


WRITERS: dict[Kind, Callable[[Any], Any]] = {
    "plain": lambda value: value,
    "moment": lambda value: _utc(value).isoformat(),
    "date": lambda value: value.isoformat(),
    "bytes": lambda value: b64encode(value).decode(),
}
READERS: dict[Kind, Callable[[Any], Any]] = {
    "plain": lambda value: value,
    "moment": datetime.fromisoformat,
    "date": date.fromisoformat,
    "bytes": b64decode,
}


def _utc(at: datetime) -> datetime:
    """SQLite forgets the zone of a time that was written in UTC."""
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def write_rows(entry: IO[bytes], kinds: Sequence[Kind], rows: Sequence[Row]) -> None:
    writers = [WRITERS[kind] for kind in kinds]
    for row in rows:
        told = [None if value is None else write(value) for write, value in zip(writers, row, strict=True)]
        entry.write(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def write_contents(archive: ZipFile, contents: Contents) -> None:
    archive.writestr(CONTENTS, json.dumps({"format": FORMAT, **asdict(contents)}, indent=1), ZIP_DEFLATED)


def read_contents(archive: ZipFile) -> Contents:
    try:
        told = json.loads(archive.read(CONTENTS))
        if told["format"] != FORMAT:
            raise ArchiveError(f"it has format {told['format']}, and this Usher reads {FORMAT}")
        tables = {name: _table(table) for name, table in told["tables"].items()}
        return Contents(tuple(told["revisions"]), tables)
    except (KeyError, ValueError, TypeError, AttributeError, BadZipFile, ZlibError) as error:
        raise ArchiveError("it is no backup of Usher's, or is damaged") from error


def _table(told: Mapping[str, Any]) -> TableContents:
    if not set(told["columns"].values()) <= set(get_args(Kind)):
        raise ValueError("a kind of value that is not known")
    return TableContents(told["columns"], int(told["rows"]))


def read_rows(archive: ZipFile, name: str, table: TableContents) -> Iterator[dict[str, Any]]:
    """Every row of a table; fewer or more than the contents tell, or a damaged one, is an error."""
    count, readers = 0, [READERS[kind] for kind in table.columns.values()]
    try:
        with archive.open(entry_name(name)) as lines:
            for count, line in enumerate(lines, start=1):  # noqa: B007 - the last number is what counts
                told = zip(table.columns, readers, json.loads(line), strict=True)
                yield {column: None if value is None else read(value) for column, read, value in told}
    except (KeyError, ValueError, TypeError, BadZipFile, ZlibError) as error:
        raise ArchiveError(f"its table {name} is damaged") from error
    if count != table.rows:
        raise ArchiveError(f"its table {name} has {count} rows, and should have {table.rows}")


def entry_name(table: str) -> str:
    return f"{table}.jsonl"
