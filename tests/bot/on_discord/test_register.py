"""Which words call a command on Discord."""

from dataclasses import replace

import pytest
from discord import AppCommandOptionType

from bot.app import App
from bot.on_discord.client import UsherClient
from bot.on_discord.naming import as_called, names_of
from bot.on_discord.register import path
from commands.core.command import Command, command
from commands.core.context import Context
from commands.core.form import Form
from commands.core.reply import Code, Fact, Facts, Heading, Paragraph, Quote, Reply, line
from tests.bot.on_discord.bench import Shelf


def named(name: str, form: Form | None = None) -> Command:
    @command(name, form=form)
    async def run(_ctx: Context) -> Reply:
        """Do it."""
        return Reply(())

    return run


ALL = [
    named("deadline"),
    named("deadline calendar"),
    named("sign", Form("Sign")),
    named("sign off"),
    named("ask"),
]


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "deadline show"), (1, "deadline calendar"), (2, "sign form"), (3, "sign off"), (4, "ask")],
)
def test_a_bare_command_gets_a_name_beside_its_sub_commands(number: int, words: str) -> None:
    assert " ".join(path(ALL[number], ALL)) == words


def test_replies_name_commands_as_they_are_called_here() -> None:
    quote = Quote(line(Code("/deadline")), "", 1)
    reply = Reply.of(
        Heading("/deadline"),
        Paragraph(line("try /deadline or ", Code("/deadline which:x"), Code("/deadline calendar"))),
        Facts(
            (
                Fact(
                    "/sign",
                    line(Code("/ask")),
                ),
            )
        ),
        quote,
    )
    assert as_called(reply, names_of(ALL)) == Reply.of(
        Heading("/deadline show"),
        Paragraph(line("try /deadline or ", Code("/deadline show which:x"), Code("/deadline calendar"))),
        Facts((Fact("/sign form", line(Code("/ask"))),)),
        quote,
    )


async def test_three_words_make_a_group_in_a_group(app: App, shelf: Shelf) -> None:
    nested = [named("poll topic add"), named("poll topic drop"), named("poll close")]
    client = UsherClient(replace(app, dispatcher=replace(app.dispatcher, commands=nested)), shelf)
    (poll,) = [declared.to_dict(client.tree) for declared in client.tree.get_commands()]
    assert [option["name"] for option in poll["options"]] == ["topic", "close"]
    assert [option["name"] for option in poll["options"][0]["options"]] == ["add", "drop"]


async def test_what_is_told_to_discord_keeps_its_limits(simcord_bot: UsherClient) -> None:
    for declared in simcord_bot.tree.get_commands():
        told = declared.to_dict(simcord_bot.tree)
        assert len(told.get("description", "")) <= 100
        for option in told.get("options", []):
            assert 1 <= len(option["description"]) <= 100
            assert len(option.get("choices", [])) <= 25
            assert option["type"] in {kind.value for kind in AppCommandOptionType}
