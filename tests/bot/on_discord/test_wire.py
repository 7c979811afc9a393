"""Usher on Discord over real sockets, through the library as it is."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route
from pydantic import SecretStr

from bot.app import App
from bot.on_discord import exchange
from bot.on_discord.client import UsherClient
from bot.on_discord.serve import lose, serve_discord, until_lost
from bot.settings.model import DiscordSettings
from bot.supervisor import Unavailable, unheard
from commands.core.command import command
from commands.core.context import Context
from commands.core.reply import Heading, Reply
from commands.services import Services
from tests.bot.on_discord.bench import app_for
from tests.bot.on_discord.wire import IDENTIFY, RESUME, TOKEN, Wire, open_wire
from tests.doubles import Records
from tests.papers.checker import PapersHere
from tests.papers.typeset import paper


@pytest.fixture(autouse=True)
def addresses() -> Iterator[None]:
    """The library keeps its addresses in its classes, which outlive a test."""
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    yield
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with open_wire() as opened:
        yield opened


@pytest.fixture
def app(services: Services, wire: Wire) -> App:
    gateway = f"{wire.url.replace('http', 'ws')}/gateway"
    platform = DiscordSettings(api_url=f"{wire.url}/api/v10", gateway_url=gateway, token=SecretStr(TOKEN))
    return app_for(replace(services, papers=PapersHere()), Records(), platform)


@asynccontextmanager
async def serving(app: App, wire: Wire) -> AsyncIterator[None]:
    task = asyncio.create_task(serve_discord(app))
    try:
        await wire.until(lambda: wire.identified or task.done())
        yield
        assert await app.work.drained(5)
    finally:
        app.work.closing = False
        task.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.wait_for(task, 5)


async def test_a_command_comes_in_and_its_answer_goes_out(app: App, wire: Wire) -> None:
    async with serving(app, wire):
        message = await wire.answered(wire.slash("deadline", "show", which="submission"))
    assert "August 22, 2025" in str(message["embeds"])
    assert message["flags"] & 64


@pytest.mark.parametrize("signs", [True, False])
async def test_a_rate_limit_is_waited_out(app: App, wire: Wire, *, signs: bool) -> None:
    wire.signs = signs
    async with serving(app, wire):
        wire.limited = 2
        message = await wire.answered(wire.slash("help"))
    assert message["embeds"]
    assert [status for _, _, status in wire.requests].count(429) == 2


async def test_what_came_while_the_gateway_was_cut_is_answered(app: App, wire: Wire) -> None:
    async with serving(app, wire):
        await wire.answered(wire.slash("help"))
        await wire.cut(1001)
        missed = wire.slash("deadline", "show")
        message = await wire.answered(missed)
    assert message["embeds"]
    assert wire.identified == [IDENTIFY, RESUME]


async def test_a_connection_that_the_library_takes_up_again_is_no_error_in_the_log(
    app: App, wire: Wire, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(app, wire):
        await wire.answered(wire.slash("help"))
        wire.refusals = 1
        await wire.cut(1001)
        await wire.answered(wire.slash("help"))
    (told,) = [record for record in caplog.records if "reconnect" in record.getMessage()]
    assert (told.levelname, told.exc_info) == ("WARNING", None)
    assert told.getMessage().endswith(" after WSServerHandshakeError (status 503)")


async def test_an_attachment_is_fetched_from_where_discord_keeps_it(app: App, wire: Wire) -> None:
    data = paper().fill_to(4, 2).references(4).pdf()
    handed = wire.host("paper.pdf", data)
    async with serving(app, wire):
        call = wire.slash("checkpdf", resolved=handed, file="77")
        message = await wire.answered(call)
    assert "page 4" in str(message["embeds"])


async def test_a_reply_that_is_too_large_comes_without_its_files(app: App, wire: Wire) -> None:
    async with serving(app, wire):
        call = wire.slash("files", size=400_000)
        wire.most_bytes = 100_000
        await wire.answered(call)
    assert 413 in {status for _, _, status in wire.requests}
    told = [wire.backend.get_message(call.channel_id, number) for number in call.followup_ids]
    assert ["without its files" in message.content for message in told] == [True, False]
    assert not any(message.attachments for message in told)


async def test_progress_is_shown_until_the_answer_takes_its_place(
    app: App, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = asyncio.Event()

    @command("slow", private=True)
    async def slow(ctx: Context) -> Reply:
        """Take long."""
        ctx.progress(0.4, "Reading *the* pages")
        await gate.wait()
        return Reply.of(Heading("Read"))

    monkeypatch.setattr(exchange, "PACE", 0.05)
    slower = replace(app, dispatcher=replace(app.dispatcher, commands=(slow,)))
    async with serving(slower, wire):
        call = wire.slash("slow")
        shown = await wire.answered(call)
        assert shown["content"] == r"▰▰▰▰▱▱▱▱▱▱ Reading \*the\* pages"
        gate.set()
    message = await wire.answered(call)
    assert (message["content"], message["embeds"][0]["title"]) == ("", "Read")


async def test_a_process_that_gives_up_the_gateway_hears_nothing_more_and_answers_what_it_heard(
    app: App, wire: Wire
) -> None:
    gate, overtaken = asyncio.Event(), asyncio.Event()

    @command("slow", private=True)
    async def slow(ctx: Context) -> Reply:
        """Take long."""
        ctx.progress(0.1, "Reading")
        await gate.wait()
        return Reply.of(Heading("Read"))

    slower = replace(app, dispatcher=replace(app.dispatcher, commands=(slow,)))
    serving = asyncio.create_task(until_lost(slower, unheard, overtaken))
    await wire.until(lambda: wire.identified)
    call = wire.slash("slow")
    await wire.until(lambda: call.id in wire.acknowledged)
    overtaken.set()
    await wire.until(lambda: not wire.is_heard)
    gate.set()
    message = await wire.answered(call)
    assert message["embeds"][0]["title"] == "Read"
    with pytest.raises(Unavailable, match="which process is on Discord"):
        await asyncio.wait_for(serving, 10)


async def test_a_stop_that_has_waited_for_answers_does_not_wait_once_more(
    app: App, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.on_discord.serve.ANSWERS_END", 600)

    @command("stuck", private=True)
    async def stuck(ctx: Context) -> Reply:
        """Take for ever."""
        ctx.progress(0.1, "Reading")
        await asyncio.Event().wait()
        return Reply.of(Heading("Read"))

    endless = replace(app, dispatcher=replace(app.dispatcher, commands=(stuck,)))
    serving = asyncio.create_task(serve_discord(endless))
    await wire.until(lambda: wire.identified)
    call = wire.slash("stuck")
    await wire.until(lambda: call.id in wire.acknowledged)
    assert not await endless.work.drained(0.1)
    serving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(serving, 10)


async def test_commands_are_told_to_discord_once_for_all_starts(app: App, wire: Wire) -> None:
    for _ in range(2):
        wire.identified.clear()
        async with serving(app, wire):
            await wire.until(lambda: wire.identified)
    told = [path for method, path, _ in wire.requests if method == "PUT"]
    assert len(told) == 1
    assert told[0].endswith("/commands")


async def test_a_refused_token_is_said_in_words(app: App, wire: Wire) -> None:
    wire.accepts = False
    with pytest.raises(Unavailable, match="Discord refuses the token"):
        await serve_discord(app)


async def test_an_unreachable_platform_is_said_in_words(app: App) -> None:
    unreachable = app.settings.discord.model_copy(update={"api_url": "http://127.0.0.1:9/api/v10"})
    lost = replace(app, settings=app.settings.model_copy(update={"discord": unreachable}))
    with pytest.raises(Unavailable, match=r"can't be reached at http://127\.0\.0\.1:9"):
        await serve_discord(lost)


async def test_whether_the_gateway_is_in_touch_is_reported(app: App) -> None:
    client, heard = UsherClient(app), asyncio.Queue[str]()
    waiting = asyncio.create_task(lose(client, heard.put_nowait))
    await client.on_ready()
    assert await asyncio.wait_for(heard.get(), 5) == "running"
    await client.on_disconnect()
    assert await asyncio.wait_for(heard.get(), 5) == "connecting"
    waiting.cancel()
    await client.close()


async def test_a_gateway_that_stays_away_is_given_up(app: App) -> None:
    client = UsherClient(app)
    await client.on_ready()
    waiting = asyncio.create_task(lose(client, unheard, patience=0.05))
    await client.on_disconnect()
    await client.on_resumed()
    await asyncio.sleep(0)
    assert not waiting.done()
    await client.on_disconnect()
    await asyncio.wait_for(waiting, 5)
    await client.close()
