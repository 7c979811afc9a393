"""A paper handed in, in every way a page allows."""

import base64
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.pdf_pool import open_papers
from bot.settings.load import example, load_settings
from commands.services import Services
from tests.bot.on_web.browser.conftest import Chat
from tests.papers.typeset import Paper

DROP = """([content, name]) => {
  const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
  const files = new DataTransfer();
  files.items.add(new File([bytes], name, { type: "application/pdf" }));
  for (const kind of ["dragenter", "dragover", "drop"]) {
    const how = { dataTransfer: files, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new DragEvent(kind, how));
  }
}"""


@pytest.fixture(scope="session")
def paper() -> bytes:
    """A paper that is too long for the short track and fits the long one."""
    begun = Paper().title("On Circuits", "Anonymous Author(s)").section("Introduction")
    return begun.fill_to(6, 20).references(12).pdf()


@pytest.fixture
async def services(services: Services) -> AsyncIterator[Services]:
    async with open_papers(load_settings(example()).papers) as papers:
        yield Services(services.event, services.store, papers, services.knowledge)


async def drop(chat: Chat, content: bytes, name: str) -> None:
    await chat.page.evaluate(DROP, [base64.b64encode(content).decode(), name])


async def test_a_paper_typed_for_and_dropped_is_judged(chat: Chat, paper: bytes) -> None:
    await chat.page.locator("#text").press_sequentially("/checkpdf")
    await drop(chat, paper, "circuits.pdf")
    await chat.page.locator(".chip-file", has_text="circuits.pdf").wait_for()
    await chat.page.press("#text", "Enter")
    card = await chat.card("Long submission")
    assert "ends on page 6" in card
    assert "within the limit" in card
    picture = chat.page.locator(".card img")
    await expect(picture).to_have_js_property("complete", value=True)
    assert await picture.evaluate("image => image.naturalWidth") > 100


async def test_a_paper_dropped_on_an_empty_box_offers_the_check(chat: Chat, paper: bytes) -> None:
    await drop(chat, paper, "circuits.pdf")
    await expect(chat.page.locator("#text")).to_have_value("/checkpdf ")
    assert "kB" in await chat.page.locator(".chip-file").inner_text()
    await chat.page.get_by_role("button", name="Remove circuits.pdf").click()
    await expect(chat.page.locator(".chip-file")).to_have_count(0)


async def test_the_dialog_takes_a_paper_and_keeps_it_when_it_cannot_be_judged(
    chat: Chat, paper: bytes, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"<html>not a paper</html>")
    await chat.send("/checkpdf")
    dialog = chat.page.get_by_role("dialog", name="Check a paper")
    await dialog.locator("input[type=file]").set_input_files(broken)
    await dialog.get_by_role("button", name="Check", exact=True).click()
    await dialog.locator(".field-error:visible, .form-error:visible").first.wait_for()
    await dialog.get_by_text("broken.pdf ·").wait_for()
    await drop(chat, paper, "good.pdf")
    await dialog.get_by_text("good.pdf ·").wait_for()
    await dialog.get_by_role("button", name="Check", exact=True).click()
    assert "ends on page 6" in await chat.card("Long submission")


async def test_a_file_that_is_too_large_is_refused_before_it_is_sent(chat: Chat) -> None:
    await chat.page.evaluate(
        """() => {
          const files = new DataTransfer();
          files.items.add(new File([new Uint8Array(33 * 1024 * 1024)], "huge.pdf"));
          document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true }));
        }"""
    )
    await chat.page.press("#text", "Enter")
    await chat.page.locator("#composer-error", has_text="larger than 32 MB").wait_for()
    await chat.page.locator(".chip-file", has_text="huge.pdf").wait_for()
