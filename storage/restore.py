"""A backup into an empty database, all of it or nothing."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TypeVar
from zipfile import BadZipFile, ZipFile

from sqlalchemy import Connection, Table, func, insert, select, text

from storage import revisions
from storage.archive import ArchiveError, Contents, read_contents, read_rows
from storage.backup import BATCH, reflected
from storage.migrate import lock, upgrade
from storage.store import Store

Item = TypeVar("Item")


async def restore(store: Store, file: Path) -> Contents:
    """Fill an empty store and bring it up to date; `ArchiveError` says why a file can't be restored."""
    with _opened(file) as archive:
        async with store.begin() as transaction:
            return await transaction.run_sync(_read, archive)


def contents_of(file: Path) -> Contents:
    """What a restore would put in; `ArchiveError` where it would be refused for the file's sake."""
    with _opened(file) as archive:
        return _checked(archive)


@contextmanager
def _opened(file: Path) -> Iterator[ZipFile]:
    try:
        with ZipFile(file) as archive:
            yield archive
    except FileNotFoundError:
        raise ArchiveError(f"there is no file {file}") from None
    except (OSError, BadZipFile) as error:
        raise ArchiveError("it can't be read as a backup") from error


def _read(connection: Connection, archive: ZipFile) -> Contents:
    lock(connection)
    contents = _checked(archive)
    _check_empty(connection, contents)
    if not revisions.current(connection):
        upgrade(connection, contents.revisions)
    tables = {table.name: table for table in reflected(connection)}
    for name, told in contents.tables.items():
        for batch in _batches(read_rows(archive, name, told)):
            connection.execute(insert(tables[name]), batch)
        _count_on(connection, tables[name])
    upgrade(connection, revisions.newest())
    return contents


def _checked(archive: ZipFile) -> Contents:
    contents = read_contents(archive)
    if not contents.tables:
        raise ArchiveError("it holds no tables")
    _check_versions(contents)
    return contents


def _check_versions(contents: Contents) -> None:
    unknown = set(contents.revisions) - revisions.known()
    if unknown:
        version = ", ".join(sorted(unknown))
        raise ArchiveError(f"a newer Usher wrote it (schema {version}); restore it with that one")


def _check_empty(connection: Connection, contents: Contents) -> None:
    for table in reflected(connection):
        if connection.execute(select(table).limit(1)).first():
            raise ArchiveError("the store is not empty; name a new one in store.url")
    if revisions.current(connection) not in {(), contents.revisions}:
        raise ArchiveError("the store has tables of another version; name a new one in store.url")


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    following = iter(items)
    while batch := list(islice(following, BATCH)):
        yield batch


def _count_on(connection: Connection, table: Table) -> None:
    """PostgreSQL numbers rows by a counter of its own, which does not notice the rows that are put in."""
    if connection.dialect.name != "postgresql":
        return
    for column in table.primary_key.columns:
        counter = func.pg_get_serial_sequence(table.name, column.name)
        if connection.execute(select(counter)).scalar():
            most = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
            connection.execute(select(func.setval(counter, most, text("false"))))
