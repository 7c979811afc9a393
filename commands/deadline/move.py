"""`/deadline move`: a new date with its reason, previewed, then confirmed once."""

from dataclasses import replace
from typing import Annotated

from commands.account import caller_person
from commands.core.command import command
from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.form import Form
from commands.core.option import Choice, Option
from commands.core.person import Permission
from commands.core.reply import Bullets, Fact, Facts, Heading, Moment, Reply, Struck, line
from commands.deadline.card import Today
from commands.deadline.effects import Effects, look_up
from commands.deadline.find import find
from commands.deadline.moving import carry_everywhere
from commands.deadline.new_date import NewDate, read_new_date
from commands.deadline.preview import preview, told
from commands.deadline.written import written
from commands.event.facts import Deadline, Derived, Event
from commands.live import changed
from storage import announcements, audit, moves
from storage.audit import Entry
from storage.moves import KeptMove, NewMove
from storage.store import Transaction


def movable(event: Event) -> tuple[Choice, ...]:
    """What is derived follows by itself."""
    stated = (item for item in event.deadlines if not isinstance(item.source, Derived))
    return tuple(Choice(item.key, item.title) for item in stated)


Which = Annotated[str, Option("Which deadline", choices=movable)]
Day = Annotated[str, Option("The new date, say Aug 24 or 2025-08-24 23:59 AoE", minimum=1, maximum=60)]
Reason = Annotated[str, Option("Why, in words for everybody", minimum=3, maximum=300)]
Hour = Annotated[str, Option("The hour, say 23:59; none: the date counts in days", maximum=20)]
Zone = Annotated[str, Option("The zone of the hour: AoE, UTC, +02:00, America/Vancouver", maximum=40)]


@command(
    "deadline move",
    permission=Permission.ORGANISER,
    private=True,
    form=Form("Move a deadline", submit="Preview"),
    example="/deadline move which:submission date:Aug 24 reason:The server was down.",
)
async def deadline_move(  # noqa: PLR0913 - the fields of its dialog
    ctx: Context, *, which: Which, date: Day, reason: Reason, time: Hour = "", zone: Zone = ""
) -> Reply:
    """Move a deadline: see all that changes, then confirm."""
    deadline = find(ctx.services.event, which)
    new = read_new_date(date, time, zone, ctx.now)
    if new.at == deadline.at:
        raise UserError(f"“{deadline.title}” is on {written(deadline.at)} already.", field="date")
    async with ctx.services.store.begin() as transaction:
        proposal = await _propose(transaction, ctx, deadline, new, reason)
        effects = await look_up(transaction, ctx.services, proposal)
    return preview(ctx.services, effects, Today(ctx.now, ctx.today), proposal.id)


async def _propose(
    transaction: Transaction, ctx: Context, deadline: Deadline, new: NewDate, reason: str
) -> KeptMove:
    number = await moves.count(transaction, deadline.key) + 1
    move = NewMove(
        deadline.key,
        number,
        deadline.at,
        new.at,
        new.zone,
        reason.strip(),
        await caller_person(transaction, ctx),
        ctx.caller.person.name,
    )
    return KeptMove(**vars(move), id=await moves.propose(transaction, move, ctx.now), at=ctx.now)


Proposal = Annotated[int, Option("Which proposal", minimum=1)]


@command("deadline confirm", permission=Permission.ORGANISER, private=True, listed=False)
async def deadline_confirm(ctx: Context, proposal: Proposal) -> Reply:
    """Move the deadline as it was proposed."""
    async with ctx.services.store.begin() as transaction:
        await changed(transaction)  # first, so that two who confirm at once take turns
        move = await _confirmed(transaction, ctx, proposal)
        effects = await look_up(transaction, ctx.services, move)
        await carry_everywhere(transaction, effects, ctx.now)
        for entry in await _entries(transaction, ctx, move, effects):
            await audit.write(transaction, entry)
    return _done(effects)


async def _confirmed(transaction: Transaction, ctx: Context, proposal: int) -> KeptMove:
    """`UserError` unless the deadline still stands where it stood when this was proposed."""
    move = await moves.find(transaction, proposal)
    if move is None:
        raise UserError("This proposal is no longer kept. Run /deadline move again.")
    made = [other for other in await moves.confirmed(transaction) if other.deadline == move.deadline]
    if any(other.id == move.id for other in made):
        raise UserError(f"It is moved already, to {written(move.after)}. Pressing again changes nothing.")
    deadline = ctx.services.event.deadline(move.deadline)
    if deadline is None or len(made) >= move.number or deadline.at != move.before:
        raise UserError(
            f"{_meanwhile(made)} Look at /deadline, then run /deadline move again if you still want to."
        )
    await moves.confirm(transaction, move.id, ctx.now)
    return replace(move, at=ctx.now)


def _meanwhile(made: list[KeptMove]) -> str:
    if not made:
        return "The date was changed in the settings meanwhile."
    return f"{made[-1].actor} moved it to {written(made[-1].after)} meanwhile."


async def _entries(
    transaction: Transaction, ctx: Context, move: KeptMove, effects: Effects
) -> tuple[Entry, ...]:
    """The move, and each announcement that it corrects."""
    person, actor = await caller_person(transaction, ctx), ctx.caller.person.name
    told = f"from {written(move.before)} to {written(move.after)}, proposed by {move.actor}: {move.reason}"
    numbers = [await announcements.of_message(transaction, item.message) for item, _ in effects.under]
    corrected = f"{effects.deadline.title} was moved"
    return (
        Entry(ctx.now, person, actor, "moved", f"deadline {move.deadline}", told),
        *(
            Entry(ctx.now, person, actor, "corrected", f"announcement {number}", corrected)
            for number in numbers
            if number is not None
        ),
    )


def _done(effects: Effects) -> Reply:
    dates = tuple(
        Fact(new.title, line(Struck(written(old.at)), " → ", Moment(new.at))) for old, new in effects.changed
    )
    return Reply.of(
        Heading(f"“{effects.deadline.title}” is moved", "good"), Facts(dates), Bullets(tuple(told(effects)))
    )
