"""The rehearsal as an organiser sees it, by mouse and by keyboard, at every width and in both themes."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from commands.deadline.rules import ReminderRules, Wish, read_offsets
from commands.delivery.destination import channel
from commands.services import Services
from tests.bot.on_web.browser.conftest import Chat
from tests.bot.on_web.browser.test_accessibility import SCHEMES, WIDTHS, violations

OFFSETS, DERIVED = read_offsets(["14 d", "7 d"]), read_offsets(["0 d"])
RULES = ReminderRules((Wish("everyone", OFFSETS, DERIVED),), OFFSETS, DERIVED)


@pytest.fixture
async def services(services: Services) -> Services:
    return replace(services, reminders=RULES, destinations={"everyone": (channel("web:announcements"),)})


@pytest.fixture
async def rehearsal(chat: Chat) -> Locator:
    await chat.play("organiser")
    await chat.page.get_by_role("button", name="Rehearse the season").click()
    dialog = chat.page.get_by_role("dialog", name="Rehearse the season")
    await dialog.get_by_role("list", name="What goes out").wait_for()
    return dialog


async def test_next_goes_from_one_thing_to_the_next_and_sets_the_clock(
    chat: Chat, rehearsal: Locator
) -> None:
    status = rehearsal.get_by_role("status")
    await expect(status).to_contain_text("0 of 5 have gone out. Next: Open an OpenReview account")
    await rehearsal.get_by_role("button", name="Next").click()
    await expect(status).to_contain_text("2 of 5 have gone out. Next: Paper submission, 7 days before")
    await expect(rehearsal.locator(".season-when")).to_have_text("Friday, August 8, 2025, 11:00 AM")
    await expect(chat.page.get_by_role("region", name="Clock")).to_contain_text("two weeks before")
    await rehearsal.get_by_role("button", name="Previous").click()
    await expect(status).to_contain_text("0 of 5")


async def test_the_slider_moves_by_the_keyboard_and_says_the_time(rehearsal: Locator) -> None:
    slider = rehearsal.get_by_role("slider", name="Time in the season")
    await slider.focus()
    await slider.press("End")
    await expect(rehearsal.get_by_role("status")).to_have_text("5 of 5 have gone out.")
    last = await slider.get_attribute("aria-valuetext")
    await slider.press("ArrowLeft")
    assert await slider.get_attribute("aria-valuetext") != last


async def test_time_runs_and_stops_at_a_press(rehearsal: Locator) -> None:
    await rehearsal.get_by_label("How fast time runs").select_option("A week a second")
    await rehearsal.get_by_role("button", name="Play").click()
    await expect(rehearsal.locator(".season-row.gone").first).to_be_visible()
    await rehearsal.get_by_role("button", name="Pause").click()
    await expect(rehearsal.get_by_role("status")).to_contain_text("have gone out")


async def test_the_plan_is_saved_as_a_table(chat: Chat, rehearsal: Locator, tmp_path: Path) -> None:
    async with chat.page.expect_download() as started:
        await rehearsal.get_by_role("button", name="Save as table").click()
    file = tmp_path / "season.csv"
    await (await started.value).save_as(file)
    assert file.read_text(encoding="utf-8-sig").startswith("When (UTC),What,About,Before,Where to,State")


async def test_only_organisers_are_offered_it(chat: Chat) -> None:
    await expect(chat.page.get_by_role("button", name="Set the clock")).to_be_visible()
    await expect(chat.page.get_by_role("button", name="Rehearse the season")).to_have_count(0)


async def test_axe_finds_nothing_wrong_with_it(chat: Chat, rehearsal: Locator) -> None:
    await rehearsal.get_by_role("button", name="Next").click()
    for scheme in SCHEMES:
        for width in WIDTHS.values():
            await chat.page.set_viewport_size({"width": width, "height": 800})
            await chat.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            assert await violations(chat.page) == []
