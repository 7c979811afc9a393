"""Askers and organisers around one store: what they run and press, and what reaches them unasked."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from sqlalchemy import select

from commands.catalogue import COMMANDS, OVERLAYS
from commands.core.dispatch import Answer, Dispatcher
from commands.core.invocation import Invocation, Raw
from commands.core.person import Caller, Person, Place
from commands.core.rate import RateLimit
from commands.core.reply import Button, Buttons, Heading, Reply
from commands.delivery.destination import Destination
from commands.delivery.outgoing import read_post
from commands.live import Live
from commands.services import Services
from storage.tables.outbox import deliveries, messages
from tests.doubles import AUTHOR, ORGANISER, FixedClock, Records

SILENT = "Is there a poster session?"  # on which the call says nothing
STATED = "How many pages may a short paper have?"
BEA = Caller(Person("bea", "Bea"), Place("web", "general"))
ALAN = Caller(replace(ORGANISER.person, id="alan", name="Alan"), ORGANISER.place)


@dataclass
class Desk:
    services: Services
    clock: FixedClock = field(default_factory=FixedClock)

    def __post_init__(self) -> None:
        organisers = {"organisers": (Destination("web", "organisers"),)}
        self.services = replace(self.services, destinations=organisers)
        self.restart()

    def restart(self) -> None:
        """A new process on the same store."""
        live = Live(self.services, OVERLAYS)
        self.dispatcher = Dispatcher(COMMANDS, live, self.clock, RateLimit(1000, 60), Records())

    def later(self, **time: float) -> None:
        self.clock.at += timedelta(**time)

    async def run(self, name: str, caller: Caller = AUTHOR, **options: Raw) -> Answer:
        return await self.dispatcher.dispatch(Invocation(name, options), caller)

    async def ask(self, question: str, caller: Caller = AUTHOR) -> Answer:
        return await self.run("ask", caller, question=question)

    async def press(self, said: Answer | Reply, label: str, caller: Caller = AUTHOR, **typed: Raw) -> Answer:
        """The button, and what is typed into the dialog that it opens."""
        press = button(said, label).press
        return await self.dispatcher.dispatch(Invocation(press.name, {**press.options, **typed}), caller)

    async def hand_on(self, question: str = SILENT, caller: Caller = AUTHOR, **typed: Raw) -> Answer:
        asked = await self.ask(question, caller)
        return await self.press(asked, "Ask the organisers", caller, question=question, **typed)

    async def decide(self, deed: str, caller: Caller = ORGANISER, **options: Raw) -> Answer:
        return await self.run(f"questions {deed}", caller, **options)

    async def sent_to(self, target: str) -> list[Reply]:
        """What was handed to the outbox for a channel or a person, in order."""
        found = select(messages.c.body).join(deliveries, deliveries.c.message == messages.c.id)
        async with self.services.store.reading() as transaction:
            bodies = await transaction.execute(
                found.where(deliveries.c.target == target).order_by(messages.c.id)
            )
        return [read_post(body).reply for body in bodies.scalars()]


def button(said: Answer | Reply, label: str) -> Button:
    (found,) = (each for each in buttons(said) if each.label == label)
    return found


def buttons(said: Answer | Reply) -> list[Button]:
    rows = (block for block in _reply(said).blocks if isinstance(block, Buttons))
    return [each for row in rows for each in row.buttons]


def heading(said: Answer | Reply) -> str:
    return next(block.text for block in _reply(said).blocks if isinstance(block, Heading))


def _reply(said: Answer | Reply) -> Reply:
    return said.reply if isinstance(said, Answer) else said


def words(said: Answer | Reply) -> str:
    """All that is read, buttons aside."""
    told = [block for block in _reply(said).blocks if not isinstance(block, Buttons)]
    return str(told)
