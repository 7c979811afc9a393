"""Hands over each reminder when it falls due: once, whoever looks, however often, after any restart."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from commands.deadline import posts
from commands.deadline.audience import Audience, audiences
from commands.deadline.moved import laid_over
from commands.deadline.rules import Wish
from commands.deadline.schedule import LATE, Reminder, falling_due, maybe_due, useless_at
from commands.delivery.destination import Platform
from commands.delivery.outgoing import Outgoing, hand_over
from commands.delivery.written import to_json
from commands.event.facts import Event
from commands.event.zones import read_zone
from commands.live import CHANGES
from commands.services import Services
from storage import kept, moves, outbox, reminders
from storage.outbox import NewMessage, Target
from storage.store import Transaction

BATCH = 100  # people whom one unit of work reminds, so that others need not wait long
REMEMBERED = timedelta(minutes=1)  # how often a look that found nothing is written down


@dataclass(frozen=True)
class Planner:
    """For one platform; `base` holds the settings' own facts, since moves are read with each look."""

    base: Services
    platform: Platform

    async def look(self, now: datetime) -> None:
        """Hand over what fell due since any process looked last; the very first look only remembers."""
        async with self.base.store.reading() as transaction:
            known = await kept.read(transaction, self._name)
            event = await self._facts(transaction)
        since = datetime.fromisoformat(known) if known else None
        if since and since <= now:
            found = await self._remind(event, since, now)
            if not found and now - since < REMEMBERED:
                return
        elif since and since - now < LATE:  # by the clock of another process, a little ahead of ours
            return
        async with self.base.store.begin() as transaction:
            await kept.replace(transaction, self._name, known, now.isoformat())

    @property
    def _name(self) -> str:
        return f"reminded on {self.platform}"

    async def _facts(self, transaction: Transaction) -> Event:
        return laid_over(self.base.event, await moves.confirmed(transaction))

    async def _held_facts(self, transaction: Transaction) -> Event:
        """No deadline is moved before the unit of work ends: its move would miss what is handed over here."""
        await kept.hold(transaction, CHANGES)
        return await self._facts(transaction)

    async def _remind(self, event: Event, since: datetime, now: datetime) -> bool:
        """Whether anything was due."""
        in_channels = any(self._in_channels(event, since, now))
        if in_channels:
            await self._remind_channels(since, now)
        rules = self.base.reminders
        to_people = maybe_due(event.deadlines, rules.personal, rules.derived, since, now)
        if to_people:
            await self._remind_people(event, since, now)
        return in_channels or to_people

    def _in_channels(
        self, event: Event, since: datetime, now: datetime
    ) -> Iterator[tuple[Audience, Reminder]]:
        for audience in audiences(self.base):
            if audience.platform == self.platform:
                for due in falling_due(event.deadlines, audience.wish, since, now):
                    yield audience, due

    async def _remind_channels(self, since: datetime, now: datetime) -> None:
        async with self.base.store.begin() as transaction:
            event = await self._held_facts(transaction)
            for audience, due in self._in_channels(event, since, now):
                post = posts.reminder(event, due, now, audience.wish.zone)
                key, useless = due.key(audience.name), useless_at(due, audience.wish)
                await hand_over(transaction, Outgoing("reminder", post, audience.to, now, key, useless), now)

    async def _remind_people(self, event: Event, since: datetime, now: datetime) -> None:
        for deadline in event.deadlines:
            async with self.base.store.reading() as transaction:
                zones = await reminders.zones(transaction, self.platform, deadline.key)
            for zone in zones:
                wish = self.base.reminders.of_person(read_zone(zone))
                for due in falling_due([deadline], wish, since, now):
                    await self._remind_zone(due, wish, zone, now)

    async def _remind_zone(self, due: Reminder, wish: Wish, zone: str, now: datetime) -> None:
        last: int | None = 0
        while last is not None:
            async with self.base.store.begin() as transaction:
                event = await self._held_facts(transaction)
                if due.deadline not in event.deadlines:  # it was moved since we looked
                    return
                last = await self._remind_batch(transaction, event, _Own(due, wish, zone, last), now)

    async def _remind_batch(
        self, transaction: Transaction, event: Event, own: "_Own", now: datetime
    ) -> int | None:
        """The last one's id; None when all are reminded. Every one is known, so no account is looked up."""
        body = to_json(posts.reminder(event, own.due, now, own.wish.zone, own=True))
        useless = useless_at(own.due, own.wish)
        people = await reminders.wanting(
            transaction, self.platform, own.due.deadline.key, own.zone, after=own.after, most=BATCH
        )
        by_key = {own.due.key(f"person/{person.person}"): person for person in people}
        to = {key: Target(self.platform, "person", each.user_id, each.person) for key, each in by_key.items()}
        message = NewMessage("reminder", body, useless_at=useless)
        made = await outbox.add_each(transaction, message, to, at=now, due=now)
        await reminders.await_outcomes(transaction, {by_key[key].id: made[key] for key in made})
        return people[-1].id if len(people) == BATCH else None


@dataclass(frozen=True)
class _Own:
    """What the people of one zone are reminded of, past the one with the id `after`."""

    due: Reminder
    wish: Wish
    zone: str
    after: int
