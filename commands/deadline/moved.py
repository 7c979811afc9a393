"""Deadlines as organisers moved them, laid over those of the settings."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from commands.core.reply import Block, Heading, Moment, Paragraph, Strong, Struck, line
from commands.deadline.written import written
from commands.event.facts import Deadline, Derived, Event, Move, SetByOrganisers, day_of
from commands.event.quotation import Quotation
from commands.event.zones import read_zone
from commands.services import Services
from storage import moves
from storage.moves import KeptMove
from storage.store import Transaction


async def moved_deadlines(transaction: Transaction, services: Services) -> Services:
    """The overlay of moved deadlines; see `commands.live`."""
    return replace(services, event=laid_over(services.event, await moves.confirmed(transaction)))


def laid_over(event: Event, kept: Sequence[KeptMove]) -> Event:
    """Every deadline where its moves lead, and what is derived from it along with it.

    Settings that name a date which no move knows are newer than the moves, and win.
    """
    stated = [
        _moved(item, [move for move in kept if move.deadline == item.key])
        for item in event.deadlines
        if not isinstance(item.source, Derived)
    ]
    by_key = {item.key: item for item in stated}
    placed = tuple(by_key.get(item.key) or _followed(item, by_key) for item in event.deadlines)
    return replace(event, deadlines=placed)


def _moved(deadline: Deadline, kept: Sequence[KeptMove]) -> Deadline:
    if not kept:
        return deadline
    steps, last = tuple(_step(move) for move in kept), kept[-1]
    if deadline.at not in {date for step in steps for date in (step.before, step.after)}:
        return replace(deadline, moves=steps)
    stated = deadline.source if isinstance(deadline.source, Quotation) else deadline.stated
    source = SetByOrganisers(last.actor, steps[-1].on)
    return replace(
        deadline,
        at=steps[-1].after,
        source=source,
        zone=last.zone,
        note="",
        moves=steps,
        stated=stated,
    )


def _step(move: KeptMove) -> Move:
    after = move.after.astimezone(read_zone(move.zone)) if isinstance(move.after, datetime) else move.after
    return Move(move.before, after, move.actor, move.reason, move.at.astimezone(UTC).date())


def _followed(derived: Deadline, stated: dict[str, Deadline]) -> Deadline:
    source = derived.source
    base = stated.get(source.before) if isinstance(source, Derived) else None
    if base is None or not isinstance(source, Derived):
        return derived
    steps = [follow(move, source.days) for move in base.moves]
    changes = tuple(step for step in steps if step.before != step.after)
    return replace(derived, at=base.day - timedelta(days=source.days), moves=changes)


def follow(move: Move, days: int) -> Move:
    """The step of what lies so many days before."""
    return replace(move, before=_day(move.before, days), after=_day(move.after, days))


def _day(at: datetime | date, days: int) -> date:
    return day_of(at) - timedelta(days=days)


def corrections(event: Event, quotations: Iterable[Quotation]) -> tuple[Block, ...]:
    """What to say before quotations of the call that speak of a date which was moved; else nothing."""
    quoted = tuple(quotations)
    return tuple(
        block
        for deadline in event.deadlines
        if deadline.stated and any(_overlap(deadline.stated, words) for words in quoted)
        for block in _correction(deadline)
    )


def _overlap(one: Quotation, other: Quotation) -> bool:
    """Whether both speak of the same: the same line, and one inside the other."""
    same_line = one.line <= other.line + other.text.count("\n") and other.line <= one.line + one.text.count(
        "\n"
    )
    return same_line and (one.text in other.text or other.text in one.text)


def _correction(deadline: Deadline) -> tuple[Block, ...]:
    last = deadline.moves[-1]
    told = line(
        "The call's words below are older: ",
        Struck(written(last.before)),
        " is now ",
        Strong(written(deadline.at)),
        " (",
        Moment(deadline.at),
        f"), set by {last.who} on {written(last.on)}. {last.why}",
    )
    return Heading(f"{deadline.title} was moved", "unsure"), Paragraph(told)
