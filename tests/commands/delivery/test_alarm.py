"""The organisers hear of deliveries that are late or failed, once an hour."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.on_discord.as_text import as_text
from commands.core.reply import Reply
from commands.delivery.alarm import LATE, ONE_HOUR, QUIET, raise_failed, raise_late
from commands.delivery.destination import Destination
from commands.delivery.outgoing import Outgoing, hand_over, read_post
from commands.delivery.post import Post
from commands.services import Services
from storage.store import Store
from storage.tables.outbox import deliveries, messages
from tests.doubles import SUMMER

ORGANISERS = Destination("slack", "C0ORGANISERS")
SECOND = timedelta(seconds=1)


@pytest.fixture
def house(services: Services, store: Store) -> Services:
    return replace(services, store=store, destinations={"organisers": (ORGANISERS,)})


async def waiting(house: Services) -> None:
    """A reminder that is due at noon."""
    reminder = Outgoing("reminder", Post(Reply(())), (Destination("discord", "42"),), SUMMER)
    async with house.store.begin() as transaction:
        await hand_over(transaction, reminder, SUMMER)


async def told(house: Services) -> Sequence[str]:
    """What the organisers' channel was told."""
    here = select(messages.c.body).join(deliveries).where(deliveries.c.target == ORGANISERS.id)
    async with house.store.reading() as transaction:
        return [as_text(read_post(body).reply) for body in (await transaction.execute(here)).scalars()]


async def test_what_has_waited_for_long_is_told_with_for_how_long_and_how_much_it_is(house: Services) -> None:
    await waiting(house)
    assert await raise_late(house, SUMMER + LATE)
    (notice,) = await told(house)
    assert "waiting for 10 minutes to be delivered. Not out yet: 1." in notice


async def test_what_is_barely_late_is_no_alarm(house: Services) -> None:
    await waiting(house)
    assert not await raise_late(house, SUMMER + LATE - SECOND)
    assert await told(house) == []


async def test_within_an_hour_it_is_told_once_however_many_processes_look(house: Services) -> None:
    await waiting(house)
    for minutes in (10, 20, 59, 61):
        await raise_late(house, SUMMER + timedelta(minutes=minutes))
    assert len(await told(house)) == 2


async def test_where_nobody_is_to_be_told_it_is_still_known(house: Services) -> None:
    alone = replace(house, destinations={})
    await waiting(alone)
    assert await raise_late(alone, SUMMER + LATE)
    assert await told(alone) == []


MINUTE = timedelta(minutes=1)
CHANNEL, PERSON = Destination("discord", "42"), Destination("slack", "U0ADA", "person")


@pytest.fixture
async def watched(house: Services) -> Services:
    """Somebody has looked before anything failed."""
    assert not await raise_failed(house, SUMMER - MINUTE)
    return house


async def failing(
    house: Services,
    at: datetime,
    to: Destination = CHANNEL,
    kind: str = "reminder",
    reason: str = "channel gone",
) -> None:
    """A message that the platform refused at that moment."""
    async with house.store.begin() as transaction:
        number = await hand_over(transaction, Outgoing(kind, Post(Reply(())), [to], at), at)
        failed = update(deliveries).where(deliveries.c.message == number)
        await transaction.execute(failed.values(state="failed", reason=reason, changed_at=at))


async def test_what_failed_of_one_cause_is_one_alarm_that_names_each_place_and_no_person(
    watched: Services,
) -> None:
    for second in range(30):
        await failing(watched, SUMMER + second * SECOND)
        await failing(watched, SUMMER + second * SECOND, PERSON, "answer")
    assert await raise_failed(watched, SUMMER + 29 * SECOND + QUIET)
    (notice,) = await told(watched)
    assert "60 messages could not be delivered" in notice
    assert "30 reminders for discord:42: channel gone" in notice
    assert "30 answers for direct messages: channel gone" in notice
    assert PERSON.id not in notice


async def test_while_more_fails_the_alarm_waits_but_not_for_ever(watched: Services) -> None:
    for minute in range(11):
        await failing(watched, SUMMER + minute * MINUTE)
        is_told = await raise_failed(watched, SUMMER + minute * MINUTE)
        assert is_told == (minute == 10)


async def test_what_was_told_is_not_told_again_and_what_fails_later_is_in_another_hour(
    watched: Services,
) -> None:
    await failing(watched, SUMMER)
    looks = [5, 6, 20, 59, 60, 61, 200]
    await raise_failed(watched, SUMMER + 5 * MINUTE)
    await failing(watched, SUMMER + 10 * MINUTE)
    heard = [minutes for minutes in looks if await raise_failed(watched, SUMMER + minutes * MINUTE)]
    assert heard == [60]
    first, second = await told(watched)
    assert "1 message could" in first
    assert "1 message could" in second


async def test_an_announcement_tells_of_its_failures_itself(watched: Services) -> None:
    await failing(watched, SUMMER, kind="announcement")
    assert not await raise_failed(watched, SUMMER + LATE)


async def test_who_takes_no_direct_messages_is_no_alarm(watched: Services) -> None:
    await failing(watched, SUMMER, PERSON, "reminder", "no access")
    assert not await raise_failed(watched, SUMMER + LATE)


async def test_an_alarm_that_fails_raises_no_other(watched: Services) -> None:
    await failing(watched, SUMMER)
    assert await raise_failed(watched, SUMMER + LATE)
    at = SUMMER + LATE
    async with watched.store.begin() as transaction:
        planned = update(deliveries).where(deliveries.c.target == ORGANISERS.id)
        await transaction.execute(planned.values(state="failed", reason="channel gone", changed_at=at))
    assert not await raise_failed(watched, at + ONE_HOUR)


async def test_what_failed_before_anybody_looked_is_history(house: Services) -> None:
    await failing(house, SUMMER)
    assert not await raise_failed(house, SUMMER + LATE)
    assert not await raise_failed(house, SUMMER + ONE_HOUR)


async def test_of_many_places_the_worst_are_named(watched: Services) -> None:
    for number in range(12):
        await failing(watched, SUMMER, Destination("discord", f"{number:02}"))
    await failing(watched, SUMMER, Destination("discord", "11"))
    assert await raise_failed(watched, SUMMER + LATE)
    (notice,) = await told(watched)
    assert "2 reminders for discord:11" in notice
    assert "… and 2 more places." in notice
