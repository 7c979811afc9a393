"""One of Usher's processes: started, looked into, killed, and started again."""

import asyncio
import os
import signal
import sys
import time
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import ClientError, ClientSession, ClientTimeout

from tests.soak.observed import TOLD

LOOK_EVERY = 0.1  # seconds
STARTS = 120.0  # seconds that a process may take to be ready, on a machine that is busy with others
TELLS = 10.0  # seconds until it has told of itself


@dataclass(frozen=True)
class Sample:
    """What a process holds `at` seconds after its start; `temporary` files may have no name."""

    at: float
    megabytes: float
    files: int
    threads: int
    tasks: int
    temporary: int


@dataclass
class Usher:
    """`well` is an address that answers with 200 once it is ready; `lives` are the samples of each life.

    Up to `shelf` files are kept for those who may still fetch them.
    """

    name: str
    arguments: Sequence[str]
    settings: Mapping[str, str]
    folder: Path
    address: str
    well: str
    shelf: int = 0
    process: Process | None = None
    is_ready: bool = False
    began: float = 0.0
    lives: list[list[Sample]] = field(default_factory=list)

    @property
    def log(self) -> Path:
        return self.folder / f"{self.name}.log"

    @property
    def megabytes(self) -> float:
        """At the last look; 0 where there was none in this life."""
        return self.lives[-1][-1].megabytes if self.lives and self.lives[-1] else 0.0

    @property
    def _temporary(self) -> Path:
        return self.folder / f"{self.name}-temporary"

    @property
    def _told(self) -> Path:
        return self.folder / f"{self.name}-tasks"

    async def start(self, session: ClientSession) -> None:
        """Return once it is ready."""
        self._temporary.mkdir(exist_ok=True)
        own = {TOLD: str(self._told), "TMPDIR": str(self._temporary)}
        command = [sys.executable, "-m", "tests.soak.observed", *self.arguments]
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *command, env={**os.environ, **self.settings, **own}, stdout=DEVNULL, stderr=log
            )
        self.lives.append([])
        async with asyncio.timeout(STARTS):
            while not await self._answers(session):
                assert self.process.returncode is None, f"{self.name} ended with {self.process.returncode}"
                await asyncio.sleep(LOOK_EVERY)
        self.began, self.is_ready = time.monotonic(), True
        await self.look()

    async def _answers(self, session: ClientSession) -> bool:
        with suppress(ClientError, TimeoutError):
            async with session.get(self.well, timeout=ClientTimeout(total=5)) as response:
                return response.status == 200
        return False

    async def kill(self) -> None:
        assert self.process
        self.is_ready = False
        with suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()
        self._told.unlink(missing_ok=True)

    async def stop(self) -> int:
        """As the service manager stops it; gives its status."""
        assert self.process
        self.is_ready = False
        with suppress(ProcessLookupError):
            self.process.terminate()
        return await self.process.wait()

    async def look(self) -> Sample:
        """Keep what it holds now."""
        assert self.process
        self._told.unlink(missing_ok=True)
        self.process.send_signal(signal.SIGUSR1)
        async with asyncio.timeout(TELLS):
            while not self._told.exists():  # noqa: ASYNC110 - another process tells
                await asyncio.sleep(LOOK_EVERY / 10)
        proc = Path(f"/proc/{self.process.pid}")
        status = dict(row.split(":", 1) for row in (proc / "status").read_text("ascii").splitlines())
        if "VmRSS" not in status:
            raise ProcessLookupError(f"{self.name} has just ended")
        held = [_target(each) for each in (proc / "fd").iterdir()]
        nameless = [each for each in held if each.endswith("(deleted)")]
        sample = Sample(
            time.monotonic() - self.began,
            int(status["VmRSS"].split()[0]) / 1024,
            len(held) - len(nameless),
            int(status["Threads"]),
            int(self._told.read_text("ascii")),
            len(nameless) + sum(each.is_file() for each in self._temporary.rglob("*")),
        )
        self.lives[-1].append(sample)
        return sample


def _target(descriptor: Path) -> str:
    """What an open file is; nothing where it was closed meanwhile."""
    try:
        return str(descriptor.readlink())
    except OSError:
        return ""
