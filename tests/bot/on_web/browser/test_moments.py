"""Times as the reader's browser shows them."""

import re
from datetime import date, timedelta

import pytest
from playwright.async_api import expect

from commands.deadline.time_left import time_left
from tests.bot.on_web.browser.conftest import Chat, Open
from tests.doubles import SUMMER

HOURS = (1.0, 1.6, 2.0, 2.5, 23.9, 24.0, 47.9, 48.1, 500.0)
ASK = "async ([to, now]) => (await import('/static/js/moments.js')).timeLeft(to, new Date(now))"


@pytest.mark.parametrize(
    ("zone", "day", "instant"),
    [
        ("Pacific/Kiritimati", "Fri, Aug 22, 2025", "Sat, Aug 2, 2025, 2:45 AM GMT+14"),
        ("Europe/Berlin", "Fri, Aug 22, 2025", "Fri, Aug 1, 2025, 2:45 PM GMT+2"),
        ("America/Los_Angeles", "Fri, Aug 22, 2025", "Fri, Aug 1, 2025, 5:45 AM PDT"),
    ],
)
async def test_an_instant_is_shown_in_the_reader_s_zone_and_a_day_is_never_shifted(
    tab: Open, zone: str, day: str, instant: str
) -> None:
    chat = await tab(zone)
    await chat.send("/show")
    card = await chat.card("Everything at once")
    assert day in card
    assert instant in card


async def test_a_countdown_under_an_hour_runs_by_the_second_and_by_the_playground_s_clock(
    chat: Chat,
) -> None:
    await chat.send("/show")
    countdown = chat.page.locator(".fact", has_text="Dinner").locator(".countdown")
    await expect(countdown).to_have_text(re.compile(r"in 4\d min \d+ s"))
    await expect(countdown).not_to_have_text(await countdown.inner_text())
    assert await countdown.get_attribute("aria-live") == "off"


async def test_setting_the_clock_moves_the_banner_and_every_countdown(chat: Chat) -> None:
    banner = chat.page.get_by_role("region", name="Clock")
    await expect(banner).to_contain_text("Fri, Aug 1, 2025")
    await expect(banner).to_contain_text("three weeks before “Paper submission”")
    await expect(banner).to_contain_text("Real time:")
    await chat.send("/deadline submission")
    assert "in 21 days" in await chat.card("Paper submission")
    await chat.page.get_by_role("button", name="Set the clock").click()
    await chat.page.get_by_label("Day and hour, in your time zone").fill("2025-08-21T10:00")
    await chat.page.get_by_role("button", name="Show this time").click()
    await expect(banner).to_contain_text("the day before “Paper submission”")
    await expect(chat.page.locator(".card .countdown").first).to_have_text("tomorrow")
    await chat.page.get_by_role("button", name="Back to real time").click()
    await expect(banner).to_contain_text("real time")


async def test_the_page_counts_in_the_same_words_as_the_server(chat: Chat) -> None:
    for hours in (*HOURS, *(-hour for hour in HOURS)):
        to = SUMMER + timedelta(hours=hours)
        shown = await chat.page.evaluate(ASK, [to.isoformat(), SUMMER.isoformat()])
        assert shown == time_left(to, SUMMER, SUMMER.date())
    for days in (-40, -2, -1, 0, 1, 2, 40):
        day = date(2025, 8, 1) + timedelta(days=days)
        expected = time_left(day, SUMMER, date(2025, 8, 1))
        assert await chat.page.evaluate(ASK, [day.isoformat(), SUMMER.isoformat()]) == expected
