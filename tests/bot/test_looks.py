"""What a preview shows is what would be sent: the very message, read back, says the organiser's words."""

from urllib.parse import unquote

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.on_discord.look import look as look_at_discord
from bot.on_discord.render import render as render_discord
from bot.on_slack.look import look as look_at_slack
from bot.on_slack.render import render as render_slack
from commands.announce.markdown import to_blocks
from commands.core.reply import (
    Block,
    Bullets,
    Code,
    Heading,
    Line,
    Link,
    Paragraph,
    Plain,
    Quote,
    Reply,
    Struck,
    line,
)
from commands.core.reply import Strong as Bold

TEXT = "**Moved** ~~for good~~, `code`, [a link](https://x.example/a).\n\n- one\n- **two**\n\n> so it is"
MARKS = [
    "**",
    "*",
    "_",
    "~~",
    "`",
    "[",
    "](https://x.org/)",
    "<",
    ">",
    "https://x.org/ ",
    "&",
    "\n",
    "\n\n",
    "- ",
]
PIECES = [*MARKS, "\n\n", "> ", "1. ", "\\", " ", "a", "Bc", "@everyone", "<!here>", "é", "|", ":", "#"]


def posted(text: str) -> tuple[Block, ...]:
    return (Heading("News"), *to_blocks(text))


def on_discord(*blocks: Block) -> list[Block]:
    return [block for message in render_discord(Reply(blocks)) for block in look_at_discord(message)]


def on_slack(*blocks: Block) -> list[Block]:
    return [
        block for message in render_slack(Reply(blocks)).messages for block in look_at_slack(message.blocks)
    ]


def test_both_platforms_show_marks_lists_and_quotations_as_they_were_meant() -> None:
    assert on_discord(*posted(TEXT)) == on_slack(*posted(TEXT)) == list(posted(TEXT))


def test_where_slack_can_show_no_marks_the_preview_shows_none() -> None:
    said = Paragraph(line(Bold("two"), " * three * four"))
    assert on_slack(said) == [Paragraph(line("two * three * four"))]
    assert on_discord(said) == [said]


def lines(block: Block) -> tuple[Line, ...]:
    match block:
        case Heading(text):
            return (line(text),)
        case Paragraph(said) | Quote(said):
            return (said,)
        case Bullets(items):
            return items
        case _:
            raise AssertionError(block)


def words(blocks: list[Block] | tuple[Block, ...]) -> str:
    """The letters that a reader sees; signs in an address may stand there encoded."""
    told = []
    for span in (span for block in blocks for said in lines(block) for span in said):
        match span:
            case Link(text, url):
                told.append(text if text == url else f"{text}{url}")
            case Plain(text) | Bold(text) | Struck(text) | Code(text):
                told.append(text)
            case _:
                raise AssertionError(span)
    return "".join(letter for letter in unquote("".join(told)) if letter.isalnum())


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@example(TEXT)
def test_no_word_of_an_announcement_is_lost_or_made_in_its_preview(text: str) -> None:
    blocks = posted(text)
    assert words(on_discord(*blocks)) == words(blocks)
    assert words(on_slack(*blocks)) == words(blocks)
