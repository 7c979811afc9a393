"""One reference for a request, from the platform's event to what is delivered for it."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_current: ContextVar[str] = ContextVar("request", default="")


def current() -> str:
    """The reference of what is being served; empty where nothing is."""
    return _current.get()


@contextmanager
def request(reference: str = "") -> Iterator[None]:
    """Serve under the reference that is given, or is there already; else under a new one."""
    token = _current.set(reference or current() or secrets.token_hex(4))
    try:
        yield
    finally:
        _current.reset(token)
