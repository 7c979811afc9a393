"""Discord is told of the commands when they changed, and only then."""

from dataclasses import replace

from simcord import Env

from bot.app import App
from bot.on_discord.client import UsherClient
from bot.settings.model import DiscordSettings
from tests.bot.on_discord.bench import Bench


def told(env: Env) -> list[str]:
    return [request.path for request in env.http_requests if request.method == "PUT"]


def with_guild(app: App, guild: int | None) -> App:
    return replace(app, settings=app.settings.model_copy(update={"discord": DiscordSettings(guild=guild)}))


def without_ask(app: App) -> App:
    fewer = [command for command in app.dispatcher.commands if command.name != "ask"]
    return replace(app, dispatcher=replace(app.dispatcher, commands=fewer))


async def test_a_restart_tells_nothing(bench: Bench) -> None:
    assert len(told(bench.env)) == 1
    await bench.restart()
    assert len(told(bench.env)) == 1


async def test_another_set_of_commands_is_told(bench: Bench) -> None:
    await bench.env.restart_bot(UsherClient(without_ask(bench.app), bench.shelf))
    assert len(told(bench.env)) == 2
    assert "ask" not in bench.author.available_commands(bench.channel)


async def test_commands_move_to_one_server_and_back_without_being_listed_twice(bench: Bench) -> None:
    commands = bench.env.backend.commands
    await bench.env.restart_bot(UsherClient(with_guild(bench.app, bench.guild.id), bench.shelf))
    assert commands[bench.guild.id]
    assert not commands[None]
    result = await bench.author.slash(bench.channel, "help")
    assert result.response
    await bench.env.restart_bot(UsherClient(with_guild(bench.app, None), bench.shelf))
    assert commands[None]
    assert not commands[bench.guild.id]
