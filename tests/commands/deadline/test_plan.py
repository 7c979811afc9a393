"""`/deadline plan`: the season as an organiser looks over it."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from commands.core.context import Context
from commands.core.reply import Bullets, File, Heading, Reply
from commands.deadline.plan import SHOWN, deadline_plan, planned_season
from commands.deadline.remind import deadline_remind
from commands.deadline.rules import Quiet, ReminderRules, Wish, read_offsets
from commands.delivery.destination import channel
from commands.delivery.outgoing import Outgoing, hand_over
from commands.delivery.post import Post
from tests.commands.announce.desk import Postman

OFFSETS, DERIVED = read_offsets(["14 d", "7 d", "3 d", "24 h"]), read_offsets(["0 d"])
RULES = ReminderRules((Wish("everyone", OFFSETS, DERIVED),), OFFSETS, DERIVED)
EVERYONE = (channel("discord:1"), channel("slack:C2"))


@pytest.fixture
def planning(ctx: Context) -> Context:
    services = replace(ctx.services, reminders=RULES, destinations={"everyone": EVERYONE})
    return replace(ctx, services=services)


def rows(reply: Reply) -> list[dict[str, str]]:
    (file,) = [block for block in reply.blocks if isinstance(block, File)]
    assert bytes(file.content).startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(bytes(file.content).decode("utf-8-sig"))))


def lines(reply: Reply) -> list[str]:
    return [str(item) for block in reply.blocks if isinstance(block, Bullets) for item in block.items]


async def test_every_reminder_stands_with_its_time_and_its_channels(planning: Context) -> None:
    first = rows(await deadline_plan.run(planning))[0]
    assert first == {
        "When (UTC)": "2025-08-08 09:00",
        "What": "reminder",
        "About": "Open an OpenReview account, without an institutional e-mail (derived)",
        "Before": "on the day",
        "Where to": "discord:1",
        "State": "to come",
    }


async def test_the_card_shows_what_is_to_come_and_the_table_the_whole_season(planning: Context) -> None:
    later = replace(planning, now=datetime(2025, 8, 20, tzinfo=UTC))
    reply = await deadline_plan.run(later)
    states = [row["State"] for row in rows(reply)]
    assert states == sorted(states, key=lambda state: state != "passed")
    assert len(lines(reply)) == states.count("to come") < len(states)


async def test_channels_are_called_by_their_names(planning: Context) -> None:
    postman = Postman()
    postman.called = {channel("slack:C2"): "reviewers"}
    named = replace(planning, services=replace(planning.services, postman=postman))
    where = {row["Where to"] for row in rows(await deadline_plan.run(named))}
    assert where == {"discord:1", "#reviewers on Slack"}


async def test_people_who_asked_are_counted_and_not_named(planning: Context) -> None:
    await deadline_remind.run(planning, which="submission")
    told = str(await deadline_plan.run(planning))
    assert "1 person, at nine where they are" in told
    assert "'ada'" not in told


async def test_announcements_that_wait_stand_among_the_reminders(planning: Context) -> None:
    due = planning.now + timedelta(days=10)
    post = Post(Reply.of(Heading("=Welcome")))
    async with planning.services.store.begin() as transaction:
        await hand_over(transaction, Outgoing("announcement", post, EVERYONE, due), planning.now)
    found = [row for row in rows(await deadline_plan.run(planning)) if row["What"] == "announcement"]
    assert [(row["When (UTC)"], row["About"], row["Where to"]) for row in found] == [
        ("2025-08-11 12:00", "'=Welcome", "discord:1, slack:C2")
    ]


async def test_what_quiet_hours_push_together_is_told_once(planning: Context) -> None:
    quiet = Quiet(time(0), time(23, 59), UTC)
    wish = replace(RULES.groups[0], quiet=quiet, offsets=read_offsets(["1 d", "24 h", "3 d"]))
    services = replace(planning.services, reminders=replace(RULES, groups=(wish,)))
    planned = await planned_season(services)
    assert len({(item.at, item.about, item.to) for item in planned}) == len(planned)


async def test_a_long_season_is_cut_on_the_card_and_whole_in_the_file(planning: Context) -> None:
    many = Wish("everyone", read_offsets([f"{number} d" for number in range(20)]))
    services = replace(planning.services, reminders=replace(RULES, groups=(many,)))
    reply = await deadline_plan.run(replace(planning, services=services))
    assert len(lines(reply)) == SHOWN
    assert f"And {len(rows(reply)) - SHOWN} more" in str(reply)


async def test_without_anything_to_come_it_says_how_to_plan_something(ctx: Context) -> None:
    told = str(await deadline_plan.run(ctx))
    assert "[[reminders.channels]]" in told
    assert "Moment" not in told
