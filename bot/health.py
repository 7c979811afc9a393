"""How the chat platforms are, over HTTP, for whoever watches the process."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from aiohttp import web

from bot.settings.model import HealthSettings
from bot.supervisor import Health
from commands.core.errors import UserError


@asynccontextmanager
async def open_health(settings: HealthSettings, health: Mapping[str, Health]) -> AsyncIterator[None]:
    """Answer on the port that is set until the block is left; on none where it is 0."""
    if not settings.port:
        yield
        return
    runner = web.AppRunner(create_health(health), access_log=None)
    await runner.setup()
    try:
        await _listen(runner, settings)
        yield
    finally:
        await runner.cleanup()


def create_health(health: Mapping[str, Health]) -> web.Application:
    """`/healthz` tells how each platform is; 503 when not one of them runs."""

    async def healthz(_request: web.Request) -> web.Response:
        told = {
            name: {"state": each.state, "since": each.since.isoformat(), "reason": each.reason}
            for name, each in health.items()
        }
        well = any(each.state == "running" for each in health.values())
        return web.json_response(told, status=200 if well else 503)

    app = web.Application()
    app.router.add_get("/healthz", healthz)
    return app


async def _listen(runner: web.AppRunner, settings: HealthSettings) -> None:
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
    except OSError as error:
        place = f"{settings.host}:{settings.port}"
        raise UserError(
            f"health: {place} can't be opened: {error.strerror}. Set another health.port."
        ) from None
