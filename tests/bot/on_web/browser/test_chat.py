"""The chat as people use it: cards, dialogs, buttons, tabs, persons."""

from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, expect

from bot.app import App
from bot.clock import ShiftedClock
from bot.on_web.playground import Playground
from bot.on_web.server import open_playground
from bot.settings.load import example, load_settings
from commands.services import Services
from tests.bot.on_web.browser.conftest import Chat, Open, open_tab
from tests.bot.on_web.conftest import dispatcher_of

HOSTILE = "<img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script>"


async def test_text_stays_text_wherever_it_is_shown(chat: Chat) -> None:
    await chat.send(HOSTILE)
    await chat.send(f"/echo {HOSTILE}")
    assert HOSTILE in await chat.card(HOSTILE)
    await expect(chat.page.locator(".call-text").first).to_contain_text(HOSTILE)
    assert await chat.page.locator(".log img").count() == 0
    assert "hacked" not in await chat.page.title()


async def test_only_safe_links_can_be_followed(chat: Chat) -> None:
    await chat.send("/show")
    await chat.card("Everything at once")
    links = await chat.page.locator(".card p a").all()
    assert {await link.get_attribute("href") for link in links} == {"https://example.org/"}
    assert {await link.get_attribute("rel") for link in links} == {"noopener noreferrer"}


async def test_a_dialog_opens_filled_and_keeps_what_was_typed_when_refused(chat: Chat) -> None:
    await chat.send("/sign")
    dialog = chat.page.get_by_role("dialog", name="Sign up")
    name, about = dialog.get_by_label("Name"), dialog.get_by_label("About")
    assert await name.input_value() == "Ada Lovelace"
    assert await dialog.get_by_label("Circuits").is_checked()
    await name.fill("A")
    await about.fill("Two\nlines")
    await dialog.get_by_role("button", name="Sign me up").click()
    await dialog.get_by_text("needs at least 2 characters").wait_for()
    assert await name.get_attribute("aria-invalid") == "true"
    await expect(name).to_be_focused()
    assert await about.input_value() == "Two\nlines"
    await name.fill("Ada")
    await dialog.get_by_label("Steering").check()
    await dialog.get_by_label("Stage").select_option("postdoc")
    await chat.page.keyboard.press("Tab")
    await dialog.get_by_role("button", name="Sign me up").click()
    assert "('circuits', 'steering') 3 postdoc True Two" in await chat.card("Signed: Ada")


async def test_escape_leaves_a_dialog_and_gives_the_focus_back(chat: Chat) -> None:
    await chat.send("/sign")
    await chat.page.get_by_role("dialog").wait_for()
    await chat.page.keyboard.press("Escape")
    await expect(chat.page.locator("dialog")).to_have_count(0)
    await expect(chat.page.locator("#text")).to_be_focused()


async def test_a_button_runs_its_command_and_asks_for_what_it_lacks(chat: Chat) -> None:
    await chat.send("/show")
    await chat.page.get_by_role("button", name="Visit Vienna").click()
    assert "1 in vienna by train" in await chat.card("1 in vienna")
    await chat.page.get_by_role("button", name="Visit somewhere").click()
    await chat.page.get_by_role("dialog", name="/visit").wait_for()


async def test_an_author_who_presses_an_organiser_s_button_is_refused(chat: Chat) -> None:
    await chat.send("/show")
    await chat.page.get_by_role("button", name="Decide").click()
    assert "organisers only" in await chat.card("organisers only")
    await chat.play("organiser")
    await chat.page.get_by_role("button", name="Decide").click()
    assert "Decided: nothing" in await chat.card("Decided")


async def test_the_organisers_channel_is_there_for_organisers_alone(chat: Chat) -> None:
    channel = chat.page.get_by_role("button", name="organisers")
    assert await channel.count() == 0
    await chat.play("organiser")
    await channel.click()
    await chat.send("Among ourselves")
    await chat.page.locator(".message", has_text="Among ourselves").wait_for()
    await chat.play("author")
    assert await channel.count() == 0
    await expect(chat.page.locator("h1")).to_have_text("#general")


async def test_a_private_reply_says_so_and_can_be_dismissed(chat: Chat) -> None:
    await chat.send("/visit list")
    await chat.page.get_by_text("Only you can see this").wait_for()
    await chat.page.get_by_role("button", name="Dismiss").click()
    await expect(chat.page.locator(".card")).to_have_count(0)
    await expect(chat.page.locator("#text")).to_be_focused()


async def test_two_tabs_stay_in_step(tab: Open) -> None:
    one, other = await tab(), await tab()
    await one.send("Hello over there")
    await other.page.locator(".message", has_text="Hello over there").wait_for()
    await other.send("/echo heard")
    assert "heard" in await one.card("heard")
    await expect(one.page.locator(".call-text").first).to_have_text("/echo text:heard")


async def test_what_is_private_is_not_shown_to_another_person(tab: Open) -> None:
    author, organiser = await tab(), await tab()
    await organiser.play("organiser")
    await author.send("/visit list")
    await author.card("Mexico City")
    await author.send("/echo all may read")
    assert "all may read" in await organiser.card("all may read")
    assert await organiser.page.get_by_text("Mexico City").count() == 0


async def test_a_tab_says_that_the_server_is_gone_and_comes_back_by_itself(
    browser: Browser, services: Services, clock: ShiftedClock
) -> None:
    app = App(dispatcher_of(services, clock), services.store, load_settings(example()))
    async with open_playground(app, clock, 0) as address:
        chat = await open_tab(browser, address)
        await chat.send("Before")
        await chat.page.locator(".message", has_text="Before").wait_for()
    await chat.page.get_by_text("Usher does not answer").wait_for()
    await chat.send("/echo lost?")
    await chat.page.locator("#composer-error", has_text="can't be reached").wait_for()
    async with open_playground(app, clock, int(address.strip("/").rsplit(":", 1)[1])):
        await chat.page.get_by_text("Usher was started anew").wait_for()
        assert await chat.page.locator("#text").input_value() == "/echo lost?"
        await chat.page.press("#text", "Enter")
        assert "lost?" in await chat.card("lost?")


async def test_a_line_that_broke_is_mended_without_a_trace(chat: Chat, playground: Playground) -> None:
    await chat.send("Before")
    before = chat.page.locator(".message", has_text="Before")
    await before.evaluate("node => { node.dataset.marked = 'yes' }")
    for tab in playground.room.tabs:
        tab.lagged.set()
    await chat.send("After")
    await chat.page.locator(".message", has_text="After").wait_for()
    await chat.send("Later")
    await chat.page.locator(".message", has_text="Later").wait_for()
    assert await before.get_attribute("data-marked") == "yes"
    assert await chat.page.locator(".message").count() == 3


async def test_a_slow_command_shows_its_progress_and_can_be_cancelled(chat: Chat) -> None:
    await chat.send("/slow seconds:30")
    await chat.page.get_by_text("Step 1 of 10").wait_for()
    assert await chat.page.locator(".message progress").is_visible()
    await chat.page.get_by_role("button", name="Cancel").click()
    await expect(chat.page.locator("progress:visible")).to_have_count(0)
    await expect(chat.page.locator(".outcome").first).to_have_text("cancelled")


async def test_an_example_runs_with_a_click(chat: Chat) -> None:
    await chat.page.locator(".example", has_text="/deadline").click()
    assert "Paper submission" in await chat.card("Paper submission")


async def test_the_page_fits_a_phone(tab: Open) -> None:
    chat = await tab()
    await chat.page.set_viewport_size({"width": 390, "height": 780})
    await chat.send("/show")
    await chat.card("Everything at once")
    for element in ("html", "#log", "#composer"):
        assert await chat.page.locator(element).evaluate("node => node.scrollWidth <= innerWidth")
    await chat.page.get_by_role("button", name="Channels and person").click()
    await chat.page.get_by_role("button", name="announcements").click()
    await expect(chat.page.locator("h1")).to_have_text("#announcements")
    await expect(chat.page.locator("#sidebar")).not_to_be_visible()


async def test_the_chosen_colours_are_kept(chat: Chat, server: TestServer) -> None:
    await chat.page.get_by_role("button", name="Dark colours").click()
    await chat.page.goto(f"http://127.0.0.1:{server.port}/")
    assert await chat.page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert await chat.page.get_by_role("button", name="Dark colours").get_attribute("aria-pressed") == "true"
