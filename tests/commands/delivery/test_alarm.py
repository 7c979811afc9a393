"""The organisers hear of deliveries that are late, once an hour."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from commands.core.reply import Reply
from commands.delivery.alarm import LATE, raise_alarm
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
        return [str(read_post(body).reply) for body in (await transaction.execute(here)).scalars()]


async def test_what_has_waited_for_long_is_told_with_for_how_long_and_how_much_it_is(house: Services) -> None:
    await waiting(house)
    assert await raise_alarm(house, SUMMER + LATE)
    (notice,) = await told(house)
    assert "waiting for 10 minutes to be delivered. Not out yet: 1." in notice


async def test_what_is_barely_late_is_no_alarm(house: Services) -> None:
    await waiting(house)
    assert not await raise_alarm(house, SUMMER + LATE - SECOND)
    assert await told(house) == []


async def test_within_an_hour_it_is_told_once_however_many_processes_look(house: Services) -> None:
    await waiting(house)
    for minutes in (10, 20, 59, 61):
        await raise_alarm(house, SUMMER + timedelta(minutes=minutes))
    assert len(await told(house)) == 2


async def test_where_nobody_is_to_be_told_it_is_still_known(house: Services) -> None:
    alone = replace(house, destinations={})
    await waiting(alone)
    assert await raise_alarm(alone, SUMMER + LATE)
    assert await told(alone) == []
