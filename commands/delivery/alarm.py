"""Tell the organisers, once an hour, that what should be out is not."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from commands.core.reply import Bullets, Heading, Line, Paragraph, Reply, line
from commands.delivery.destination import ORGANISERS
from commands.delivery.names import Names, known, shown
from commands.delivery.outgoing import Outgoing, hand_over
from commands.delivery.post import Post
from commands.services import Services
from storage import kept, outbox
from storage.failures import Failures, failures
from storage.store import Transaction

LATE = timedelta(minutes=10)  # that a delivery may wait, for a platform that is down comes back by itself
QUIET = timedelta(minutes=2)  # without another failure: what failed of one cause is one alarm
ONE_HOUR = timedelta(hours=1)
ALARM = "alarm:"  # how the keys of alarms begin
TOLD = "failures told"  # name under which the store keeps up to when they were
MOST_LISTED = 10

FAILED = "None of this is tried again. `usher doctor` tells what a channel of the settings lacks."


async def raise_late(services: Services, now: datetime) -> bool:
    """Whether deliveries are late; of all processes, the first in each hour tells the organisers."""
    async with services.store.begin() as transaction:
        waits = await outbox.oldest_due(transaction, now)
        if waits is None or waits < LATE:
            return False
        counts = await outbox.counts(transaction, states=outbox.OPEN)
        told = _late(waits, counts["planned"] + counts["claimed"])
        await _alarm(transaction, services, "late", told, now)
    return True


async def raise_failed(services: Services, now: datetime) -> bool:
    """Whether deliveries failed that the organisers were not told of, and are now."""
    async with services.store.begin() as transaction:
        since = await kept.read(transaction, TOLD)
        if since is None:  # what failed before anybody looked is history
            await kept.replace(transaction, TOLD, None, now.isoformat())
            return False
        found = await failures(transaction, datetime.fromisoformat(since), ALARM)
        if not is_due(found, now):
            return False
        told = _failed(found, await known(transaction, [each.target for each in found]))
        if not await _alarm(transaction, services, "failed", told, now):
            return False
        await kept.write(transaction, TOLD, max(each.last for each in found).isoformat())
    return True


def is_due(found: Sequence[Failures], now: datetime) -> bool:
    """Whether it seems to be all that fails of one cause, or the first of it is old enough."""
    if not found:
        return False
    first, last = min(each.first for each in found), max(each.last for each in found)
    return now - last >= QUIET or now - first >= LATE


async def _alarm(transaction: Transaction, services: Services, what: str, told: Reply, now: datetime) -> bool:
    """Whether it is the first of its kind in this hour."""
    notice = Outgoing(
        "notice",
        Post(told),
        services.destinations.get(ORGANISERS, ()),
        now,
        key=f"{ALARM}{what} {now:%Y-%m-%d %H}",
        useless_at=now + ONE_HOUR,
    )
    return await hand_over(transaction, notice, now) is not None


def _late(waits: timedelta, count: int) -> Reply:
    minutes = int(waits.total_seconds() // 60)
    said = f"Something has been waiting for {minutes} minutes to be delivered. Not out yet: {count}."
    advice = "Each is tried again by itself. Whoever runs Usher can look at its log and at /readyz."
    return Reply.of(Heading("Deliveries are late", "bad"), Paragraph(line(f"{said} {advice}")))


def _failed(found: Sequence[Failures], called: Names) -> Reply:
    count = sum(each.count for each in found)
    rows = [_row(each, called) for each in sorted(found, key=lambda each: -each.count)]
    more = [line(f"… and {len(rows) - MOST_LISTED} more places.")] if len(rows) > MOST_LISTED else []
    said = "1 message could" if count == 1 else f"{count} messages could"
    return Reply.of(
        Heading(f"{said} not be delivered", "bad"),
        Bullets((*rows[:MOST_LISTED], *more)),
        Paragraph(line(FAILED)),
    )


def _row(each: Failures, called: Names) -> Line:
    where = "direct messages" if each.target.place == "person" else shown(each.target, called)
    what = each.kind if each.count == 1 else f"{each.kind}s"
    why = f"{each.reason} ({each.detail})" if each.detail else each.reason
    return line(f"{each.count} {what} for ", where, f": {why}")
