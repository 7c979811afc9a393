"""`/deadline remind`: asked for, stopped, and what happens when nothing arrives."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.reply import Buttons, Facts, Moment, Reply
from commands.deadline.card import UNREACHED
from commands.deadline.command import deadline
from commands.deadline.fallback import follow_up
from commands.deadline.planner import Planner
from commands.deadline.remind import deadline_remind
from commands.deadline.rules import ReminderRules, read_offsets
from storage.errors import StoreError
from storage.store import Store, Transaction
from storage.tables.outbox import deliveries
from tests.outbox import Waiting, waiting

RULES = ReminderRules((), read_offsets(["14 d", "7 d", "1 d", "3 h"]), read_offsets(["0 d"]))
DAYS = [datetime(2025, 8, day, 9, tzinfo=UTC) for day in (8, 15, 21)]  # 14, 7 and 1 before the submission


@pytest.fixture
def asking(ctx: Context, store: Store) -> Context:
    return replace(ctx, services=replace(ctx.services, store=store, reminders=RULES))


def labels(reply: Reply) -> list[str]:
    return [button.label for block in reply.blocks if isinstance(block, Buttons) for button in block.buttons]


def moments(reply: Reply) -> list[object]:
    facts = [fact for block in reply.blocks if isinstance(block, Facts) for fact in block.facts]
    return [span.at for fact in facts for span in fact.value if isinstance(span, Moment)]


async def test_the_reply_tells_when_the_reminders_will_come(asking: Context) -> None:
    reply = await deadline_remind.run(asking, which="submission")
    assert moments(reply) == DAYS
    assert labels(reply) == ["Stop reminding me"]


async def test_a_date_without_an_hour_reminds_at_nine_on_the_persons_own_clock(asking: Context) -> None:
    person = replace(asking.caller.person, zone=ZoneInfo("Asia/Tokyo"))
    there = replace(asking, caller=replace(asking.caller, person=person))
    assert moments(await deadline_remind.run(there, which="submission"))[0] == datetime(
        2025, 8, 8, tzinfo=UTC
    )


async def test_the_button_on_the_card_turns_to_stop_and_back(asking: Context) -> None:
    assert "Remind me" in labels(await deadline.run(asking, which="submission"))
    await deadline_remind.run(asking, which="submission")
    assert "Stop reminding me" in labels(await deadline.run(asking, which="submission"))
    assert "Remind me" in labels(await deadline.run(asking))
    await deadline_remind.run(asking, which="submission", stop=True)
    assert "Remind me" in labels(await deadline.run(asking, which="submission"))


async def test_without_a_name_all_deadlines_are_asked_for_at_once(asking: Context) -> None:
    await deadline_remind.run(asking)
    assert "Stop reminding me" in labels(await deadline.run(asking))


async def test_asking_twice_reminds_once(asking: Context) -> None:
    for _ in range(2):
        await deadline_remind.run(asking, which="submission")
    assert len(await remind(asking, DAYS[0])) == 1


async def test_what_has_passed_reminds_of_nothing(asking: Context) -> None:
    later = replace(asking, now=datetime(2025, 12, 1, tzinfo=UTC))
    with pytest.raises(UserError, match="it has passed"):
        await deadline_remind.run(later, which="submission")


async def test_stopping_what_was_never_asked_for_is_no_error(asking: Context) -> None:
    reply = await deadline_remind.run(asking, which="submission", stop=True)
    assert "no reminder of “Paper submission”" in str(reply)


async def test_a_store_that_is_away_does_not_hide_the_dates(ctx: Context) -> None:
    @dataclass
    class Away:
        @asynccontextmanager
        async def reading(self) -> AsyncIterator[Transaction]:
            raise StoreError("gone")
            yield

    without = replace(ctx, services=replace(ctx.services, store=Away()))  # type: ignore[arg-type]
    assert "Remind me" in labels(await deadline.run(without))


async def remind(ctx: Context, now: datetime) -> list[Waiting]:
    planner = Planner(ctx.services, "web")
    await planner.look(now - timedelta(hours=1))
    await planner.look(now)
    return await waiting(ctx.services.store)


async def end(ctx: Context, state: str, now: datetime) -> None:
    """Every delivery that is open ends so, and Usher looks at it."""
    async with ctx.services.store.begin() as transaction:
        planned = deliveries.c.state == "planned"
        await transaction.execute(update(deliveries).where(planned).values(state=state))
    await follow_up(ctx.services, "web", now)


async def test_closed_direct_messages_give_way_to_a_mention_where_it_was_asked_for(asking: Context) -> None:
    await deadline_remind.run(asking, which="submission")
    await remind(asking, DAYS[0])
    await end(asking, "failed", DAYS[0])
    direct, mention = await waiting(asking.services.store)
    assert (direct.place, direct.targets) == ("person", ["ada"])
    assert (mention.place, mention.targets, mention.post.mentions) == ("channel", ["general"], ("@ada",))
    assert mention.post.title == direct.post.title == "In 14 days: Paper submission"


async def test_what_arrived_is_sent_nowhere_else(asking: Context) -> None:
    await deadline_remind.run(asking, which="submission")
    await remind(asking, DAYS[0])
    await end(asking, "sent", DAYS[0])
    assert len(await waiting(asking.services.store)) == 1


async def test_after_three_that_reached_nobody_usher_gives_up_and_says_so(asking: Context) -> None:
    await deadline_remind.run(asking, which="submission")
    for day in DAYS:
        assert UNREACHED not in str(await deadline.run(asking))
        await remind(asking, day)
        await end(asking, "failed", day)  # the direct message
        await end(asking, "failed", day)  # the mention
    card = await deadline.run(replace(asking, now=DAYS[-1]), which="submission")
    assert UNREACHED in str(card)
    assert "Remind me" in labels(card)
    await deadline_remind.run(replace(asking, now=DAYS[-1]), which="submission")
    assert UNREACHED not in str(await deadline.run(asking))


async def test_one_that_arrives_makes_the_failures_before_it_forgotten(asking: Context) -> None:
    await deadline_remind.run(asking, which="submission")
    for day, state in zip(DAYS, ("failed", "sent", "failed"), strict=True):
        await remind(asking, day)
        await end(asking, state, day)
        await end(asking, state, day)
    assert UNREACHED not in str(await deadline.run(asking))
