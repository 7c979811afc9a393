"""Reminders as they are handed over: once, in time, on both databases."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from commands.core.reply import Buttons
from commands.deadline.planner import BATCH, Planner
from commands.deadline.posts import LATE
from commands.deadline.rules import ReminderRules, Wish, read_offsets
from commands.deadline.schedule import LATE as LATE_AFTER
from commands.delivery.destination import channel
from commands.services import Services
from storage import moves, outbox, reminders
from storage.moves import NewMove
from storage.people import Account, person_of
from storage.reminders import NewReminder
from storage.store import Store
from tests.outbox import Waiting, waiting

START = datetime(2025, 8, 1, 12, tzinfo=UTC)
OFFSETS, DERIVED = read_offsets(["14 d", "7 d", "3 d", "24 h"]), read_offsets(["0 d"])
RULES = ReminderRules((Wish("everyone", OFFSETS, DERIVED),), OFFSETS, DERIVED)
EVERYONE = (channel("discord:1"), channel("discord:2"), channel("slack:C3"))
NINE = datetime(2025, 8, 15, 9, tzinfo=UTC)  # seven days before the submission


@pytest.fixture
def season(services: Services, store: Store) -> Services:
    return replace(services, store=store, reminders=RULES, destinations={"everyone": EVERYONE})


async def looks(services: Services, *moments: datetime, platform: str = "discord") -> list[Waiting]:
    """What lies in the outbox after Usher looked at these moments."""
    planner = Planner(services, "discord" if platform == "discord" else "slack")
    for now in moments:
        await planner.look(now)
    return await waiting(services.store)


def headings(found: Sequence[Waiting]) -> list[str]:
    return [item.post.title for item in found]


async def test_a_reminder_goes_to_every_channel_of_the_group_on_its_platform(season: Services) -> None:
    (reminder,) = await looks(season, START + timedelta(days=10), NINE)
    assert reminder.targets == ["1", "2"]
    assert reminder.post.title == "In 7 days: Paper submission"
    (_, slack) = await looks(season, START + timedelta(days=10), NINE, platform="slack")
    assert slack.targets == ["C3"]


async def test_the_first_look_ever_reminds_of_nothing_that_lies_behind(season: Services) -> None:
    assert await looks(season, NINE + timedelta(hours=1)) == []


async def test_looking_again_and_again_reminds_once(season: Services) -> None:
    assert len(await looks(season, START, NINE, NINE, NINE + timedelta(seconds=5))) == 1


async def test_several_processes_that_look_at_once_remind_once(season: Services) -> None:
    await looks(season, NINE - timedelta(hours=1))
    await asyncio.gather(*(Planner(season, "discord").look(NINE) for _ in range(4)))
    assert len(await waiting(season.store)) == 1


async def test_a_whole_season_brings_each_reminder_once_in_its_order(season: Services) -> None:
    hours = [START + timedelta(hours=count) for count in range(0, 24 * 60, 3)]
    found = headings(await looks(season, *hours))
    assert found == [
        "In 14 days: Paper submission",
        "Today: Open an OpenReview account, without an institutional e-mail",
        "In 7 days: Paper submission",
        "In 3 days: Paper submission",
        "In 14 days: Notification of acceptance",
        "In 7 days: Notification of acceptance",
        "In 3 days: Notification of acceptance",
    ]


async def test_a_late_reminder_says_so_and_a_useless_one_is_dropped(season: Services) -> None:
    (reminder,) = await looks(season, START, datetime(2025, 8, 19, 13, tzinfo=UTC))
    assert reminder.post.title == "In 3 days: Paper submission"
    assert LATE in str(reminder.post.reply)


async def test_a_reminder_in_time_does_not_say_that_it_is_late(season: Services) -> None:
    (reminder,) = await looks(season, START + timedelta(days=10), NINE + LATE_AFTER)
    assert LATE not in str(reminder.post.reply)


async def test_a_reminder_that_waits_too_long_is_useless_when_the_next_one_comes(season: Services) -> None:
    (reminder,) = await looks(season, START + timedelta(days=10), NINE)
    assert reminder.useless_at == datetime(2025, 8, 19, 9, tzinfo=UTC)


async def test_a_derived_reminder_tells_the_reason_in_the_calls_words(season: Services) -> None:
    (_, reminder) = await looks(season, START, datetime(2025, 8, 8, 9, tzinfo=UTC))
    assert "up to 2 weeks" in str(reminder.post.reply)


async def test_a_moved_deadline_reminds_by_its_new_date(season: Services) -> None:
    async with season.store.begin() as transaction:
        move = NewMove("submission", 1, date(2025, 8, 22), date(2025, 8, 29), "", "Why not.", None, "Grace")
        await moves.confirm(transaction, await moves.propose(transaction, move, START), START)
    assert headings(await looks(season, NINE - timedelta(hours=1), NINE)) == [
        "In 14 days: Paper submission",
        "Today: Open an OpenReview account, without an institutional e-mail",
    ]


async def test_a_clock_that_is_set_back_repeats_nothing_and_goes_on_from_there(season: Services) -> None:
    found = await looks(season, START + timedelta(days=10), NINE, START + timedelta(days=10), NINE)
    assert len(found) == 1
    assert len(await looks(season, datetime(2025, 8, 19, 9, tzinfo=UTC))) == 2


async def ask(services: Services, count: int = 1, zone: str = "UTC") -> None:
    async with services.store.begin() as transaction:
        for number in range(count):
            person = await person_of(transaction, Account("discord", str(1000 + number)), START)
            wanted = NewReminder(person, "submission", "discord", str(1000 + number), "77", zone)
            await reminders.want(transaction, wanted, START)


@pytest.fixture
def personal(season: Services) -> Services:
    return replace(season, destinations={})


async def test_everybody_who_asked_gets_a_direct_message_once(personal: Services) -> None:
    await ask(personal, BATCH + 7)
    found = await looks(personal, START + timedelta(days=10), NINE, NINE, NINE + timedelta(minutes=2))
    assert len({target for item in found for target in item.targets}) == len(found) == BATCH + 7
    assert {item.place for item in found} == {"person"}


async def test_nine_in_the_morning_is_nine_where_the_person_is(personal: Services) -> None:
    await ask(personal, zone="Asia/Tokyo")
    early = NINE - timedelta(hours=9)
    assert await looks(personal, START + timedelta(days=10), early - timedelta(seconds=1)) == []
    assert len(await looks(personal, early)) == 1


async def test_a_process_that_dies_between_two_batches_leaves_nobody_out(personal: Services) -> None:
    await ask(personal, 3)
    await looks(personal, START + timedelta(days=10))
    async with personal.store.begin() as transaction:
        (first, *_) = await reminders.wanting(
            transaction, "discord", "submission", "UTC", after=0, most=BATCH
        )
        key = f"reminder/submission/2025-08-22/7d/person/{first.person}"
        target = outbox.Target("discord", "person", first.user_id, first.person)
        body = outbox.NewMessage("reminder", "{}", key)
        await outbox.add(transaction, body, [target], at=NINE, due=NINE)
    await Planner(personal, "discord").look(NINE)
    async with personal.store.reading() as transaction:
        assert (await outbox.counts(transaction))["planned"] == 3


async def test_a_personal_reminder_can_be_stopped_with_a_button(personal: Services) -> None:
    await ask(personal)
    (reminder,) = await looks(personal, START + timedelta(days=10), NINE)
    (buttons,) = [block for block in reminder.post.reply.blocks if isinstance(block, Buttons)]
    assert buttons.buttons[0].press.code == "deadline remind?which=submission&stop=true"
