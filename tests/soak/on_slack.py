"""People on Slack: what they type, press, fill in and hand in, and how long they wait for an answer."""

import asyncio
import json
import random
import re
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientError

from tests.bot.on_slack.fake.person import Person, encoded
from tests.bot.on_slack.fake.workspace import GRACE, ME, Posted, user
from tests.soak.plants import EMAIL, FILE, NAME, PROFILE, WORDS
from tests.soak.town import Town
from tests.soak.usher import Usher

ACKNOWLEDGED, ANSWERED = 30.0, 90.0  # seconds, on a machine that is busy with others as well
LOOK_EVERY = 0.05
WITHIN = "within 3 s"
APOLOGIES = ("That did not work", "Usher can't reach its store", "Something broke inside Usher")
REFERENCE = re.compile(r"(?:[`\"]|this reference: )([0-9a-f]{8})\b")  # as code, or at the end of a sentence
TYPED = (
    "/deadline",
    "/deadline which=submission",
    "/deadline calendar",
    "/deadline remind submission",
    "/deadline remind notification",
    f"/ask how long may a short paper be? {WORDS}",
    f"/ask is the workshop archival? {WORDS}",
    f"/ask {WORDS}",
    "/usher help",
    "/mydata",
    "/mydata export",
    "/review-signup show",
    "/reviewers",
    "/nonsense",
)


class Unheard(Exception):
    """Nobody acknowledged or answered; the text says which. A store that is away is no excuse for that."""


class TooLate(Unheard):
    """The machine was too busy for the three seconds that Slack allows, and somebody said so."""


class Apologised(Unheard):
    """Usher said, with a reference, that it could not."""


@dataclass
class Member:
    """Somebody with a channel of their own, so that what is said there is said to them."""

    town: Town
    id: str
    references: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        workspace = self.town.slack.workspace
        workspace.members.add(self.channel)
        workspace.users.setdefault(self.id, user(NAME, zone="Europe/Vienna"))

    @property
    def channel(self) -> str:
        return f"C{self.id}"

    def at(self, usher: Usher) -> Person:
        """The same person, heard by one process."""
        return Person(self.town.slack, self.town.session, "http", usher.address, self.id, self.channel)

    async def deliver(self, usher: Usher, kind: str, payload: Mapping[str, Any]) -> dict[str, Any]:
        try:
            async with asyncio.timeout(ACKNOWLEDGED):
                status, text = await self.at(usher).post(*encoded(kind, payload))
        except (ClientError, TimeoutError) as error:
            raise Unheard(f"{kind} was not acknowledged: {type(error).__name__}") from error
        if status == 404:  # as Bolt tells of a listener that did not acknowledge in time
            raise TooLate(f"{kind}: {text[:100]}")
        if status != 200:
            raise Unheard(f"{kind} was answered with {status}: {text[:100]}")
        return dict(json.loads(text)) if text.startswith("{") else {}

    async def types(self, usher: Usher, said: str) -> Sequence[Posted]:
        payload = self.at(usher).command(said)
        return await self._asks(usher, "slash", payload)

    async def opens(self, usher: Usher, said: str) -> dict[str, Any]:
        """The dialog that a command opens."""
        payload = self.at(usher).command(said)
        self.take()
        await self.deliver(usher, "slash", payload)
        views: list[dict[str, Any]] = []

        def is_opened() -> bool:
            views.extend(self._views(payload["response_url"]))
            return bool(views) or self._is_answered()

        await self._until(usher, is_opened, said)
        if not views:
            told = self.take()[-1].said
            raise (TooLate if WITHIN in told else Apologised)(f"{said!r} opened no dialog: {told[:100]!r}")
        return views[0]

    async def submits(self, usher: Usher, view: Mapping[str, Any], **filled: Any) -> Sequence[Posted]:
        return await self._asks(usher, "act", self.at(usher).submission(view, **filled))

    async def presses(self, usher: Usher, button: Mapping[str, Any]) -> Sequence[Posted]:
        person = self.at(usher)
        told = {name: button[name] for name in ("action_id", "value", "type")}
        action = {**told, "block_id": "b", "action_ts": self.town.slack.workspace.next_id("")}
        where = {"channel": {"id": self.channel}, "response_url": person.response_url()}
        return await self._asks(usher, "act", person.act("block_actions", actions=[action], **where))

    async def mentions(self, ushers: Sequence[Usher], text: str) -> Sequence[Posted]:
        """One question, which Slack delivers to each of these processes."""
        workspace, ts = self.town.slack.workspace, self.town.slack.workspace.next_ts()
        workspace.posted.append(Posted(self.channel, text, [], ts=ts, user=self.id))
        said = {"type": "app_mention", "user": self.id, "text": text, "ts": ts, "channel": self.channel}
        payload = {**self.at(ushers[0]).opened(), "event": said}
        self.take()
        told = [self.deliver(usher, "event", payload) for usher in ushers]
        outcomes = await asyncio.gather(*told, return_exceptions=True)
        if all(isinstance(outcome, BaseException) for outcome in outcomes):
            raise Unheard(str(outcomes[0]))
        await self._until(ushers[0], self._is_answered, text)
        await asyncio.sleep(1)  # in which a second answer would come
        return self.take()

    async def _asks(self, usher: Usher, kind: str, payload: Mapping[str, Any]) -> Sequence[Posted]:
        self.take()
        refused = await self.deliver(usher, kind, payload)
        if refused:
            raise Unheard(f"a dialog was refused: {refused}")
        named = payload.get("text") or payload.get("type", "")
        await self._until(usher, self._is_answered, str(named))
        return self.take()

    async def _until(self, usher: Usher, holds: Callable[[], Any], what: str) -> Any:
        """What comes; whoever's process dies waits a little longer and gives up."""
        process, until = usher.process, time.monotonic() + ANSWERED
        while not (found := holds()):
            await asyncio.sleep(LOOK_EVERY)
            is_dead = usher.process is not process or (process and process.returncode is not None)
            if time.monotonic() > until or is_dead:
                raise Unheard(f"no answer to {what[:40]!r}")
        return found

    def _views(self, response_url: str) -> list[dict[str, Any]]:
        """The dialogs that answer one command; the workspace forgets them."""
        views = self.town.slack.workspace.views
        found = [name for name, view in views.items() if response_url in view["private_metadata"]]
        return [views.pop(name) for name in found]

    def _is_answered(self) -> bool:
        return any(map(self.is_answer, self._own()))

    @staticmethod
    def is_answer(posted: Posted) -> bool:
        return bool(posted.blocks) and not posted.said.endswith(" …")

    def _own(self) -> list[Posted]:
        """What was said to them, what is delivered unasked left out."""
        places = {self.channel, f"D{self.id}"}
        return [
            each
            for each in self.town.slack.workspace.posted
            if not each.metadata and each.user == ME and (each.reader == self.id or each.channel in places)
        ]

    def take(self) -> list[Posted]:
        """What was said to them since the last time; the workspace forgets it."""
        own, workspace = self._own(), self.town.slack.workspace
        taken = {id(each) for each in own}
        workspace.posted[:] = [each for each in workspace.posted if id(each) not in taken]
        for each in own:
            self._judge(each)
        return own

    def _judge(self, posted: Posted) -> None:
        if any(apology in posted.said for apology in APOLOGIES):
            found = REFERENCE.findall(posted.said)
            self.references += found
            if not found:
                self.town.find(f"an error without a reference: {posted.said[:200]!r}")


@dataclass
class Crowd:
    """Members who do something at random, until they are told to stop."""

    town: Town
    papers: Sequence[bytes]
    chance: random.Random
    pause: float
    members: list[Member] = field(default_factory=list)

    async def live(self, number: int) -> None:
        """One after another, as whoever is next in turn."""
        member = Member(self.town, f"U{number:05}")
        self.members.append(member)
        while True:
            await asyncio.sleep(self.chance.uniform(0, 2 * self.pause))
            if self.town.ready:
                await self._one(member, self.chance.choice(self.town.ready))

    async def _one(self, member: Member, usher: Usher) -> None:
        began = time.time()
        acts = (self._type, self._type, self._type, self._check, self._sign_up, self._mention)
        try:
            await self.chance.choice(acts)(member, usher)
        except Unheard as error:
            judge(self.town, began, f"on Slack at {usher.name}: {error}", error, usher)

    async def _type(self, member: Member, usher: Usher) -> None:
        await member.types(usher, self.chance.choice(TYPED))
        self.town.count("typed on Slack")

    async def _check(self, member: Member, usher: Usher) -> None:
        view = await member.opens(usher, "/checkpdf")
        handed = [member.at(usher).uploads(FILE, self.chance.choice(self.papers))]
        try:
            await member.submits(usher, view, file=handed, names=NAME)
        finally:
            self.town.slack.workspace.files.pop(handed[0]["id"], None)
        self.town.count("papers on Slack")

    async def _sign_up(self, member: Member, usher: Usher) -> None:
        view = await member.opens(usher, "/review-signup")
        own = {"name": NAME, "email": f"{member.id}.{EMAIL}", "openreview": PROFILE}
        answered = await member.submits(usher, view, **own, topics=["Basic science"], consent=["yes"])
        if self.chance.random() < 0.3:
            for button in answered[-1].buttons:
                if button["value"] == "review-signup withdraw":
                    await member.presses(usher, button)
        self.town.count("signed up on Slack")

    async def _mention(self, member: Member, usher: Usher) -> None:
        """Now and then Slack delivers it twice, to two processes."""
        began = time.time()
        others = [each for each in self.town.ready if each is not usher]
        twice = [self.chance.choice(others)] if others and self.chance.random() < 0.5 else []
        text = f"<@{ME}> how many pages may a short paper have? {WORDS}"
        try:
            told = await member.mentions([usher, *twice], text)
        except Unheard as error:  # whichever took it may have been killed over it
            judge(self.town, began, f"a mention on Slack at {usher.name}: {error}", error, usher, *twice)
            return
        answers = [each for each in told if member.is_answer(each)]
        if len(answers) != 1 and not self.town.troubles.excuse(began, time.time(), "store"):
            self.town.find(f"a mention was answered {len(answers)} times")
        self.town.count("mentions on Slack")


def judge(town: Town, began: float, what: str, error: Unheard, *ushers: Usher) -> None:
    """Whether somebody may have met this at one of these processes."""
    names = [usher.name for usher in ushers]
    if isinstance(error, TooLate):
        town.count("too late")
    elif isinstance(error, Apologised):
        town.excuse(began, what, *names, "slack", "store")
    else:
        town.excuse(began, what, *names, "slack")


def organiser(town: Town) -> Member:
    with suppress(KeyError):
        town.slack.workspace.users[GRACE]["real_name"] = NAME
    return Member(town, GRACE)
