"""Interactions in, answers out: a slash command, a button, a dialog and a menu all become a call."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import discord

from bot.app import App
from bot.on_discord.attachments import Download, upload
from bot.on_discord.drafts import Drafts, FormCode
from bot.on_discord.exchange import Exchange, Progress
from bot.on_discord.form import Received, dialog, missing, page_of, pages, split, typed
from bot.on_discord.naming import as_called, names_of
from bot.on_discord.people import caller_of
from bot.work import CLOSING, Count
from commands.core.command import Command, listed
from commands.core.dispatch import NO_STORE, REFERENCE, Answer, refusal
from commands.core.errors import UserError
from commands.core.invocation import Invocation, Raw
from commands.core.option import Choice, Option
from commands.core.person import Caller
from commands.core.reply import Button, Buttons, Heading, Reply
from commands.core.request import current
from commands.core.upload import Upload
from commands.event.facts import Event

log = logging.getLogger(__name__)

PATIENCE = 1.0  # seconds to look up what a form opens with, of the 3 until it must be open
AGAIN = "Change and try again"
GO_ON = "Continue"
MORE = "Answer the other questions"
CAME = "usher_came"  # under which an interaction keeps when it came


@dataclass
class Front:
    app: App
    download: Download
    drafts: Drafts
    answering: Count

    async def called(self, interaction: discord.Interaction, command: Command, said: dict[str, Any]) -> None:
        options = {name: self._raw(command, name, value) for name, value in said.items()}
        await self.serve(interaction, lambda: self._begin(interaction, Invocation(command.name, options)))

    async def pressed(self, interaction: discord.Interaction, custom_id: str) -> None:
        """A button's code is a call, or a form to open once more."""
        code = FormCode.read(custom_id)
        if code is None:
            await self.serve(interaction, lambda: self._begin(interaction, Invocation.from_code(custom_id)))
        else:
            await self.serve(interaction, lambda: self._reopen(interaction, code))

    async def submitted(self, interaction: discord.Interaction, data: Received) -> None:
        code = FormCode.read(str(data.get("custom_id", "")))
        if code is not None:
            await self.serve(interaction, lambda: self._filled(interaction, code, data))

    async def suggest(
        self, interaction: discord.Interaction, command: Command, option: Option, typed: str
    ) -> Sequence[Choice]:
        caller = await caller_of(interaction, self.app.settings.discord)
        return await self.app.dispatcher.suggest(command.name, option.name, typed, caller)

    async def serve(self, interaction: discord.Interaction, handle: Callable[[], Awaitable[None]]) -> None:
        """Count the work, and refuse it while Usher stops; what Discord refuses is for the log."""
        if self.app.work.closing:
            await interaction.response.send_message(CLOSING, ephemeral=True)
            return
        interaction.extras[CAME] = self.app.dispatcher.clock.elapsed()
        with self.app.work.underway(), self.answering.one():
            try:
                await handle()
            except discord.NotFound as error:
                log.warning("an interaction was gone before its answer: %s", error)
            except discord.HTTPException:
                log.exception("Discord refused an answer")

    async def run(self, exchange: Exchange, call: Invocation, caller: Caller) -> Answer:
        progress = Progress(exchange.interaction)
        answer = await exchange.watch(self.app.dispatcher.dispatch(call, caller, progress), progress)
        return replace(answer, reply=as_called(answer.reply, names_of(listed(self.app.dispatcher.commands))))

    def find(self, name: str) -> Command | None:
        return next((command for command in self.app.dispatcher.commands if command.name == name), None)

    async def _begin(self, interaction: discord.Interaction, call: Invocation) -> None:
        """Open the form where something is missing, for that must be the first response; else run."""
        command = self.find(call.name)
        if command is None or command.form is None or (call.options and not missing(command, call.options)):
            await self._run(interaction, command, call)
            return
        caller = await caller_of(interaction, self.app.settings.discord)
        if command in self.app.dispatcher.permitted(caller):
            await self._open(interaction, command, 0, call.options, caller)
        else:
            await self._run(interaction, command, call)

    async def _run(self, interaction: discord.Interaction, command: Command | None, call: Invocation) -> None:
        exchange = await self._opened(interaction, private=command is None or command.private)
        caller = await caller_of(interaction, self.app.settings.discord)
        answer = await self.run(exchange, call, caller)
        await exchange.say(answer.reply, private=answer.private)

    async def _open(
        self,
        interaction: discord.Interaction,
        command: Command,
        page: int,
        said: Mapping[str, Raw],
        caller: Caller,
    ) -> None:
        try:
            look_up = self.app.dispatcher.prefilled(command.name, caller, said)
            known = await asyncio.wait_for(look_up, PATIENCE)
        except UserError as error:
            await self._refuse(interaction, str(error))
            return
        except TimeoutError:
            log.exception("the form of /%s could not be filled in", command.name)
            await self._refuse(interaction, f"{NO_STORE} {REFERENCE}{current()}")
            return
        draft = self.drafts.keep(interaction.user.id, said) if said else "-"
        code = FormCode(command.name, page, draft, command.carried(known))
        await interaction.response.send_modal(dialog(command, self._event, page, known, str(code)))
        self._acknowledged(interaction)

    async def _refuse(self, interaction: discord.Interaction, said: str) -> None:
        exchange = await self._opened(interaction, private=True)
        await exchange.say(refusal(said), private=True)

    async def _opened(self, interaction: discord.Interaction, *, private: bool) -> Exchange:
        exchange = Exchange(interaction, private)
        await exchange.open()
        self._acknowledged(interaction)
        return exchange

    def _acknowledged(self, interaction: discord.Interaction) -> None:
        seconds = self.app.dispatcher.clock.elapsed() - interaction.extras[CAME]
        self.app.metrics.acknowledged("discord", seconds)

    async def _reopen(self, interaction: discord.Interaction, code: FormCode) -> None:
        command = self.find(code.command)
        caller = await caller_of(interaction, self.app.settings.discord)
        if command is None or command not in self.app.dispatcher.permitted(caller):
            await self._run(interaction, command, Invocation(code.command))
            return
        said = {**self.drafts.find(interaction.user.id, code.draft), **code.carried}
        await self._open(interaction, command, code.page, said, caller)

    async def _filled(self, interaction: discord.Interaction, code: FormCode, data: Received) -> None:
        """Run with what was typed here and before; where a further page is needed, lead to it."""
        command = self.find(code.command)
        if command is None:
            await self._run(interaction, None, Invocation(code.command))
            return
        before = {**self.drafts.find(interaction.user.id, code.draft), **code.carried}
        said = {**before, **typed(command, self._event, data, self._received)}
        if missing(command, said) and code.page + 1 < len(self._pages(command)):
            await self._lead_on(interaction, command, code.page + 1, said)
            return
        exchange = await self._opened(interaction, private=command.private)
        caller = await caller_of(interaction, self.app.settings.discord)
        try:
            elsewhere = await self._elsewhere(command, code, caller)
        except UserError as error:  # without its other parts they would be stored as empty
            answer = Answer(refusal(str(error)), private=True, outcome="refused", seconds=0.0)
        else:
            answer = await self.run(exchange, Invocation(command.name, {**elsewhere, **said}), caller)
        if answer.outcome == "done":
            self.drafts.forget(interaction.user.id)
            rest = self._rest(interaction, command, code)
            await exchange.say(Reply((*answer.reply.blocks, *rest)), private=answer.private)
        else:
            again = self._button(
                AGAIN, interaction, command, page_of(command, self._event, answer.field), said
            )
            await exchange.say(Reply((*answer.reply.blocks, again)), private=True)

    async def _elsewhere(self, command: Command, code: FormCode, caller: Caller) -> Mapping[str, Raw]:
        """What is stored for the fields of a form's other parts."""
        if command.form is None or not command.form.by_parts:
            return {}
        stored = await self.app.dispatcher.prefilled(command.name, caller, code.carried)
        return {
            name: value for name, value in stored.items() if page_of(command, self._event, name) != code.page
        }

    def _rest(
        self, interaction: discord.Interaction, command: Command, code: FormCode
    ) -> tuple[Buttons, ...]:
        """A button to the part that follows."""
        more = (
            command.form is not None and command.form.by_parts and code.page + 1 < len(self._pages(command))
        )
        return (self._button(MORE, interaction, command, code.page + 1, code.carried),) if more else ()

    async def _lead_on(
        self, interaction: discord.Interaction, command: Command, page: int, said: Mapping[str, Raw]
    ) -> None:
        exchange = await self._opened(interaction, private=True)
        heading = Heading(f"Part {page} of {len(self._pages(command))} is filled in")
        button = self._button(GO_ON, interaction, command, page, said)
        await exchange.say(Reply.of(heading, button), private=True)

    def _button(
        self,
        label: str,
        interaction: discord.Interaction,
        command: Command,
        page: int,
        said: Mapping[str, Raw],
    ) -> Buttons:
        draft = self.drafts.keep(interaction.user.id, said)
        code = FormCode(command.name, page, draft, command.carried(said))
        return Buttons((Button(label, Invocation(str(code)), primary=True),))

    @property
    def _event(self) -> Event:
        return self.app.dispatcher.services.event

    def _pages(self, command: Command) -> list[list[Option]]:
        return pages(command, self._event)

    def _raw(self, command: Command, name: str, value: Any) -> Raw:
        option = command.option(name)
        if isinstance(value, discord.Attachment):
            most = option.maximum if option else None
            return upload(value.filename, value.size, value.url, most, self.download)
        if option is not None and isinstance(value, str):
            return split(option, self._event, value)
        return value  # type: ignore[no-any-return]  # Discord sends numbers and yes or no as they are

    def _received(self, option: Option, attachment: Received) -> Upload:
        name, size, url = attachment["filename"], attachment["size"], attachment["url"]
        return upload(str(name), int(size), str(url), option.maximum, self.download)
