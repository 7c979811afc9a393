"""A call from the page: run it, show its progress, post the answer, write it in the log."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from bot.on_web.describe import typed
from bot.on_web.journal import Entry
from bot.on_web.playground import Playground
from bot.on_web.receive import Asked
from bot.on_web.render import render
from bot.on_web.room import USHER, Message
from commands.core.dispatch import Answer

PATIENCE = 0.3  # seconds before a call is shown as being worked on


@dataclass
class Calls:
    """The calls that run now, by person and the page's key, so that their person can cancel them."""

    playground: Playground
    running: dict[tuple[str, str], "asyncio.Task[Answer]"] = field(default_factory=dict)

    async def run(self, asked: Asked) -> dict[str, Any]:
        """The outcome for the page; the answer goes to the channel, unless the page shows it itself."""
        waiting = Waiting(self.playground, asked)
        began = self.playground.clock.elapsed()
        dispatch = self.playground.dispatcher.dispatch(asked.call, asked.caller, waiting.progress)
        task = asyncio.create_task(dispatch)
        self.running[asked.caller.person.id, asked.key] = task
        try:
            await waiting.watch(task)
        finally:
            task.cancel()
            self.running.pop((asked.caller.person.id, asked.key), None)
            waiting.end()
        if task.cancelled():
            self._log(asked, "cancelled", self.playground.clock.elapsed() - began)
            return {"outcome": "cancelled"}
        return self._answered(asked, task.result())

    def cancel(self, person: str, key: str) -> bool:
        task = self.running.get((person, key))
        return task is not None and task.cancel()

    def _answered(self, asked: Asked, answer: Answer) -> dict[str, Any]:
        self._log(asked, answer.outcome, answer.seconds)
        told = {"outcome": answer.outcome, "field": answer.field}
        if asked.shows(answer):
            return {**told, "blocks": render(answer.reply, lambda *_file: "")}
        self.playground.reply(
            asked.caller,
            answer.reply,
            typed(asked.call, self.playground.dispatcher.commands),
            private=answer.private,
        )
        return told

    def _log(self, asked: Asked, outcome: str, seconds: float) -> None:
        at, by = self.playground.clock.now(), asked.caller.person.id
        written = typed(asked.call, self.playground.dispatcher.commands)
        entry = Entry(at, by, asked.call.name, written, outcome, round(seconds * 1000))
        self.playground.journal.entries.append(entry)
        for tab in self.playground.room.tabs:
            tab.tell({"type": "call", "call": entry.shown_to(tab.person)})


@dataclass
class Waiting:
    """A call's place in the channel while it is worked on, seen by its caller alone."""

    playground: Playground
    asked: Asked
    number: int | None = None
    done: float = 0.0
    doing: str = ""

    async def watch(self, task: "asyncio.Task[Answer]") -> None:
        """Return when the task has ended; a quick one leaves no trace."""
        ended, _ = await asyncio.wait({task}, timeout=PATIENCE)
        if not ended:
            self._show()
            await asyncio.wait({task})

    def progress(self, done: float, doing: str) -> None:
        self.done, self.doing = done, doing
        if self.number is not None:
            self._tell()

    def end(self) -> None:
        if self.number is not None:
            self.playground.room.remove(self.number)
            self.number = None

    def _show(self) -> None:
        room, person, channel = (
            self.playground.room,
            self.asked.caller.person,
            self.asked.caller.place.channel,
        )
        self.number = room.next_id()
        now, used = self.playground.clock.now(), typed(self.asked.call, self.playground.dispatcher.commands)
        room.add(Message(self.number, channel, USHER, now, (), person.id, used, person.id, self.asked.key))
        self._tell()

    def _tell(self) -> None:
        event = {"type": "progress", "key": self.asked.key, "done": self.done, "doing": self.doing}
        self.playground.room.tell(event, lambda person: person.id == self.asked.caller.person.id)
