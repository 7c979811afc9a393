"""All that follows when a deadline moves: looked up for the preview, and again when it is confirmed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from commands.deadline.audience import audiences
from commands.deadline.moved import laid_over
from commands.deadline.posts import follows
from commands.deadline.schedule import key_of_all
from commands.delivery.destination import Destination, channel
from commands.delivery.outgoing import read_post
from commands.event.dates import states
from commands.event.facts import Deadline, Event
from commands.services import Services
from storage import handed, moves, reminders
from storage.handed import Handed
from storage.moves import KeptMove
from storage.reminders import KeptReminder
from storage.store import Transaction


@dataclass(frozen=True)
class Effects:
    """`told` are the reminders handed over so far, each with the deadline that it is about as it will be.

    `announced` are the organisers' announcements that name an old date, or a deadline and not its new date.
    """

    before: Event
    after: Event
    deadline: Deadline
    told: tuple[tuple[Handed, Deadline], ...]
    announced: tuple[Handed, ...]
    channels: tuple[Destination, ...]
    people: tuple[KeptReminder, ...]

    @property
    def changed(self) -> tuple[tuple[Deadline, Deadline], ...]:
        """Each date that moves, as it was and as it will be, the deadline's own first."""
        pairs = ((self.before.deadline(item.key), item) for item in moving(self.after, self.deadline))
        return tuple((old, new) for old, new in pairs if old and old.at != new.at)

    @property
    def corrected(self) -> tuple[tuple[Handed, Deadline], ...]:
        """The reminders that stand in channels."""
        return tuple((item, about) for item, about in self.told if item.stands and item.place == "channel")

    @property
    def under(self) -> tuple[tuple[Handed, tuple[Destination, ...]], ...]:
        """The announcements that stand, each with the channels where a correction goes under it."""
        return tuple((item, _places(item)) for item in self.announced if item.stands)


def moving(event: Event, deadline: Deadline) -> Iterator[Deadline]:
    """The deadline, and what is derived from it."""
    yield deadline
    yield from (item for item in event.deadlines if follows(item, deadline))


async def look_up(transaction: Transaction, services: Services, move: KeptMove) -> Effects:
    """What this move brings, be it proposed or just confirmed."""
    others = [other for other in await moves.confirmed(transaction) if other.id != move.id]
    before = laid_over(services.event, others)
    after = laid_over(before, [*others, move])
    deadline = after.deadline(move.deadline)
    if deadline is None:
        raise LookupError(move.deadline)
    about = list(moving(after, deadline))
    told = [(item, each) for each in about for item in await handed.by_key(transaction, key_of_all(each))]
    misled = _under_corrections(await handed.by_kind(transaction, "correction"), about)
    announced = [
        item
        for item in await handed.by_kind(transaction, "announcement")
        if item.message in misled or _is_outdated(read_post(item.body).words, before, about)
    ]
    people = await reminders.of_deadlines(transaction, [each.key for each in about])
    corrected = {place for item in announced for place in _places(item)}
    told_before = [place for item, _ in told if "/person/" not in item.key for place in _places(item)]
    wanting = [to for audience in audiences(services) for to in audience.to]
    channels = tuple(to for to in dict.fromkeys((*wanting, *told_before)) if to not in corrected)
    return Effects(before, after, deadline, tuple(told), tuple(announced), channels, people)


def _under_corrections(told: Iterable[Handed], about: Iterable[Deadline]) -> frozenset[int | None]:
    """The announcements that an earlier move of one of these corrects, be it only once that arrives."""
    titles = [each.title.casefold() for each in about]
    posts = [read_post(item.body) for item in told]
    return frozenset(post.under for post in posts if any(title in post.words.casefold() for title in titles))


def _is_outdated(words: str, before: Event, about: Iterable[Deadline]) -> bool:
    """Whether it tells a date as it was, or speaks of a deadline without the date that it will have."""
    pairs = ((old, new) for new in about if (old := before.deadline(new.key)))
    return any(
        states(words, old.day) or (old.title.casefold() in words.casefold() and not states(words, new.day))
        for old, new in pairs
    )


def _places(item: Handed) -> tuple[Destination, ...]:
    return tuple(channel(f"{platform}:{target}") for platform, target in item.standing)
