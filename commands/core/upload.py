"""A file that a person handed in."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Upload:
    """A file not yet fetched: platforms tell its name and size (bytes) before its content."""

    name: str
    size: int
    fetch: Callable[[], Awaitable[bytes]]
