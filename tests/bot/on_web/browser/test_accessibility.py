"""What axe-core finds on the page, in every state, theme and width: nothing."""

from collections.abc import Awaitable, Callable
from typing import Literal

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

from tests.bot.on_web.browser.conftest import Chat

AXE = Axe()
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = {"desktop": 1280, "phone": 390}


async def violations(page: Page) -> list[str]:
    found = await AXE.run(page)
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
async def test_axe_finds_nothing_wrong(chat: Chat, scheme: Literal["light", "dark"], width: str) -> None:
    await chat.page.set_viewport_size({"width": WIDTHS[width], "height": 800})
    await chat.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    assert await violations(chat.page) == []
    for state in STATES:
        await state(chat)
        assert await violations(chat.page) == []


async def cards(chat: Chat) -> None:
    for command, card in {"/show": "Everything at once", "/deadline": "Deadlines of"}.items():
        await chat.send(command)
        await chat.card(card)


async def suggestions(chat: Chat) -> None:
    await chat.page.fill("#text", "")
    await chat.page.locator("#text").press_sequentially("/v")
    await chat.page.locator("[role=option]").first.wait_for()


async def dialog(chat: Chat) -> None:
    await chat.page.fill("#text", "")
    await chat.send("/sign")
    await chat.page.get_by_role("dialog", name="Sign up").wait_for()


async def refused_dialog(chat: Chat) -> None:
    shown = chat.page.get_by_role("dialog", name="Sign up")
    await shown.get_by_label("Name").fill("A")
    await shown.get_by_role("button", name="Sign me up").click()
    await shown.get_by_text("at least 2 characters").first.wait_for()


STATES: tuple[Callable[[Chat], Awaitable[None]], ...] = (cards, suggestions, dialog, refused_dialog)
