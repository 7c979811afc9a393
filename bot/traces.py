"""An error as the log shows it: where it happened and of which type, without its words.

An error's words may repeat what a person typed, so they are shown only where they speak of machines.
"""

from collections.abc import Iterator
from textwrap import indent
from traceback import format_tb

from bot.supervisor import Unavailable
from storage.errors import StoreError, Unusable

OF_MACHINES = (OSError, StoreError, Unavailable)
NUMBERS = ("status", "code", "errno")  # by which platforms and systems name what was wrong
CAUSED = "\nwhich led to:\n"


def trace(error: BaseException) -> str:
    """The frames and type of each error that led to this one, and of it; `Unusable` explains itself."""
    return CAUSED.join(_one(each) for each in reversed(list(_until_explained(error))))


def _until_explained(error: BaseException) -> Iterator[BaseException]:
    for each in chain(error):
        yield each
        if isinstance(each, Unusable):
            return


def chain(error: BaseException) -> Iterator[BaseException]:
    """The error and those that it came from, the last one first."""
    following: BaseException | None = error
    while following is not None:
        yield following
        following = following.__cause__ or (None if following.__suppress_context__ else following.__context__)


def _one(error: BaseException) -> str:
    if isinstance(error, Unusable):
        return name(error)
    inner = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    frames = "".join(format_tb(error.__traceback__))
    return "\n".join([f"{frames}{name(error)}", *(indent(trace(each), "  | ") for each in inner)])


def name(error: BaseException) -> str:
    """The error's type with its numbers, and with its words where they speak of machines."""
    told = {**vars(error), "errno": getattr(error, "errno", None)}  # not properties, which may be anything
    numbers = ", ".join(f"{key} {told[key]}" for key in NUMBERS if isinstance(told.get(key), int))
    said = f": {error}" if isinstance(error, OF_MACHINES) else ""
    return f"{type(error).__qualname__}{f' ({numbers})' if numbers else ''}{said}"
