"""Discord is told of the commands when they changed, and only then."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from simcord import Env

from bot.app import App
from bot.meanwhile import meanwhile
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


async def extend(app: App) -> None:
    """The organisers add a track to the settings, and reload."""
    live = app.dispatcher.live
    event = live.services.event
    poster = replace(event.tracks[0], key="poster", title="Poster")
    await live.replace_facts(replace(event, tracks=(*event.tracks, poster)), live.services.knowledge)


def tracks(env: Env, guild: int) -> list[str]:
    """What Discord offers as the track of a paper."""
    registered = env.backend.find_command("checkpdf", guild)
    assert registered
    (track,) = (option for option in registered["options"] if option["name"] == "track")
    return [choice["value"] for choice in track["choices"]]


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not holds():  # noqa: ASYNC110 - another task tells
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("in_one_server", [True, False])
async def test_other_choices_are_told_while_usher_runs(bench: Bench, *, in_one_server: bool) -> None:
    app = with_guild(bench.app, bench.guild.id if in_one_server else None)
    client = UsherClient(app, bench.shelf)
    await bench.env.restart_bot(client)
    async with meanwhile(client.follow):
        await extend(app)
        await until(lambda: "poster" in tracks(bench.env, bench.guild.id))
    asked = await bench.author.slash(bench.channel, "help")
    assert asked.response


async def test_facts_that_change_no_choice_are_not_told(bench: Bench) -> None:
    client = UsherClient(bench.app, bench.shelf)
    await bench.env.restart_bot(client)
    live, before = bench.app.dispatcher.live, len(told(bench.env))
    async with meanwhile(client.follow):
        event = replace(live.services.event, contact="chairs@example.org")
        await live.replace_facts(event, live.services.knowledge)
        await until(lambda: not live.replaced.is_set())
        await extend(bench.app)
        await until(lambda: "poster" in tracks(bench.env, bench.guild.id))
    assert len(told(bench.env)) == before + 1


async def test_what_discord_could_not_hear_it_is_told_again(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    client = UsherClient(bench.app, bench.shelf)
    await bench.env.restart_bot(client)
    bench.env.inject_error("PUT", "*/commands", status=500)
    async with meanwhile(partial(client.follow, pause=0.01)):
        await extend(bench.app)
        await until(lambda: "poster" in tracks(bench.env, bench.guild.id))
    assert "Discord still shows the old choices" in caplog.text
