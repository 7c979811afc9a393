"""A volunteer in the playground: signs up, mistypes, corrects, edits, withdraws; the server decides."""

from playwright.async_api import Locator, expect

from tests.bot.on_web.browser.conftest import Chat, Open


async def dialog(chat: Chat) -> Locator:
    await chat.send("/review-signup")
    found = chat.page.locator("dialog[open]")
    await found.wait_for()
    return found


async def fill(form: Locator, email: str) -> None:
    await form.get_by_label("Your name").fill("Ada Lovelace")
    await form.get_by_label("E-mail").fill(email)
    await form.get_by_label("OpenReview profile").fill("~Ada_Lovelace1")
    await form.get_by_label("Basic science").check()
    await form.get_by_label("I agree that the organisers").check()


async def send(form: Locator) -> None:
    await form.get_by_role("button", name="Sign up", exact=True).click()


async def test_a_volunteer_signs_up_corrects_a_slip_and_withdraws(chat: Chat) -> None:
    form = await dialog(chat)
    assert "optional" not in await form.locator(".field-label", has_text="Topics").inner_text()
    await fill(form, "ada@gmial.com")
    await send(form)
    await expect(form.locator(".field-error", has_text="Did you mean ada@gmail.com?")).to_be_visible()
    assert await form.get_by_label("Your name").input_value() == "Ada Lovelace"
    await form.get_by_label("E-mail").fill("ada@gmail.com")
    await send(form)
    card = await chat.card("You are signed up as a reviewer")
    assert "ada@gmail.com" in card
    await chat.page.get_by_role("button", name="Withdraw").last.click()
    await chat.card("You have withdrawn")
    form = await dialog(chat)
    assert await form.get_by_label("E-mail").input_value() == ""


async def test_of_two_tabs_the_second_hears_of_the_first_and_may_insist(tab: Open) -> None:
    phone, laptop = await tab(), await tab()
    await fill(form := await dialog(phone), "ada@example.org")
    await send(form)
    await phone.card("You are signed up")
    one, other = await dialog(phone), await dialog(laptop)
    await one.get_by_label("Your name").fill("Ada of the phone")
    await send(one)
    await phone.card("Ada of the phone")
    await other.get_by_label("Your name").fill("Ada of the laptop")
    await send(other)
    await expect(other.locator(".form-error")).to_contain_text("changed elsewhere")
    assert await other.get_by_label("Your name").input_value() == "Ada of the laptop"
    await send(other)
    await laptop.card("Ada of the laptop")


async def test_an_organiser_gets_the_list(chat: Chat) -> None:
    await chat.play("organiser")
    await chat.send("/reviewers")
    assert "Reviews offered" in await chat.card("Signed up")
    await chat.page.get_by_role("button", name="Get the list").last.click()
    assert "reviewers.csv" in await chat.card("as of now")
