"""Organisers at work on announcements, and what stands in the outbox because of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, select, update

from bot.on_discord.as_text import as_text
from commands.announce.confirming import announce_confirm, announce_discard
from commands.announce.following import (
    announce_cancel,
    announce_list,
    announce_rehearse,
    announce_retract,
    announce_show,
)
from commands.announce.retrying import announce_retry
from commands.announce.writing import announce_edit, announce_new
from commands.core.dispatch import Answer, Dispatcher
from commands.core.invocation import Invocation, Raw
from commands.core.person import Caller, Permission, Person, Place
from commands.core.rate import RateLimit
from commands.core.reply import Button, Buttons, Copy, Paragraph, Reply, line
from commands.core.upload import Upload
from commands.deadline.move import deadline_confirm, deadline_move
from commands.deadline.moved import moved_deadlines
from commands.delivery.destination import Destination, Platform, channel
from commands.delivery.outgoing import read_post
from commands.delivery.post import Post
from commands.event.announcing import Announcing
from commands.live import Live
from commands.services import Services
from storage import outbox
from storage.outbox import NOTHING, Outcome
from storage.parts import Part, write_parts
from storage.store import Store
from storage.tables.outbox import deliveries, messages
from tests.doubles import SUMMER, FixedClock, Records

GRACE = Caller(Person("slack:T1:U0GRACE", "Grace", frozenset(Permission)), Place("slack", "C1"))
ALAN = Caller(Person("discord:77", "Alan", frozenset(Permission)), Place("discord", "1"))
ADA = Caller(Person("discord:78", "Ada"), Place("discord", "1"))

GROUPS = {
    "everyone": (channel("discord:100"), channel("slack:C100")),
    "reviewers": (channel("slack:C200"),),
    "organisers": (channel("slack:C300"),),
}
ANNOUNCING = Announcing(groups=tuple(GROUPS), mentions={"here": ("here",), "reviewers": ("55", "S55")})
PNG = b"\x89PNG\r\n\x1a\n and the rest of it"


def able_to_announce(services: Services, approvals: int = 1) -> Services:
    """With groups of channels and somebody to ring."""
    event = replace(services.event, announcing=replace(ANNOUNCING, approvals=approvals))
    return replace(services, event=event, destinations=GROUPS)


@dataclass
class Postman:
    """Takes posts everywhere but where a test says why not."""

    refusals: dict[Destination, str] = field(default_factory=dict)
    lengths: dict[Platform, int] = field(default_factory=dict)
    called: dict[Destination, str] = field(default_factory=dict)

    async def problems(self, to: Sequence[Destination], /) -> Mapping[Destination, str]:
        return {place: self.refusals[place] for place in to if place in self.refusals}

    async def names(self, to: Sequence[Destination], /) -> Mapping[Destination, str]:
        return {place: self.called[place] for place in to if place in self.called}

    def copies(self, post: Post, platform: Platform, /) -> Sequence[Copy]:
        first, rest = Copy(post.shown.blocks, post.mentions), Copy((Paragraph(line("And so on.")),))
        return (first, *[rest] * (self.lengths.get(platform, 1) - 1))


@dataclass
class Desk:
    """`there` is what stands somewhere, a place and a title, by its delivery; `under` are corrections.

    Of each the message that it stands under, and the place; `corrections` are their words.
    """

    services: Services = field(repr=False)  # whose call would fill a failure's report
    clock: FixedClock
    postman: Postman = field(repr=False)
    dispatcher: Dispatcher = field(repr=False)
    there: dict[int, tuple[str, str]] = field(default_factory=dict)
    under: list[tuple[int | None, str]] = field(default_factory=list)
    corrections: list[str] = field(default_factory=list)

    @classmethod
    def over(cls, services: Services, store: Store, approvals: int = 1) -> "Desk":
        clock, postman = FixedClock(SUMMER), Postman()
        wired = replace(able_to_announce(services, approvals), store=store, postman=postman)
        commands = (
            announce_new,
            announce_edit,
            announce_confirm,
            announce_discard,
            announce_list,
            announce_show,
            announce_rehearse,
            announce_cancel,
            announce_retract,
            announce_retry,
            deadline_move,
            deadline_confirm,
        )
        dispatcher = Dispatcher(
            commands, Live(wired, (moved_deadlines,)), clock, RateLimit(100_000, 1), Records()
        )
        return cls(wired, clock, postman, dispatcher)

    async def answer(self, caller: Caller, name: str, **options: Raw) -> Answer:
        return await self.dispatcher.dispatch(Invocation(f"announce {name}", options), caller)

    async def does(self, caller: Caller, name: str, **options: Raw) -> str:
        """What is said to somebody for a command."""
        return as_text((await self.answer(caller, name, **options)).reply)

    async def presses(self, caller: Caller, code: str) -> str:
        """A button's code, as it comes back from a platform."""
        return as_text((await self.dispatcher.dispatch(Invocation.from_code(code), caller)).reply)

    async def moves(self, caller: Caller, day: date) -> Answer:
        """The deadline for papers, proposed and confirmed."""
        why = {"which": "submission", "date": day.isoformat(), "reason": "The server was down."}
        proposed = await self.dispatcher.dispatch(Invocation("deadline move", why), caller)
        if proposed.outcome != "done":
            return proposed
        press = Invocation.from_code(buttons(proposed.reply)["Move it"])
        return await self.dispatcher.dispatch(press, caller)

    async def writes(self, **options: Raw) -> Reply:
        """A preview for Grace."""
        filled: dict[str, Raw] = {"title": "Hello", "text": "We are open.", "to": ("everyone",), **options}
        answer = await self.answer(GRACE, "new", **filled)
        assert answer.outcome == "done", as_text(answer.reply)
        return answer.reply

    def passes(self, length: timedelta) -> None:
        self.clock.at += length

    async def posts(self, kind: str = "announcement") -> list[tuple[Post, list[Outcome]]]:
        """What was handed over, with its deliveries."""
        async with self.services.store.reading() as transaction:
            rows = await transaction.exec_driver_sql(
                f"SELECT id, body FROM messages WHERE kind = '{kind}' ORDER BY id"  # noqa: S608 - the test's own word
            )
            return [
                (read_post(row.body), list(await outbox.outcomes(transaction, row.id))) for row in rows.all()
            ]

    async def states(self) -> list[list[str]]:
        return [[outcome.state for outcome in outcomes] for _, outcomes in await self.posts()]

    async def delivers(self, failing: Sequence[str] = (), only: Sequence[str] = ()) -> list[str]:
        """All that is due becomes as it is wanted, but in the places that fail; where something did."""
        due = (deliveries.c.state == "planned") & (deliveries.c.next_at <= self.clock.now())
        if only:
            due &= deliveries.c.target.in_(only)
        found = select(deliveries, messages.c.body, messages.c.kind).join(messages).where(due)
        async with self.services.store.begin() as transaction:
            rows = (await transaction.execute(found)).all()
            for row in rows:
                here = update(deliveries).where(deliveries.c.id == row.id)
                await transaction.execute(here.values(self._outcome(row, failing)))
        return sorted(f"{row.platform}:{row.target}" for row in rows if row.target not in failing)

    def _outcome(self, row: Row[Any], failing: Sequence[str]) -> dict[str, object]:
        if row.target in failing:
            return {"state": "failed", "reason": "no access"}
        if not row.wanted:
            self.there.pop(row.id, None)
            return {"state": "retracted", "parts": NOTHING}
        if row.kind == "correction":
            self.under.append((read_post(row.body).under, f"{row.platform}:{row.target}"))
            self.corrections.append(read_post(row.body).words)
        if row.kind == "announcement":
            self.there[row.id] = f"{row.platform}:{row.target}", read_post(row.body).title
        return {"state": "sent", "shown": row.wanted, "parts": write_parts((Part("1", row.wanted),))}


def buttons(reply: Reply) -> dict[str, str]:
    """The code of each button, by what stands on it."""
    found = [button for block in reply.blocks if isinstance(block, Buttons) for button in block.buttons]
    return {button.label: button.press.code for button in found if isinstance(button, Button)}


def picture(name: str = "poster.png", content: bytes = PNG) -> Upload:
    async def fetch() -> bytes:
        return content

    return Upload(name, len(content), fetch)
