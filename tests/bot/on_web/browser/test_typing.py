"""Commands typed with the keyboard alone."""

from playwright.async_api import expect

from tests.bot.on_web.browser.conftest import Chat

READ_AS = {
    "/echo is there a rebuttal?": "is there a rebuttal?",
    "/echo text:a page limit: 9 or how:many?": "a page limit: 9 or how:many?",
    '/echo text:"quoted text:here"': "quoted text:here",
    "/visit vienna": "1 in vienna by train",
    "/visit town:vienna nights:3": "3 in vienna by train",
    "/VISIT nights:2 how:boat town:vienna": "2 in vienna by boat",
    "/visit list": "Mexico City",
    "/deadline submission": "Paper submission",
}


async def test_a_command_is_picked_filled_and_sent_by_keyboard_alone(chat: Chat) -> None:
    keyboard, box = chat.page.keyboard, chat.page.locator("#text")
    await chat.page.locator("body").press("Tab")
    await box.focus()
    await keyboard.type("/")
    assert await chat.page.locator("#picker-count").inner_text() != ""
    assert await chat.page.locator("[role=option]").count() > 5
    await keyboard.type("vis")
    await chat.page.locator("[role=option]", has_text="/visit list").wait_for()
    active = await box.get_attribute("aria-activedescendant")
    assert "/visit" in await chat.page.locator(f"#{active}").inner_text()
    await keyboard.press("ArrowDown")
    await keyboard.press("ArrowUp")
    await keyboard.press("Enter")
    assert await box.input_value() == "/visit "
    await keyboard.type("to")
    await keyboard.press("Tab")
    assert await box.input_value() == "/visit town:"
    await keyboard.type("mex")
    await chat.page.locator("[role=option]", has_text="Mexico City").wait_for()
    await keyboard.press("Tab")
    assert await box.input_value() == "/visit town:mexico-city "
    await keyboard.type("how:")
    await chat.page.locator("[role=option]", has_text="boat").wait_for()
    await keyboard.press("ArrowUp")
    await keyboard.press("Enter")
    assert await box.input_value() == "/visit town:mexico-city how:boat "
    await keyboard.press("Enter")
    assert "1 in mexico-city by boat" in await chat.card("mexico-city")
    assert await box.input_value() == ""


async def test_several_values_are_picked_one_after_another(chat: Chat) -> None:
    keyboard, box = chat.page.keyboard, chat.page.locator("#text")
    await box.press_sequentially("/sign name:Ada topics:ci")
    for letters, picked in (("", "Circuits"), ("st", "Steering")):
        await keyboard.type(letters)
        await chat.page.locator("[role=option]", has_text=picked).wait_for()
        await keyboard.press("Tab")
    assert await box.input_value() == "/sign name:Ada topics:circuits, steering, "
    await chat.page.locator("[role=option]", has_text="remind:").wait_for()
    await keyboard.type("remind:")
    await chat.page.locator("[role=option]", has_text="Yes").wait_for()
    await keyboard.type("no")
    await keyboard.press("Enter")
    assert "('circuits', 'steering') None None False" in await chat.card("Signed: Ada")


async def test_tab_goes_on_where_the_next_option_is_a_file_that_no_key_can_complete(chat: Chat) -> None:
    box = chat.page.locator("#text")
    await box.press_sequentially("/checkpdf ")
    await chat.page.locator("[role=option]", has_text="file:").wait_for()
    await chat.page.keyboard.press("Tab")
    await expect(box).not_to_be_focused()
    assert await box.input_value() == "/checkpdf "
    assert not await chat.page.locator("#picker").is_visible()


async def test_a_letter_too_many_leads_to_the_command_that_was_nearly_typed(chat: Chat) -> None:
    box = chat.page.locator("#text")
    await box.press_sequentially("/deadlines")
    await chat.page.locator("[role=option]").first.wait_for()
    await chat.page.keyboard.press("Enter")
    assert await box.input_value() == "/deadline "


async def test_escape_closes_the_list_and_keeps_the_text(chat: Chat) -> None:
    await chat.page.locator("#text").press_sequentially("/de")
    await chat.page.locator("#picker").wait_for()
    await chat.page.keyboard.press("Escape")
    assert not await chat.page.locator("#picker").is_visible()
    assert await chat.page.locator("#text").input_value() == "/de"
    assert await chat.page.locator("#text").get_attribute("aria-controls") is None


async def test_options_are_read_named_and_bare(chat: Chat) -> None:
    for typed, said in READ_AS.items():
        await chat.send(typed)
        assert said in await chat.card(said), typed


async def test_a_wrong_option_is_told_beside_what_was_typed(chat: Chat) -> None:
    await chat.send("/visit town:vienna how:car")
    await chat.page.locator("#composer-error", has_text="“how” can't be “car”").wait_for()
    assert await chat.page.locator("#text").input_value() == "/visit town:vienna how:car"
    assert await chat.page.locator(".hint[data-state=wrong]").inner_text() == "how:"
    assert await chat.page.locator(".card").count() == 0


async def test_a_misspelt_option_is_named(chat: Chat) -> None:
    await chat.send("/visit town:vienna hwo:boat")
    await chat.send("/deadline wich:submission")
    await chat.page.locator("#composer-error", has_text="Did you mean “which”?").wait_for()


async def test_a_command_that_lacks_something_opens_its_dialog(chat: Chat) -> None:
    await chat.send("/visit nights:2")
    dialog = chat.page.get_by_role("dialog", name="/visit")
    await dialog.get_by_label("Town").fill("vienna")
    await dialog.get_by_role("button", name="Run").click()
    assert "2 in vienna" in await chat.card("vienna")
    assert not await dialog.is_visible()


async def test_the_last_text_comes_back_with_the_arrow_up(chat: Chat) -> None:
    await chat.send("/echo once")
    await chat.card("once")
    await chat.page.press("#text", "ArrowUp")
    assert await chat.page.locator("#text").input_value() == "/echo once"


async def test_shift_and_enter_begin_a_new_line(chat: Chat) -> None:
    await chat.page.locator("#text").press_sequentially("One")
    await chat.page.keyboard.press("Shift+Enter")
    await chat.page.keyboard.type("Two")
    await chat.page.keyboard.press("Enter")
    await chat.page.locator(".message", has_text="One\nTwo").wait_for()


async def test_what_a_dialog_cannot_take_over_is_said_in_it(chat: Chat) -> None:
    await chat.page.locator("#text").fill("/checkpdf track:medium")
    await chat.page.press("#text", "Enter")
    told = chat.page.locator("dialog .form-error")
    await expect(told).to_have_text("“track” can't be “medium”: choose below.")
