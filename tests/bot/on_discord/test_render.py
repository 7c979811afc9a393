"""No reply is refused by Discord, and each block looks like what it is."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings

from bot.characters import length
from bot.on_discord import limits
from bot.on_discord.render import MOST_MESSAGES, Message, render
from bot.on_discord.sending import files_of, view_of
from commands.core.invocation import Invocation
from commands.core.reply import (
    Bullets,
    Button,
    Buttons,
    Countdown,
    Fact,
    Facts,
    File,
    Heading,
    Link,
    Moment,
    Paragraph,
    Picture,
    Quote,
    Reply,
    Struck,
    line,
)
from tests.bot.on_discord.replies import REPLY


def check(message: Message) -> None:
    """What Discord would refuse."""
    assert message.content or message.embeds or message.files
    assert length(message.content) <= limits.CONTENT
    assert len(message.embeds) <= limits.EMBEDS
    assert sum(_characters(embed.to_dict()) for embed in message.embeds) <= limits.EMBED_CHARACTERS
    assert len(message.files) <= limits.FILES
    assert sum(len(file.content) for file in message.files) <= limits.FILE_BYTES
    names = {file.name for file in message.files}
    assert len(names) == len(message.files)
    for embed in message.embeds:
        check_embed(embed.to_dict(), names)
    codes = [button.press.code for button in message.buttons]
    assert len(codes) == len(set(codes)) <= limits.BUTTONS


def _characters(embed: object) -> int:
    assert isinstance(embed, dict)
    fields = [text for field in embed.get("fields", []) for text in (field["name"], field["value"])]
    return sum(length(text) for text in (embed.get("title", ""), embed.get("description", ""), *fields))


def check_embed(embed: object, names: set[str]) -> None:
    assert isinstance(embed, dict)
    assert length(embed.get("title", "")) <= limits.TITLE
    assert length(embed.get("description", "")) <= limits.DESCRIPTION
    assert len(embed.get("fields", [])) <= limits.FIELDS
    for field in embed.get("fields", []):
        assert 0 < length(field["name"].strip()) <= limits.FIELD_NAME
        assert 0 < length(field["value"].strip()) <= limits.FIELD_VALUE
    picture = embed.get("image", {}).get("url", "")
    assert not picture or picture.removeprefix("attachment://") in names
    assert embed.get("title") or embed.get("description") or embed.get("fields") or picture


@settings(
    max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None
)
@given(REPLY)
def test_no_reply_breaks_a_limit(reply: Reply) -> None:
    messages = render(reply)
    assert messages
    for message in messages:
        check(message)


@settings(
    max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None
)
@given(REPLY)
async def test_every_message_is_one_that_the_library_takes(reply: Reply) -> None:
    for message in render(reply):
        assert len(files_of(message)) == len(message.files)
        view = view_of(message.buttons)
        rows = view.to_components() if view else []
        assert sum(len(row["components"]) for row in rows) == len(message.buttons)
        assert all(
            1 <= len(button["label"]) <= limits.BUTTON_LABEL for row in rows for button in row["components"]
        )


def one(reply: Reply) -> Message:
    (message,) = render(reply)
    return message


def test_a_moment_is_shown_in_the_readers_zone_and_a_date_in_words() -> None:
    at = datetime(2025, 8, 22, 23, 59, tzinfo=UTC)
    reply = Reply.of(
        Paragraph(line(Moment(at), " ", Countdown(at, "21 days left"))),
        Paragraph(line(Moment(date(2025, 8, 22)), " ", Countdown(date(2025, 8, 22), "21 days left"))),
    )
    assert one(reply).embeds[0].description == (
        "<t:1755907140:F> <t:1755907140:R>\n\nAugust 22, 2025 21 days left"
    )


def test_facts_are_fields_and_tones_are_colours() -> None:
    facts = Facts((Fact("Short", line("fits"), "good"), Fact("Long", line("over"), "bad"), Fact("", ())))
    (embed,) = one(Reply.of(Heading("Verdict", "bad"), facts)).embeds
    assert [(field.name, field.value) for field in embed.fields] == [
        ("🟢 Short", "fits"),
        ("🔴 Long", "over"),
        ("\u200b", "\u200b"),
    ]
    assert embed.colour
    assert embed.colour.value == 0xD64545


def test_a_quotation_names_its_section_and_line() -> None:
    quote = Quote(line("up to 9 pages\nfor long papers"), "Submission", 12)
    (embed,) = one(Reply.of(quote)).embeds
    assert embed.description == "> up to 9 pages\n> for long papers\n> — The call, “Submission”, line 12"


def test_bullets_are_a_list_and_what_is_over_is_struck() -> None:
    (embed,) = one(Reply.of(Bullets((line("one"), line(Struck("two")))))).embeds
    assert embed.description == "- one\n- ~~two~~"


def test_a_picture_carries_its_description() -> None:
    message = one(Reply.of(Heading("Page"), Picture("page 5.png", b"png", "Page 5, marked")))
    assert message.files[0].name == "page_5.png"
    assert message.files[0].description == "Page 5, marked"
    assert message.embeds[0].image.url == "attachment://page_5.png"


def test_text_after_facts_stays_after_them() -> None:
    reply = Reply.of(Heading("A"), Facts((Fact("b", line("c")),)), Paragraph(line("d")))
    first, second = one(reply).embeds
    assert (first.title, first.description) == ("A", None)
    assert second.description == "d"
    assert first.colour == second.colour


def test_a_heading_that_is_too_long_for_a_title_is_said_in_full() -> None:
    words = "word " * 100
    (embed,) = one(Reply.of(Heading(words, "bad"))).embeds
    assert embed.title is None
    assert str(embed.description).count("word") == 100


def test_a_reply_longer_than_a_few_messages_is_a_file() -> None:
    reply = Reply.of(*(Paragraph(line(f"{number} " * 2_000)) for number in range(20)))
    messages = render(reply)
    assert len(messages) <= MOST_MESSAGES
    (file,) = [file for message in messages for file in message.files]
    assert bytes(file.content).decode().count("19 ") == 2_000


def test_a_file_over_what_discord_takes_here_is_named_instead() -> None:
    large = File("large.csv", b"x" * 2_000_000, "text/csv")
    assert render(Reply.of(large), most_bytes=3_000_000)[0].files
    (message,) = render(Reply.of(large), most_bytes=1_000_000)
    assert not message.files
    assert "large.csv has 1.9 MB" in str(message.embeds[0].description)


def test_two_buttons_with_one_code_stand_under_two_messages() -> None:
    press = Button("Again", Invocation("help"))
    assert [len(message.buttons) for message in render(Reply.of(Buttons((press, press))))] == [1, 1]


@pytest.mark.parametrize("reply", [Reply(()), Reply.of(Paragraph(line(" "))), Reply.of(Heading(""))])
def test_even_an_empty_reply_says_something(reply: Reply) -> None:
    assert one(reply).content == "Done."


def test_a_link_fits_a_field_beside_its_words() -> None:
    link = Link("*" * 256, f"https://a.example/{'x' * 382}")
    (embed,) = one(Reply.of(Facts((Fact("a", line(link)),)))).embeds
    assert [len(field.value or "") for field in embed.fields] == [916]


def test_words_without_end_cost_no_more_than_what_is_shown() -> None:
    said = line("@everyone *" * 200_000)
    messages = render(Reply.of(Heading("Much"), Paragraph(said), Bullets((said,)), Quote(said, "", 1)))
    assert len(messages) <= MOST_MESSAGES
    assert [file.name for message in messages for file in message.files] == ["reply.txt"]


def test_what_can_not_be_undone_is_red() -> None:
    first, second, third = (Invocation("ask", {"question": word}) for word in "abc")
    shown = Buttons((Button("a", first), Button("b", second, primary=True), Button("c", third, final=True)))
    view = view_of(render(Reply.of(Heading("Sure?"), shown))[0].buttons)
    assert view
    styles = [button["style"] for row in view.to_components() for button in row["components"]]
    assert styles == [2, 1, 4]
