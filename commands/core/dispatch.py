"""The one path of slash options, forms, buttons and web posts: permission, rate limit, parse, run."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from math import ceil
from typing import Literal

from commands.core.clock import Clock
from commands.core.command import Command, listed
from commands.core.context import Context, Progress, silent
from commands.core.errors import UserError
from commands.core.invocation import Invocation, Raw
from commands.core.option import Choice
from commands.core.parse import parse_options
from commands.core.person import Caller, Place
from commands.core.rate import RateLimit
from commands.core.reply import Code, Heading, Paragraph, Reply, line
from commands.core.request import current, request
from commands.live import Live
from commands.services import Services
from storage.errors import StoreError

log = logging.getLogger(__name__)

Outcome = Literal["done", "refused", "failed"]

UNKNOWN = Invocation("unknown")  # is recorded where what was called is no command, but somebody's words
NO_STORE = "Usher can't reach its store, so nothing was saved. Try again in a minute."
BROKEN = "Something broke inside Usher; it is not your doing. Try again."
REFERENCE = "If it happens again, give the organisers this reference: "


@dataclass(frozen=True)
class Answer:
    """A reply, and how it came about; `field` is the option at fault when it was refused."""

    reply: Reply
    private: bool
    outcome: Outcome
    seconds: float
    field: str | None = None


Record = Callable[[Caller, Invocation, Answer], Awaitable[None]]


@dataclass(frozen=True)
class Dispatcher:
    commands: Sequence[Command]
    live: Live
    clock: Clock
    rate: RateLimit
    record: Record
    channels: RateLimit = field(default_factory=lambda: RateLimit(20, 60.0))

    @property
    def services(self) -> Services:
        """As of the last look."""
        return self.live.services

    async def dispatch(self, call: Invocation, caller: Caller, progress: Progress = silent) -> Answer:
        """Run a command; every error becomes a reply: `UserError` its text, anything else a reference."""
        with request():
            began = self.clock.elapsed()
            await self.live.refresh()
            command = self._find(call.name)
            result = await self._attempt(command, call, self._context(caller, progress))
            private = result.outcome != "done" or command is None or command.private
            seconds = self.clock.elapsed() - began
            answer = Answer(result.reply, private, result.outcome, seconds, result.field)
            await self._keep(caller, call if command else UNKNOWN, answer)
            return answer

    async def suggest(self, name: str, option: str, typed: str, caller: Caller) -> Sequence[Choice]:
        """What an option could be, for autocompletion; nothing for what the caller may not run."""
        await self.live.refresh()
        command, ctx = self._find(name), self._context(caller, silent)
        found = command.option(option) if command else None
        if command is None or found is None or not ctx.may(command.permission):
            return ()
        if found.suggest:
            return await _suggested(found.suggest(ctx, typed), name)
        said = typed.casefold()
        return [choice for choice in found.allowed(self.services.event) if said in choice.label.casefold()]

    async def prefilled(self, name: str, caller: Caller, given: Mapping[str, Raw]) -> Mapping[str, Raw]:
        """What a command's form opens with; what was `given` is said already, and wins.

        Where that can't be known, `UserError` says so, with a reference where it is no fault of the caller's.
        Only what is carried along is the form's own word: where a dialog opens once more, that may be newer.
        """
        await self.live.refresh()
        command, ctx = self._find(name), self._context(caller, silent)
        if command is None or command.form is None or not ctx.may(command.permission):
            return {}
        with request():
            known = await _known(command.form.prefill(ctx, given), Invocation(name))
        return {**known, **given, **command.carried(known)}

    def permitted(self, caller: Caller) -> tuple[Command, ...]:
        allowed = caller.person.permissions
        return tuple(command for command in self.commands if command.permission in allowed)

    def _find(self, name: str) -> Command | None:
        return next((command for command in self.commands if command.name == name), None)

    def _context(self, caller: Caller, progress: Progress) -> Context:
        return Context(caller, self.clock.now(), self.services, listed(self.permitted(caller)), progress)

    async def _attempt(self, command: Command | None, call: Invocation, ctx: Context) -> "_Result":
        try:
            return _Result(await self._run(command, call, ctx), "done")
        except UserError as error:
            return _Result(refusal(str(error)), "refused", error.field)
        except StoreError as error:
            return _Result(_apology(NO_STORE, _logged(call, error)), "failed")
        except Exception as error:  # noqa: BLE001 - the one place where a bug becomes a reference
            return _Result(_apology(BROKEN, _logged(call, error)), "failed")

    async def _run(self, command: Command | None, call: Invocation, ctx: Context) -> Reply:
        if command is None:
            raise UserError(_no_such(call.name, ctx))
        self._permit(command, ctx)
        return await command.run(ctx, **parse_options(command, call.options, self.services.event))

    def _permit(self, command: Command, ctx: Context) -> None:
        if not ctx.may(command.permission):
            raise UserError(f"/{command.name} is for organisers only. Ask one of them to run it for you.")
        wait = self.rate.wait(ctx.caller.person.id, command.cost, self.clock.elapsed())
        if wait > 0:
            raise UserError(f"That was a lot at once. Try again in {ceil(wait)} s.")
        if not command.private:
            self._spare(ctx.caller.place)

    def _spare(self, place: Place) -> None:
        """A channel is not flooded, however many people ask there."""
        wait = self.channels.wait(f"{place.platform}:{place.channel}", 1, self.clock.elapsed())
        if wait > 0:
            raise UserError(f"This channel gets a lot of answers just now. Try again in {ceil(wait)} s.")

    async def _keep(self, caller: Caller, call: Invocation, answer: Answer) -> None:
        try:
            await self.record(caller, call, answer)
        except StoreError:
            log.exception("the record of /%s was not kept", call.name)


@dataclass(frozen=True)
class _Result:
    reply: Reply
    outcome: Outcome
    field: str | None = None


async def _suggested(suggest: Awaitable[Sequence[Choice]], name: str) -> Sequence[Choice]:
    """Without a store people still type."""
    try:
        return await suggest
    except StoreError:
        log.exception("no suggestions for /%s", name)
        return ()


async def _known(prefill: Awaitable[Mapping[str, Raw]], call: Invocation) -> Mapping[str, Raw]:
    try:
        return await prefill
    except UserError:
        raise
    except StoreError as error:
        raise UserError(f"{NO_STORE} {REFERENCE}{_logged(call, error)}") from error
    except Exception as error:
        raise UserError(f"{BROKEN} {REFERENCE}{_logged(call, error)}") from error


def refusal(said: str) -> Reply:
    return Reply.of(Heading(said, "bad"))


def _no_such(name: str, ctx: Context) -> str:
    near = get_close_matches(name, [command.name for command in ctx.commands], n=1)
    hint = f"Did you mean /{near[0]}?" if near else "/help lists what there is."
    return f"There is no /{name}. {hint}"


def _logged(call: Invocation, error: Exception) -> str:
    """Keep the trace in the log under the reference that a person can pass on; options are not logged."""
    log.error("/%s failed, reference %s", call.name, current(), exc_info=error)
    return current()


def _apology(said: str, reference: str) -> Reply:
    told = line(f"{said} {REFERENCE}", Code(reference))
    return Reply.of(Heading("That did not work", "bad"), Paragraph(told))
