"""What a driver's error says, in words for whoever operates the store."""

import errno
import re
import sqlite3
from collections.abc import Mapping
from socket import gaierror

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from storage.address import host, place, server
from storage.errors import StoreError, Unusable

VALUE = re.compile(r"(query argument \$\d+): .*")  # as asyncpg repeats what it can't send
PRIMARY = 0xFF  # the bits of SQLite's extended codes that tell the kind

FULL = "The disk of the store {place} is full. Make room on it."
READ_ONLY = "The store {place} can't be written. Does this user own the file and its folder?"
BROKEN_OFF = "PostgreSQL at {server} broke the connection off. Is it stopping or starting?"
UNKNOWN_HOST = "The host {host} of store.url is not known. Is the name right, and does a name server answer?"
NO_ANSWER = "PostgreSQL does not answer at {server}. Is it running, and may this machine reach it?"

OF_FILES: Mapping[int, str] = {errno.ENOSPC: FULL, errno.EACCES: READ_ONLY, errno.EROFS: READ_ONLY}
OF_SQLITE: Mapping[int, str] = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: READ_ONLY,
    sqlite3.SQLITE_IOERR: "The disk of the store {place} can't be read or written. See the system's log.",
}
OF_POSTGRESQL: Mapping[str, str] = {
    "08": BROKEN_OFF,
    "57P": BROKEN_OFF,
    "53100": FULL,
    "25006": "The store {place} can't be written: PostgreSQL is a standby there, or was set to read only.",
    "28": "PostgreSQL at {server} refuses the user or the password. Set store.url anew.",
    "3D000": "PostgreSQL has no database {place}. Make it with createdb, or set store.url anew.",
}
"""By the beginnings of SQLSTATE codes, which sort errors by kind."""


def refusal(error: Exception, url: URL) -> StoreError:
    """`Unusable` where the reason is known and lies outside of Usher; it names no user and no password."""
    is_file = url.drivername.startswith("sqlite")
    known = _of_file(error, url.database) if is_file else _of_server(error)
    if known:
        return Unusable(known.format(place=place(url), server=server(url), host=host(url)))
    return StoreError(_first_line(error))


def _of_file(error: Exception, file: str | None) -> str | None:
    if isinstance(error, OSError):
        return OF_FILES.get(error.errno or 0) if error.filename == file else None
    code = getattr(_driver_error(error), "sqlite_errorcode", 0)
    return OF_SQLITE.get(code & PRIMARY)


def _of_server(error: Exception) -> str | None:
    if isinstance(error, OSError):
        return _of_network(error)
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return BROKEN_OFF
    state = getattr(_driver_error(error), "sqlstate", None) or ""
    return next((said for kind, said in OF_POSTGRESQL.items() if state.startswith(kind)), None)


def _of_network(error: OSError) -> str | None:
    """A socket's error names no file; where a host has several addresses, it has no number either."""
    if isinstance(error, gaierror):
        return UNKNOWN_HOST
    lost = isinstance(error, ConnectionError | TimeoutError | FileNotFoundError) and error.filename is None
    return NO_ANSWER if lost or "Connect call failed" in str(error) else None


def _driver_error(error: Exception) -> BaseException | None:
    return error.orig if isinstance(error, DBAPIError) else error


def _first_line(error: Exception) -> str:
    """What is wrong, without the values at fault, which may be people's; further lines hold those too."""
    return VALUE.sub(r"\1", str(error).partition("\n")[0])
