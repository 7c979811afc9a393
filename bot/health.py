"""For whoever watches the process, over HTTP: is it alive, is it ready, and its figures."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial

from aiohttp import web

from bot.app import App
from bot.meanwhile import meanwhile
from bot.settings.model import HealthSettings
from bot.supervisor import Health
from bot.watch import outbox_readings, platform_readings, store_answers, store_readings, watch_loop
from commands.core.errors import UserError

EXPOSITION = "text/plain; version=0.0.4; charset=utf-8"  # as Prometheus names its format
READY = ("running", "standby")  # a platform that another process serves wants nothing of this one


@asynccontextmanager
async def open_health(
    settings: HealthSettings, app: App, health: Mapping[str, Health]
) -> AsyncIterator[None]:
    """Answer on the port that is set until the block is left; on none where it is 0."""
    if not settings.port:
        yield
        return
    runner = web.AppRunner(create_health(app, health), access_log=None)
    await runner.setup()
    try:
        await _listen(runner, settings)
        async with meanwhile(partial(watch_loop, app.metrics)):
            yield
    finally:
        await runner.cleanup()


def create_health(app: App, health: Mapping[str, Health]) -> web.Application:
    """`/healthz` answers while it lives; `/readyz` is 503 until the store and every platform answer."""
    gauges = (
        partial(store_readings, app.store),
        partial(outbox_readings, app.store, app.dispatcher.clock),
        partial(platform_readings, health),
    )

    async def healthz(_request: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def readyz(_request: web.Request) -> web.Response:
        stored = await store_answers(app.store)
        connected = bool(health) and all(each.state in READY for each in health.values())
        told = {"store": "running" if stored else "down", "platforms": _told(health)}
        return web.json_response(told, status=200 if stored and connected else 503)

    async def metrics(_request: web.Request) -> web.Response:
        body = await app.metrics.exposition(gauges)
        return web.Response(body=body, headers={"Content-Type": EXPOSITION})

    watched = web.Application()
    watched.add_routes(
        [web.get("/healthz", healthz), web.get("/readyz", readyz), web.get("/metrics", metrics)]
    )
    return watched


def _told(health: Mapping[str, Health]) -> dict[str, dict[str, str]]:
    return {
        name: {"state": each.state, "since": each.since.isoformat(), "reason": each.reason}
        for name, each in health.items()
    }


async def _listen(runner: web.AppRunner, settings: HealthSettings) -> None:
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
    except OSError as error:
        place = f"{settings.host}:{settings.port}"
        raise UserError(
            f"health: {place} can't be opened: {error.strerror}. Set another health.port."
        ) from None
