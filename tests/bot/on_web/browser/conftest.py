"""A real Chromium on the playground's page."""

import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from threading import Thread

import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page, async_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--remote-debugging-port=0",
    "about:blank",
)
PATIENCE = 15_000  # milliseconds that a busy machine may take


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Chromium that all tests of this process share."""
    if not CHROMIUM:
        reason = "no Chromium on this machine"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    profile = f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"
    with subprocess.Popen([CHROMIUM, *ARGUMENTS, profile], stderr=subprocess.PIPE, text=True) as process:
        try:
            yield _address(process)
        finally:
            process.terminate()


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    for said in process.stderr:
        if "DevTools listening on" in said:
            Thread(target=process.stderr.read, daemon=True).start()  # a full pipe would stop Chromium
            return said.split()[-1]
    raise AssertionError("Chromium did not start")


@pytest.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.connect_over_cdp(chromium)
        yield browser
        for context in browser.contexts[1:]:
            await context.close()
        await browser.close()


@dataclass(frozen=True)
class Chat:
    """One tab; `problems` are what its console complained about."""

    page: Page
    problems: list[str]

    async def send(self, text: str) -> None:
        await self.page.fill("#text", text)
        await self.page.press("#text", "Enter")

    async def card(self, text: str) -> str:
        """All that the newest card with these words says, once it is there."""
        card = self.page.locator(".card", has_text=text).last
        await card.wait_for()
        return await card.inner_text()

    async def play(self, person: str) -> None:
        await self.page.check(f"input[value={person}]", force=True)
        await self.page.locator(".welcome", has_text=f"as the {person}").wait_for()


Open = Callable[..., Awaitable[Chat]]


async def open_tab(browser: Browser, address: str, zone: str = "Europe/Berlin") -> Chat:
    context = await browser.new_context(timezone_id=zone, locale="en-US")
    page, problems = await context.new_page(), list[str]()
    page.set_default_timeout(PATIENCE)
    page.on("console", lambda said: problems.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    await page.goto(address)
    await page.locator(".welcome").wait_for()
    return Chat(page, problems)


@pytest.fixture
async def tab(browser: Browser, server: TestServer) -> AsyncIterator[Open]:
    """Opens tabs; whatever their consoles complained about fails the test."""
    opened: list[Chat] = []

    async def open_another(zone: str = "Europe/Berlin") -> Chat:
        opened.append(await open_tab(browser, f"http://127.0.0.1:{server.port}/", zone))
        return opened[-1]

    yield open_another
    for chat in opened:
        assert chat.problems == []


@pytest.fixture
async def chat(tab: Open) -> Chat:
    return await tab()
