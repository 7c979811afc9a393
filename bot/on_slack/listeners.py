"""What Slack sends, each kind translated and handed on: acknowledge first, then work."""

import asyncio
import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.on_slack import form, limits
from bot.on_slack.acks import Acknowledgements
from bot.on_slack.calls import Calls, again, once_more
from bot.on_slack.client import UNREACHABLE, why
from bot.on_slack.deliver import Place, Post
from bot.on_slack.files import Files
from bot.on_slack.home import home
from bot.on_slack.mention import answer_mention
from bot.on_slack.once import Once
from bot.on_slack.pieces import PRESS
from bot.on_slack.render import AGAIN
from bot.on_slack.shortcuts import SHORTCUTS, Shortcut
from bot.on_slack.spans import cut
from bot.on_slack.typed import Usage, understood
from bot.on_slack.usage import usage
from bot.work import CLOSING
from commands.core.command import listed
from commands.core.dispatch import Answer, refusal
from commands.core.errors import UserError
from commands.core.invocation import Invocation
from commands.core.parse import parse_options
from commands.core.reply import Heading
from commands.core.upload import Upload

log = logging.getLogger(__name__)

Body = Mapping[str, Any]
FIELD_PATIENCE = 0.4  # seconds that a dialog stays open to hear whether a field is refused
NO_FILE = "There is no {kind} in that message."


@dataclass(frozen=True)
class Listeners:
    """The same for Socket Mode and HTTP: Bolt hands over both alike."""

    calls: Calls
    post: Post
    files: Files
    once: Once
    acks: Acknowledgements

    def register(self, bolt: AsyncApp) -> None:
        bolt.command(re.compile(".+"))(self.on_command)
        bolt.action(re.compile(f"^{PRESS}"))(self.on_press)
        bolt.action(re.compile(f"^{AGAIN}"))(self.on_again)
        bolt.options(re.compile(f"^{form.FIELD}"))(self.on_suggest)
        bolt.view_submission(form.CALLBACK)(self.on_submit)
        bolt.event("app_home_opened")(self.on_home)
        bolt.event("app_mention")(self.on_mention)
        for shortcut in SHORTCUTS:
            bolt.message_shortcut(shortcut.callback)(self.on_shortcut)

    async def on_command(self, ack: AsyncAck, body: Body) -> None:
        with self._underway():
            await ack()
            place = Place(
                self.post, body["user_id"], body.get("channel_id", ""), body.get("response_url", "")
            )
            slash, text = body["command"], body.get("text") or ""
            if await self._is_welcome(place, body, opens=self._opens_dialog(slash, text)):
                await self._typed(slash, text, place, body.get("trigger_id", ""))

    async def on_press(self, ack: AsyncAck, body: Body) -> None:
        with self._underway():
            await ack()
            place = self._place(body)
            if await self._is_welcome(place, body):
                call = Invocation.from_code(body["actions"][0]["value"])
                await self.calls.begin(call, place, body.get("trigger_id", ""))

    async def on_again(self, ack: AsyncAck, body: Body) -> None:
        with self._underway():
            await ack()
            place, call = self._place(body), once_more(body["actions"][0]["value"])
            command = self.calls.find(call.name)
            if command and await self._is_welcome(place, body):
                caller = await self.calls.caller(place, command)
                if command in self.calls.app.dispatcher.permitted(caller):
                    await self.calls.open(command, call.options, place, body.get("trigger_id", ""), caller)

    async def on_submit(self, ack: AsyncAck, body: Body) -> None:
        """Tell a refused field in the dialog: at once what is wrong by itself, a moment later the rest."""
        with self._underway():
            origin = form.Origin.unpacked(body["view"]["private_metadata"])
            place = Place(self.post, body["user"]["id"], origin.channel, origin.response_url)
            call, refused = self._read(origin, body["view"])
            if refused:
                await ack(response_action="errors", errors=refused)
                return
            takes_long = any(isinstance(value, Upload) for value in call.options.values())
            task = asyncio.create_task(self._submitted(call, body, place, stand_back=takes_long))
            if not takes_long:
                await asyncio.wait({task}, timeout=FIELD_PATIENCE)
            answer = task.result() if task.done() else None
            refused = _refused_field(answer, body["view"]) if answer else None
            if refused:
                await ack(response_action="errors", errors=refused)
                return
            await ack()
            await self._answered(await task, call, place)

    async def on_suggest(self, ack: AsyncAck, body: Body) -> None:
        origin = form.Origin.unpacked(body["view"]["private_metadata"])
        command = self.calls.find(origin.command)
        option = command.option(body["action_id"].removeprefix(form.FIELD)) if command else None
        if command is None or option is None:
            await ack(options=[])
            return
        caller = await self.calls.caller(Place(self.post, body["user"]["id"]), command)
        typed = str(body.get("value") or "")
        found = await self.calls.app.dispatcher.suggest(command.name, option.name, typed, caller)
        await ack(options=form.suggestions(found, option, typed))

    async def on_shortcut(self, ack: AsyncAck, body: Body) -> None:
        with self._underway():
            await ack()
            place = self._place(body)
            shortcut = next(each for each in SHORTCUTS if each.callback == body["callback_id"])
            if await self._is_welcome(place, body):
                await self._each_file(shortcut, body["message"], place)

    async def on_home(self, body: Body) -> None:
        with self._underway():
            event = body["event"]
            place = Place(self.post, event["user"])
            await self.acks.all_out()
            if event.get("tab", "home") != "home" or not await self.once.is_new(body):
                return
            caller = await self.calls.caller(place, None)
            view = await home(self.calls.app, caller)
            try:
                await self.post.client.views_publish(user_id=event["user"], view=view)
            except UNREACHABLE as error:
                log.warning("the Home tab was not published: %s", why(error))

    async def on_mention(self, body: Body) -> None:
        with self._underway():
            event, closing = body["event"], self.calls.app.work.closing
            await self.acks.all_out()
            if not event.get("bot_id") and await self.once.is_new(body):
                await answer_mention(self.calls, self.post, event, closing=closing)

    async def _typed(self, slash: str, text: str, place: Place, trigger: str) -> None:
        dispatcher = self.calls.app.dispatcher
        try:
            asked = understood(listed(dispatcher.commands), slash, text)
        except UserError as error:
            await place.reply(refusal(str(error)), private=True)
            return
        if isinstance(asked, Usage):
            caller = await self.calls.caller(place, None)
            told = usage(listed(dispatcher.permitted(caller)), asked.name, dispatcher.services.event)
            await place.reply(told, private=True)
        else:
            await self.calls.begin(asked, place, trigger, typed=True)

    def _read(self, origin: form.Origin, view: Body) -> tuple[Invocation, dict[str, str] | None]:
        """What was filled in, and the field that no run would take."""
        command, event = self.calls.find(origin.command), self.calls.app.dispatcher.services.event
        if command is None:
            return Invocation(origin.command), None
        filled = form.filled_in(command, event, view["state"]["values"], self.files.upload)
        call = Invocation(origin.command, {**origin.carried, **filled})
        try:
            parse_options(command, call.options, event)
        except UserError as error:
            return call, _told_beside(error.field, str(error), view)
        return call, None

    async def _submitted(
        self, call: Invocation, body: Body, place: Place, *, stand_back: bool
    ) -> Answer | None:
        """The command's answer to a filled in dialog; None when there is nothing to answer."""
        if not await self._is_welcome(place, body, stand_back=stand_back):
            return None
        caller = await self.calls.caller(place, self.calls.find(call.name))
        return await self.calls.answer(call, caller, place)

    async def _answered(self, answer: Answer | None, call: Invocation, place: Place) -> None:
        if answer:
            reopened = again(call) if answer.outcome == "refused" else ""
            await place.reply(answer.reply, private=answer.private, again=reopened)

    async def _each_file(self, shortcut: Shortcut, message: Body, place: Place) -> None:
        command = self.calls.find(shortcut.command)
        option = command.option(shortcut.option) if command else None
        files = shortcut.files(message)
        if option is None or not files:
            await place.say(NO_FILE.format(kind=shortcut.suffix.upper()))
            return
        for file in files:
            try:
                upload = self.files.upload(await self.files.complete(file), option.maximum)
            except UserError as error:
                await place.reply(refusal(str(error)), private=True)
            else:
                await self.calls.begin(Invocation(shortcut.command, {shortcut.option: upload}), place, "")

    async def _is_welcome(
        self, place: Place, body: Body, *, opens: bool = False, stand_back: bool = True
    ) -> bool:
        """New, and not while Usher stops: then it is refused in words, and may come again.

        What `opens` a dialog has no time to lose, and Slack itself opens one only for each trigger. The
        rest may `stand_back` until all is acknowledged.
        """
        if self.calls.app.work.closing:
            await place.say(CLOSING)
            return False
        if stand_back and not opens:
            await self.acks.all_out()
        return opens or await self.once.is_new(body)

    def _opens_dialog(self, slash: str, text: str) -> bool:
        try:
            asked = understood(listed(self.calls.app.dispatcher.commands), slash, text)
        except UserError:
            return False
        if not isinstance(asked, Invocation):
            return False
        command = self.calls.find(asked.name)
        return command is not None and form.opens_first(command, asked.options)

    def _place(self, body: Body) -> Place:
        channel = body.get("channel") or {}
        return Place(self.post, body["user"]["id"], channel.get("id", ""), body.get("response_url") or "")

    @contextmanager
    def _underway(self) -> Iterator[None]:
        with self.calls.app.work.underway():
            yield


def _refused_field(answer: Answer, view: Body) -> dict[str, str] | None:
    if answer.outcome != "refused":
        return None
    said = " ".join(block.text for block in answer.reply.blocks if isinstance(block, Heading))
    return _told_beside(answer.field, said, view)


def _told_beside(field: str | None, said: str, view: Body) -> dict[str, str] | None:
    """For the dialog, when it shows that field."""
    shown = {block["block_id"] for block in view["blocks"]}
    return {field: cut(said, limits.INPUT_LABEL)} if field and field in shown else None
