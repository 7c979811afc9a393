"""A call from Slack: open its dialog or run it, say how far it is when it takes long, deliver the answer."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.app import App
from bot.on_slack import form, limits
from bot.on_slack.client import UNREACHABLE, why
from bot.on_slack.deliver import Place
from bot.on_slack.people import People
from bot.on_slack.usage import explained
from commands.core.command import Command
from commands.core.dispatch import Answer
from commands.core.errors import UserError
from commands.core.invocation import Invocation, Raw
from commands.core.person import Caller, Permission
from commands.core.person import Place as Where

NOTICE_AFTER = 1.5  # seconds before a call is said to be worked on
OPENED_BEFORE = "exchanged_trigger_id"  # what Slack says when it delivered the command twice
TOO_LATE = "Slack opens a dialog within 3 s of the command only, and this took longer. Try again."
NO_DIALOG = "Slack did not open the dialog ({why}). Try again in a minute."


@dataclass
class Notice:
    """What a call says it is doing, kept until somebody must be told."""

    doing: str = "Working on it"

    def __call__(self, _done: float, doing: str) -> None:
        self.doing = doing


@dataclass(frozen=True)
class Calls:
    app: App
    client: AsyncWebClient
    people: People

    def find(self, name: str) -> Command | None:
        return next((known for known in self.app.dispatcher.commands if known.name == name), None)

    async def caller(self, place: Place, command: Command | None) -> Caller:
        """Who acts, with the rights of this moment where the command asks for any."""
        for_rights = command is not None and command.permission is not Permission.EVERYONE
        person = await self.people.person(place.user, for_rights=for_rights)
        place.zone = person.zone
        return Caller(person, Where("slack", place.channel, place.thread))

    async def begin(self, call: Invocation, place: Place, trigger: str, *, typed: bool = False) -> None:
        """Ask for what is missing in a dialog, or run; `typed` by hand, a refusal shows the usage."""
        command = self.find(call.name)
        caller = await self.caller(place, command)
        allowed = command in self.app.dispatcher.permitted(caller)
        if command and allowed and trigger and form.opens_first(command, call.options):
            await self.open(command, call.options, place, trigger, caller)
            return
        answer = await self.answer(call, caller, place)
        if typed and command and answer.outcome == "refused" and answer.field:
            usage = explained(command, self.app.dispatcher.services.event)
            await place.reply(answer.reply + usage, private=True)
        else:
            await place.reply(answer.reply, private=answer.private)

    async def open(
        self, command: Command, given: Mapping[str, Raw], place: Place, trigger: str, caller: Caller
    ) -> None:
        """The dialog, with what was typed before what is stored."""
        event = self.app.dispatcher.services.event
        try:
            known = await self.app.dispatcher.prefilled(command.name, caller, given)
            origin = form.Origin(command.name, place.channel, place.response_url, command.carried(known))
            view = form.view(command, event, known, origin)
            await self.client.views_open(trigger_id=trigger, view=view)
        except UserError as error:
            await place.say(str(error))
        except UNREACHABLE as error:
            if why(error) != OPENED_BEFORE:
                late = why(error) in {"expired_trigger_id", "trigger_expired"}
                await place.say(TOO_LATE if late else NO_DIALOG.format(why=why(error)))

    async def answer(self, call: Invocation, caller: Caller, place: Place) -> Answer:
        """The command's answer; when it takes long, the caller is told what it is doing."""
        notice = Notice()
        task = asyncio.create_task(self.app.dispatcher.dispatch(call, caller, notice))
        try:
            ended, _ = await asyncio.wait({task}, timeout=NOTICE_AFTER)
            if not ended:
                await place.say(f"{notice.doing} …")
            return await task
        finally:
            task.cancel()


def again(call: Invocation) -> str:
    """A submitted dialog as a button holds it, so that it opens again as it was; a long one opens empty."""
    kept = {
        name: value for name, value in call.options.items() if isinstance(value, str | int | float | tuple)
    }
    told = json.dumps({"name": call.name, "options": kept})
    return told if len(told) <= limits.BUTTON_VALUE else json.dumps({"name": call.name, "options": {}})


def once_more(told: str) -> Invocation:
    kept = json.loads(told)
    options = {
        name: tuple(value) if isinstance(value, list) else value for name, value in kept["options"].items()
    }
    return Invocation(kept["name"], options)
