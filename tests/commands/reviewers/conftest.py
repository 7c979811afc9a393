"""Volunteers and organisers at a desk, on both databases."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from bot.event import load_knowledge
from bot.settings.load import example, load_settings
from commands.catalogue import COMMANDS
from commands.core.dispatch import Answer, Dispatcher
from commands.core.invocation import Invocation, Raw
from commands.core.person import Caller, Permission, Person, Place
from commands.core.rate import RateLimit
from commands.core.reply import Button, Buttons, Facts, Heading, Paragraph, Reply
from commands.event.facts import Event
from commands.event.reviewing import Reviewing
from commands.live import Live
from commands.services import Services
from storage.store import Store
from tests.doubles import FixedClock, NoPapers, Records

ANSWERS: Mapping[str, Raw] = {
    "name": "Ada Lovelace",
    "email": "ada@example.org",
    "openreview": "~Ada_Lovelace1",
    "topics": ("Basic science",),
    "consent": "yes",
}


def volunteer(name: str, platform: Any = "discord") -> Caller:
    return Caller(Person(name, name.title()), Place(platform, "general"))


ADA, IDA = volunteer("ada"), volunteer("ida")
ADA_ON_SLACK = volunteer("U1", "slack")
GRACE = Caller(Person("grace", "Grace", frozenset(Permission)), Place("discord", "organisers"))


@dataclass
class Desk:
    """The dispatcher with its clock, and what people say to it."""

    dispatcher: Dispatcher
    clock: FixedClock
    store: Store
    live: Live
    said: list[Answer] = field(default_factory=list)

    @property
    def services(self) -> Services:
        return self.live.base

    async def call(self, name: str, options: Mapping[str, Raw] | None = None, who: Caller = ADA) -> Answer:
        answer = await self.dispatcher.dispatch(Invocation(name, options or {}), who)
        assert answer.outcome != "failed", answer
        self.said.append(answer)
        return answer

    async def press(self, label: str, who: Caller = ADA) -> Answer:
        """A button of the last answer."""
        buttons = [
            button
            for block in self.said[-1].reply.blocks
            if isinstance(block, Buttons)
            for button in block.buttons
            if isinstance(button, Button) and button.label == label
        ]
        return await self.call(
            buttons[0].press.name, Invocation.from_code(buttons[0].press.code).options, who
        )

    async def signs_up(self, who: Caller = ADA, /, **changed: Raw) -> Answer:
        own = {"name": who.person.name, "email": f"{who.person.id}@example.org", "openreview": ""}
        return await self.call("review-signup", {**ANSWERS, **own, **changed}, who)

    async def opens(self, who: Caller = ADA) -> Mapping[str, Raw]:
        """The form as it opens, with what comes along unseen."""
        return await self.dispatcher.prefilled("review-signup", who, {})

    async def submits(self, form: Mapping[str, Raw], who: Caller = ADA, /, **typed: Raw) -> Answer:
        return await self.call("review-signup", {**form, **typed}, who)

    def organise(self, **changed: Any) -> None:
        """Change how sign-up is set."""
        event = self.services.event
        assert event.reviewing is not None
        self.live.base = replace(
            self.services, event=replace(event, reviewing=replace(event.reviewing, **changed))
        )
        self.live.services = self.live.base


def told(answer: Answer | Reply) -> str:
    """All that a reply says, but for its pictures and files."""
    reply = answer.reply if isinstance(answer, Answer) else answer
    words: list[str] = []
    for block in reply.blocks:
        match block:
            case Heading(text=text):
                words.append(text)
            case Paragraph(said=said):
                words.append("".join(str(vars(span).get("text", vars(span).get("at"))) for span in said))
            case Facts(facts=facts):
                words += [
                    f"{fact.label}: " + "".join(str(vars(span).get("text", "")) for span in fact.value)
                    for fact in facts
                ]
    return "\n".join(words)


@pytest.fixture
def reviewing(event: Event) -> Reviewing:
    assert event.reviewing is not None
    return event.reviewing


@pytest.fixture
def desk(store: Store, event: Event) -> Desk:
    knowledge = load_knowledge(load_settings(example()).event, event)
    live, clock = Live(Services(event, store, NoPapers(), knowledge)), FixedClock()
    dispatcher = Dispatcher(COMMANDS, live, clock, RateLimit(1000, 60.0), Records())
    return Desk(dispatcher, clock, store, live)
