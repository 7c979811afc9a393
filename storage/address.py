"""Where a store is, in words for people: never with its user or password."""

from pathlib import Path

from sqlalchemy import URL

PORT = 5432  # PostgreSQL's, where the address names none


def place(url: URL) -> str:
    """The file's whole path, or the server and the database."""
    if url.drivername.startswith("sqlite"):
        return str(Path(url.database or "").resolve())
    return f"{server(url)}/{url.database or ''}"


def server(url: URL) -> str:
    """Host and port, or the folder of a socket."""
    named = url.query.get("host", ())
    if url.host or not named:
        return f"{host(url)}:{url.port or PORT}"
    return named if isinstance(named, str) else ", ".join(named)


def host(url: URL) -> str:
    return url.host or "localhost"
