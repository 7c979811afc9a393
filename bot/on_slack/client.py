"""The way to Slack's Web API: one session, patient with rate limits, each channel at its own pace."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import ClientError, ClientSession, ClientTimeout
from slack_sdk.errors import SlackClientError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from bot.settings.model import SlackSettings

RETRIES = 3  # of a call that Slack asks to repeat later
CONNECTIONS_PATIENCE = ClientTimeout(total=120, sock_connect=10)
PACE = 1.0  # seconds between two messages to one channel
UNREACHABLE = (SlackClientError, ClientError, TimeoutError)
MOST_LANES = 1_000  # channels remembered before the idle ones are dropped


def retry_handlers() -> list[AsyncRetryHandler]:
    """New ones for each client: only the waiting call waits, whichever channel it is for."""
    return [AsyncConnectionErrorRetryHandler(), AsyncRateLimitErrorRetryHandler(max_retry_count=RETRIES)]


@asynccontextmanager
async def open_client(settings: SlackSettings) -> AsyncIterator[tuple[AsyncWebClient, ClientSession]]:
    token = settings.bot_token.get_secret_value() if settings.bot_token else None
    async with ClientSession(timeout=CONNECTIONS_PATIENCE) as session:
        yield (
            AsyncWebClient(
                token=token,
                base_url=f"{settings.api_url.rstrip('/')}/",
                session=session,
                retry_handlers=retry_handlers(),
            ),
            session,
        )


@dataclass
class _Lane:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = float("-inf")


@dataclass
class Pace:
    """Lets one message at a time into a channel; those for other channels pass by."""

    seconds: float = PACE
    _lanes: dict[str, _Lane] = field(default_factory=dict)

    @asynccontextmanager
    async def turn(self, channel: str) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        self._forget_the_idle(loop.time())
        lane = self._lanes.setdefault(channel, _Lane())
        async with lane.lock:
            await asyncio.sleep(max(0.0, lane.free_at - loop.time()))
            try:
                yield
            finally:
                lane.free_at = loop.time() + self.seconds

    def _forget_the_idle(self, now: float) -> None:
        if len(self._lanes) > MOST_LANES:
            idle = [
                name for name, lane in self._lanes.items() if not lane.lock.locked() and lane.free_at < now
            ]
            for name in idle:
                del self._lanes[name]


def why(error: Exception) -> str:
    """Slack's own word for what was wrong, without the request it came with."""
    response = getattr(error, "response", None)
    told = getattr(response, "data", response)
    return str(told["error"]) if isinstance(told, dict) and "error" in told else type(error).__name__
