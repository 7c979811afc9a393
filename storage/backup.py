"""Every table into one file, as it was at one moment, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import Connection, MetaData, Table, select, text

from storage import revisions
from storage.address import place
from storage.archive import (
    ArchiveError,
    Contents,
    Kind,
    TableContents,
    entry_name,
    kind_of,
    write_contents,
    write_rows,
)
from storage.store import Store

BATCH = 1_000  # rows that are in memory at a time
VERSIONS = "alembic_version"  # the table in which the migrations keep the revisions


async def back_up(store: Store, file: Path) -> Contents:
    """Write the file, readable by its owner alone, whole or not at all; whatever version the store has."""
    async with store.reading() as transaction:
        return await transaction.run_sync(_write, file)


def _write(connection: Connection, file: Path) -> Contents:
    _hold_still(connection)
    tables = reflected(connection)
    if not tables:
        raise ArchiveError(f"the store {place(connection.engine.url)} holds no tables")
    with _whole(file) as part, ZipFile(part, "w", ZIP_DEFLATED) as archive:
        told = {table.name: _write_table(connection, table, archive) for table in tables}
        contents = Contents(revisions.current(connection), told)
        write_contents(archive, contents)
    return contents


def _hold_still(connection: Connection) -> None:
    """See one moment throughout; in SQLite every transaction does."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))


def reflected(connection: Connection) -> list[Table]:
    """The tables as the database has them, which may be of another version; referred to ones first."""
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != VERSIONS]


def kinds_of(table: Table) -> dict[str, Kind]:
    return {column.name: kind_of(column.type.python_type) for column in table.columns}


def _write_table(connection: Connection, table: Table, archive: ZipFile) -> TableContents:
    count, kinds = 0, kinds_of(table)
    chosen = select(table).order_by(*table.primary_key.columns)
    rows = connection.execute(chosen, execution_options={"yield_per": BATCH})
    with archive.open(entry_name(table.name), "w", force_zip64=True) as entry:
        for batch in rows.partitions():
            write_rows(entry, list(kinds.values()), batch)
            count += len(batch)
    return TableContents(kinds, count)


@contextmanager
def _whole(file: Path) -> Iterator[Path]:
    """A file beside the one that is meant, which takes its place when all went well."""
    part = file.with_name(f"{file.name}.part")
    try:
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        yield part
        part.replace(file)
    except OSError as error:
        raise ArchiveError(f"{file} can't be written: {error.strerror}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
