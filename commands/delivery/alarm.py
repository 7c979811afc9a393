"""Tell the organisers, once an hour, that what should be out is not."""

from datetime import datetime, timedelta

from commands.core.reply import Heading, Paragraph, Reply, line
from commands.delivery.destination import ORGANISERS
from commands.delivery.outgoing import Outgoing, hand_over
from commands.delivery.post import Post
from commands.services import Services
from storage import outbox

LATE = timedelta(minutes=10)  # that a delivery may wait, for a platform that is down comes back by itself
ONE_HOUR = timedelta(hours=1)


async def raise_alarm(services: Services, now: datetime) -> bool:
    """Whether deliveries are late; of all processes, the first in each hour tells the organisers."""
    async with services.store.begin() as transaction:
        waits = await outbox.oldest_due(transaction, now)
        if waits is None or waits < LATE:
            return False
        counts = await outbox.counts(transaction)
        told = _told(waits, counts["planned"] + counts["claimed"])
        notice = Outgoing(
            "notice",
            Post(told),
            services.destinations.get(ORGANISERS, ()),
            now,
            key=f"late {now:%Y-%m-%d %H}",
            useless_at=now + ONE_HOUR,
        )
        await hand_over(transaction, notice, now)
    return True


def _told(waits: timedelta, count: int) -> Reply:
    minutes = int(waits.total_seconds() // 60)
    said = f"Something has been waiting for {minutes} minutes to be delivered. Not out yet: {count}."
    advice = "Each is tried again by itself. Whoever runs Usher can look at its log and at /readyz."
    return Reply.of(Heading("Deliveries are late", "bad"), Paragraph(line(f"{said} {advice}")))
