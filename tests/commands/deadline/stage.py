"""A season with a clock to set and people who call Usher."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import update

from commands.catalogue import OVERLAYS
from commands.core.dispatch import Answer, Dispatcher
from commands.core.invocation import Invocation
from commands.core.person import Caller
from commands.core.rate import RateLimit
from commands.core.reply import Buttons, Reply
from commands.deadline.command import deadline, deadline_calendar
from commands.deadline.fallback import follow_up
from commands.deadline.move import deadline_confirm, deadline_move
from commands.deadline.planner import Planner
from commands.deadline.remind import deadline_remind
from commands.deadline.rules import ReminderRules, Wish, read_offsets
from commands.delivery.destination import channel
from commands.live import Live
from commands.services import Services
from storage.store import Store
from storage.tables.outbox import deliveries
from tests.doubles import ORGANISER, FixedClock, Records
from tests.outbox import Waiting, waiting

COMMANDS = (deadline, deadline_calendar, deadline_remind, deadline_move, deadline_confirm)
OFFSETS = read_offsets(["14 d", "7 d", "3 d"])
RULES = ReminderRules((Wish("everyone", OFFSETS, read_offsets(["0 d"])),), OFFSETS, read_offsets(["0 d"]))
EVERYONE = (channel("web:announcements"), channel("web:general"))
NOW = datetime(2025, 8, 1, 12, tzinfo=UTC)
MOVE = {"which": "submission", "date": "Aug 24 23:59 AoE", "reason": "The server was down."}


@dataclass
class Season:
    dispatcher: Dispatcher
    clock: FixedClock

    @classmethod
    def of(cls, services: Services, store: Store) -> "Season":
        base = replace(services, store=store, reminders=RULES, destinations={"everyone": EVERYONE})
        clock = FixedClock(NOW)
        live = Live(base, OVERLAYS)
        return cls(Dispatcher(COMMANDS, live, clock, RateLimit(1000, 60), Records()), clock)

    @property
    def services(self) -> Services:
        return self.dispatcher.services

    async def say(self, name: str, caller: Caller = ORGANISER, /, **options: str) -> Answer:
        return await self.dispatcher.dispatch(Invocation(name, options), caller)

    async def press(self, button: Invocation, caller: Caller = ORGANISER) -> Answer:
        return await self.dispatcher.dispatch(Invocation.from_code(button.code), caller)

    async def move(self, **options: str) -> Answer:
        """Propose and confirm."""
        preview = await self.say("deadline move", **{**MOVE, **options})
        return await self.press(confirm_button(preview.reply)) if preview.outcome == "done" else preview

    async def look(self, at: datetime) -> None:
        self.clock.at = at
        await Planner(self.dispatcher.live.base, "web").look(at)
        await follow_up(self.dispatcher.live.base, "web", at)

    async def outbox(self) -> list[Waiting]:
        return await waiting(self.services.store)

    async def delivered(self, state: str = "sent") -> None:
        """All that is to be sent arrives, or fails."""
        there = {"shown": 1, "parts": '[{"id":"1","text":""}]'} if state == "sent" else {}
        async with self.services.store.begin() as transaction:
            planned = deliveries.c.state == "planned"
            await transaction.execute(update(deliveries).where(planned).values(state=state, **there))


def confirm_button(reply: Reply) -> Invocation:
    (button,) = [item for block in reply.blocks if isinstance(block, Buttons) for item in block.buttons]
    return button.press
