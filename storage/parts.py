"""What stands of a message at one destination, and the attempt whose fate is not known yet."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime


@dataclass(frozen=True)
class Part:
    """A message on the platform, by its id there ("" where only a person saw it); `revision` stands in it.

    `published`: handed on to the servers that follow an announcement channel. `earlier` are messages that
    the platform would not let be changed, so that this one corrects them.
    """

    id: str
    revision: int
    published: bool = False
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True)
class Attempt:
    """A part that is being sent: number `part` of `of`; the platform keeps `mark` with the message.

    `digest` tells its content from others, where the platform does not give the mark back; `under` is the
    message that it goes under, "" for none.
    """

    part: int
    of: int
    revision: int
    mark: str
    at: datetime
    digest: str = ""
    under: str = ""


def root(parts: Sequence[Part]) -> str:
    """The message that others can go under: the first that was ever sent of these, "" where none is known."""
    return (*parts[0].earlier, parts[0].id)[0] if parts else ""


def arrived(parts: Sequence[Part], attempt: Attempt, remote: str) -> tuple[Part, ...]:
    """The parts, the attempted one among them, in the place of one that it corrects."""
    earlier = tuple(
        name for part in parts[attempt.part : attempt.part + 1] for name in (*part.earlier, part.id)
    )
    made = Part(remote, attempt.revision, earlier=earlier)
    return (*parts[: attempt.part], made, *parts[attempt.part + 1 :])


def write_parts(parts: Sequence[Part]) -> str:
    return json.dumps([asdict(part) for part in parts])


def read_parts(text: str) -> tuple[Part, ...]:
    return tuple(Part(**{**each, "earlier": tuple(each["earlier"])}) for each in json.loads(text))


def write_attempt(attempt: Attempt | None) -> str:
    return json.dumps({**asdict(attempt), "at": attempt.at.isoformat()}) if attempt else ""


def read_attempt(text: str) -> Attempt | None:
    if not text:
        return None
    read = Attempt(**json.loads(text))
    return replace(read, at=datetime.fromisoformat(str(read.at)))
