"""What the organisers' settings say about the event: values only, each with where it comes from."""

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise

from commands.event.announcing import Announcing
from commands.event.call import Call
from commands.event.quotation import Quotation
from commands.event.reviewing import Reviewing


@dataclass(frozen=True)
class SetByOrganisers:
    """A fact that no line of the call states; `who` and `on` are as the settings tell."""

    who: str
    on: date | None = None


@dataclass(frozen=True)
class Derived:
    """A fact worked out from another; `how` says from what, the quotation gives the reason.

    A derived deadline lies so many `days` before the deadline with the key `before`.
    """

    how: str
    because: Quotation | None = None
    before: str = ""
    days: int = 0


Source = Quotation | SetByOrganisers | Derived


def day_of(at: datetime | date) -> date:
    return at.date() if isinstance(at, datetime) else at


@dataclass(frozen=True)
class Move:
    """A deadline's step from one date to another: who took it, on which day (UTC), and why."""

    before: datetime | date
    after: datetime | date
    who: str
    why: str
    on: date


@dataclass(frozen=True)
class Deadline:
    """A date of the season: `at` is an instant only where an hour and a zone are set.

    `zone` is the zone's name as set ("AoE"); `note` is what a reader must know about the source.
    `moves` lead here, oldest first; `stated` is what the call still says of a date that was moved.
    """

    key: str
    title: str
    at: datetime | date
    source: Source
    zone: str = ""
    note: str = ""
    moves: tuple[Move, ...] = ()
    stated: Quotation | None = None

    @property
    def day(self) -> date:
        return day_of(self.at)

    @property
    def has_hour(self) -> bool:
        return isinstance(self.at, datetime)

    @property
    def sequence(self) -> int:
        """How often the date changed, by a move or by later settings: a calendar's SEQUENCE (RFC 5545)."""
        dates = [date for move in self.moves for date in (move.before, move.after)]
        return sum(earlier != later for earlier, later in pairwise((*dates, self.at)))


@dataclass(frozen=True)
class Track:
    """A kind of paper and the pages its main text may have."""

    key: str
    title: str
    pages: int
    source: Source


@dataclass(frozen=True)
class CameraReady:
    extra_pages: int
    source: Source


@dataclass(frozen=True)
class Template:
    name: str
    url: str
    source: Source


@dataclass(frozen=True)
class Reference:
    """A link worth knowing, such as the reviewers' form."""

    title: str
    url: str


@dataclass(frozen=True)
class Event:
    """A workshop's season; whatever is empty or None is not set, and is said to be so.

    `double_blind` is where it says that reviewers must not learn who the authors are.
    """

    name: str
    call: Call
    deadlines: tuple[Deadline, ...] = ()
    tracks: tuple[Track, ...] = ()
    camera_ready: CameraReady | None = None
    template: Template | None = None
    double_blind: Source | None = None
    topics: tuple[str, ...] = ()
    links: tuple[Reference, ...] = ()
    contact: str = ""
    announcing: Announcing = field(default_factory=Announcing)
    reviewing: Reviewing | None = None

    def deadline(self, key: str) -> Deadline | None:
        return next((deadline for deadline in self.deadlines if deadline.key == key), None)
