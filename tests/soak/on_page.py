"""Visitors of the playground's page: commands, papers, broken calls, and an open line."""

import asyncio
import io
import json
import random
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientError, ClientTimeout, FormData

from tests.soak.on_slack import ANSWERED, APOLOGIES, REFERENCE
from tests.soak.plants import EMAIL, FILE, NAME, PROFILE, WORDS
from tests.soak.town import Town
from tests.soak.usher import Usher

PERSONS = ("author", "volunteer", "organiser")
TOKEN = re.compile(r'name="usher-token" content="([^"]+)"')
SIGN_UP = {
    "name": NAME,
    "email": EMAIL,
    "openreview": PROFILE,
    "topics": ["Basic science"],
    "consent": True,
}
CALLS: Sequence[tuple[str, Mapping[str, Any]]] = (
    ("deadline", {}),
    ("deadline remind", {"which": "submission"}),
    ("deadline calendar", {}),
    ("deadline plan", {}),
    ("ask", {"question": f"how long may a short paper be? {WORDS}"}),
    ("ask", {"question": WORDS}),
    ("help", {}),
    ("mydata export", {}),
    ("mydata erase", {"confirm": True}),
    ("review-signup", SIGN_UP),
    ("reviewers", {}),
    ("reviewers export", {}),
    ("announce list", {}),
    ("no such command", {"of": ["any", "kind"]}),
    ("ask", {"question": 7, "nothing": None}),
)


@dataclass
class Visitors:
    town: Town
    usher: Usher
    papers: Sequence[bytes]
    chance: random.Random
    pause: float
    references: list[str] = field(default_factory=list)

    async def live(self, number: int) -> None:
        """A page of its own, loaded anew where it is closed."""
        person = PERSONS[number % len(PERSONS)]
        while True:
            began = time.time()
            try:
                await self._look_on(person)
            except (ClientError, TimeoutError, ConnectionError) as error:
                self.town.excuse(began, f"the page closed: {type(error).__name__}", self.usher.name)
            await asyncio.sleep(1)

    async def _look_on(self, person: str) -> None:
        address, session = self.usher.address, self.town.session
        async with session.get(f"{address}/", timeout=ClientTimeout(total=30)) as response:
            token = TOKEN.search(await response.text())
        assert token
        headers = {"Origin": address, "X-Usher-Token": token[1], "X-Usher-Person": person}
        async with session.ws_connect(f"{address}/live?as={person}", headers={"Origin": address}) as line:
            listening = asyncio.create_task(self._listen(line))
            try:
                while not listening.done():
                    await asyncio.sleep(self.chance.uniform(0, 2 * self.pause))
                    await self._call(headers)
            finally:
                listening.cancel()

    async def _listen(self, line: Any) -> None:
        async for message in line:
            said = str(message.data)
            if any(apology in said for apology in APOLOGIES) and '"type": "message"' in said:
                found = REFERENCE.findall(said)
                self.references += found
                if not found:
                    self.town.find(f"an error without a reference on the page: {said[:200]!r}")

    async def _call(self, headers: Mapping[str, str]) -> None:
        name, options = self.chance.choice((*CALLS, ("checkpdf", {}), ("checkpdf", {})))
        form = FormData(default_to_multipart=True)
        asked = {"channel": "general", "name": name, "options": options, "key": str(time.time())}
        form.add_field("call", json.dumps(asked))
        if name == "checkpdf":
            form.add_field("file:file", io.BytesIO(self.chance.choice(self.papers)), filename=FILE)
        patience, began = ClientTimeout(total=ANSWERED), time.time()
        address = f"{self.usher.address}/api/call"
        async with self.town.session.post(address, data=form, headers=headers, timeout=patience) as response:
            told = await response.text()
            if response.status != 200:
                what = f"the page answered {name} with {response.status}: {told[:200]}"
                self.town.excuse(began, what, self.usher.name)  # as a page from before a restart is told
        self.town.count("commands on the page")
