"""What breaks: processes are killed, platforms fail, the database stops; all comes back."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from tests.soak.town import Town
from tests.soak.usher import Usher

CHANGES = ("chat.postMessage", "chat.update", "chat.delete")
KINDS = ("busy", "broken", "silent")
TAKES_OVER = 15.0  # seconds until another process is on Discord's gateway, and some to spare


@dataclass
class Breaker:
    """One thing at a time. `long` has what takes more than a minute to come back from."""

    town: Town
    chance: random.Random
    seconds: float
    long: bool

    async def kill(self, usher: Usher) -> None:
        """Another is on the gateway soon, if this one was; Discord itself is felt to be away until then."""
        with self.town.troubles.trouble("killed", usher.name):
            await usher.kill()
            await asyncio.sleep(self.chance.uniform(0, self.seconds))
            await usher.start(self.town.session)
        self.town.count("kills")

    async def restart(self, usher: Usher) -> None:
        """As an upgrade does it: it ends by itself, with status 0."""
        with self.town.troubles.trouble("restarted", usher.name):
            status = await usher.stop()
            if status:
                self.town.find(f"{usher.name} stopped with status {status}")
            await usher.start(self.town.session)
        self.town.count("restarts")

    async def stop_the_database(self) -> None:
        with self.town.troubles.trouble("stopped", "store"):
            await asyncio.to_thread(self.town.server.stop)
            await asyncio.sleep(self.chance.uniform(0, self.seconds))
            await asyncio.to_thread(self.town.server.ensure_postgres_running)
        self.town.count("database stops")

    async def bad_weather(self, kind: str) -> None:
        """On both platforms, over what is delivered; commands are heard and answered meanwhile."""
        places = {*self._slacks()}

        def on_slack(method: str, place: str) -> str:
            return kind if method in CHANGES and place in places and self.chance.random() < 0.7 else ""

        def on_discord(method: str, path: str) -> str:
            is_change = method in {"POST", "PATCH", "DELETE"} and path.startswith("/channels/")
            return kind if is_change and self.chance.random() < 0.7 else ""

        fine = self.town.slack.weather, self.town.wire.weather
        self.town.slack.weather, self.town.wire.weather = on_slack, on_discord
        with self.town.troubles.trouble(kind, "deliveries"):
            await asyncio.sleep(self.chance.uniform(self.seconds / 2, self.seconds * 2))
        self.town.slack.weather, self.town.wire.weather = fine
        self.town.count(f"{kind} platforms")

    def _slacks(self) -> Sequence[str]:
        return [name for name in self.town.slack.workspace.members if name.startswith("C0")]

    async def cut_the_gateway(self) -> None:
        with self.town.troubles.trouble("cut", "discord"):
            await self.town.wire.cut(self.chance.choice((1001, 4000, 1011)))
            await asyncio.sleep(1)
        self.town.count("gateway cuts")

    def every(self, spared: Usher | None) -> list[Callable[[], Awaitable[None]]]:
        """One of each, in any order; `spared` goes on living."""
        killed = [each for each in self.town.ushers if each is not spared]
        deeds: list[Callable[[], Awaitable[None]]] = [
            lambda: self.kill(self.chance.choice(killed)),
            self.stop_the_database,
            self.cut_the_gateway,
            *(lambda kind=kind: self.bad_weather(kind) for kind in KINDS),
        ]
        if self.long:
            deeds += [
                lambda: self.bad_weather("hanging"),
                lambda: self.restart(self.chance.choice(killed)),
                lambda: self.kill(self.chance.choice([*killed, self.town.page])),
            ]
        self.chance.shuffle(deeds)
        return deeds
