"""`/deadline remind`: direct messages before a deadline, until they are stopped."""

from collections.abc import Iterable, Sequence
from typing import Annotated

from commands.account import account_of, caller_person
from commands.core.command import command
from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.invocation import Invocation
from commands.core.option import Option
from commands.core.reply import Button, Buttons, Fact, Facts, Heading, Line, Moment, Paragraph, Reply, line
from commands.deadline.card import NONE_REMINDED, Reminded
from commands.deadline.find import Which, chosen
from commands.deadline.schedule import to_come
from commands.deadline.time_left import is_past
from commands.delivery.destination import direct_messages
from commands.event.facts import Deadline
from commands.event.zones import zone_name
from storage import reminders
from storage.errors import StoreError
from storage.people import known_person
from storage.reminders import NewReminder

HOW = "They come as direct messages. If Usher can't write to you, it mentions you here instead."

Stop = Annotated[bool, Option("Stop the reminders instead")]


@command("deadline remind", private=True, example="/deadline remind which:submission")
async def deadline_remind(ctx: Context, *, which: Which = None, stop: Stop = False) -> Reply:
    """Be reminded before a deadline by direct messages, or stop them."""
    deadlines = chosen(ctx.services.event, which)
    return await _stop(ctx, deadlines) if stop else await _start(ctx, deadlines)


async def _start(ctx: Context, deadlines: Sequence[Deadline]) -> Reply:
    coming = [item for item in deadlines if not is_past(item.at, ctx.now)]
    if not coming:
        raise UserError("There is nothing left to remind you of: it has passed.")
    to = direct_messages(ctx.caller)
    async with ctx.services.store.begin() as transaction:
        person = await caller_person(transaction, ctx)
        zone = zone_name(ctx.caller.person.zone)
        for item in coming:
            asked = NewReminder(person, item.key, to.platform, to.id, ctx.caller.place.channel, zone)
            await reminders.want(transaction, asked, ctx.now)
    return Reply.of(
        Heading("Usher will remind you", "good"),
        Facts(tuple(Fact(item.title, _moments(ctx, item)) for item in coming)),
        Paragraph(line(HOW)),
        _stop_button(deadlines),
    )


async def _stop(ctx: Context, deadlines: Sequence[Deadline]) -> Reply:
    async with ctx.services.store.begin() as transaction:
        person = await known_person(transaction, account_of(ctx.caller))
        if person is not None:
            await reminders.drop(transaction, person, [item.key for item in deadlines])
    told = ", ".join(f"“{item.title}”" for item in deadlines)
    return Reply.of(Heading("Usher reminds you no more"), Paragraph(line(f"You get no reminder of {told}.")))


async def reminded(ctx: Context) -> Reminded:
    """What the caller is reminded of; nothing where the store can't be asked, since dates are worth more."""
    if ctx.caller.place.platform == "shell":
        return NONE_REMINDED
    try:
        async with ctx.services.store.reading() as transaction:
            person = await known_person(transaction, account_of(ctx.caller))
            kept = await reminders.of_person(transaction, person) if person is not None else ()
    except StoreError:
        return NONE_REMINDED
    keys = frozenset(item.deadline for item in kept if not item.given_up)
    return Reminded(keys, any(item.given_up for item in kept))


def _moments(ctx: Context, deadline: Deadline) -> Line:
    wish = ctx.services.reminders.of_person(ctx.caller.person.zone)
    due = [item.due for item in to_come([deadline], wish, ctx.now)]
    if not due:
        return line("too near for another reminder")
    return tuple(part for at in due for part in line(" · ", Moment(at)))[1:]


def _stop_button(deadlines: Iterable[Deadline]) -> Buttons:
    keys = [item.key for item in deadlines]
    which = {"which": keys[0]} if len(keys) == 1 else {}
    return Buttons((Button("Stop reminding me", Invocation("deadline remind", {**which, "stop": "true"})),))
