"""Deadlines as a card: each with its countdown and where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from commands.core.invocation import Invocation
from commands.core.reply import (
    Block,
    Bullets,
    Button,
    Buttons,
    Countdown,
    Fact,
    Facts,
    Heading,
    Line,
    Moment,
    Paragraph,
    Reply,
    Strong,
    Struck,
    Tone,
    line,
)
from commands.deadline.time_left import is_past, time_left
from commands.deadline.written import written
from commands.event.facts import Deadline, Derived, Event, Move, SetByOrganisers, Source
from commands.event.quotation import Quotation
from commands.event.said import quote

NO_HOUR = (
    "The call gives no hour and no time zone for the dates shown as days, so they are counted in days. "
    "Don't wait for the last evening."
)

UNREACHED = (
    "Usher could not reach you three times in a row, so your reminders are off. "
    "Allow it to send you direct messages, then press “Remind me”."
)


@dataclass(frozen=True)
class Today:
    """The moment of asking, and the day on the asker's own calendar."""

    now: datetime
    day: date


@dataclass(frozen=True)
class Reminded:
    """The keys of the deadlines that the reader is reminded of, and whether Usher gave up on some."""

    keys: frozenset[str] = frozenset()
    given_up: bool = False


NONE_REMINDED = Reminded()


def all_deadlines(event: Event, today: Today, reminded: Reminded = NONE_REMINDED) -> Reply:
    """Every date in the order of time: the coming ones first, then the passed ones."""
    ordered = sorted(event.deadlines, key=lambda deadline: deadline.day)
    coming = [deadline for deadline in ordered if not is_past(deadline.at, today.now)]
    passed = [deadline for deadline in ordered if deadline not in coming]
    return Reply.of(
        Heading(f"Deadlines of the {event.name}"),
        Facts(tuple(fact_of(deadline, today) for deadline in coming)) if coming else None,
        Paragraph(line(Strong("Every deadline of this season has passed."))) if not coming else None,
        Facts(tuple(fact_of(deadline, today) for deadline in passed)) if passed else None,
        _hour_missing(coming),
        _unreached(reminded),
        _buttons(coming, reminded) if coming else None,
    )


def one_deadline(event: Event, deadline: Deadline, today: Today, reminded: Reminded = NONE_REMINDED) -> Reply:
    coming = [] if is_past(deadline.at, today.now) else [deadline]
    return Reply.of(
        Heading(f"{deadline.title}, {event.name}"),
        Facts((fact_of(deadline, today),)),
        *_history(deadline),
        evidence_of(deadline.source),
        _hour_missing(coming),
        _unreached(reminded),
        _buttons(coming, reminded, deadline.key),
    )


def no_deadlines(event: Event) -> Reply:
    ask = Button("Ask the call", Invocation("ask", {"question": "When is the deadline?"}), primary=True)
    return Reply.of(
        Heading(f"No dates are set for the {event.name}"),
        Paragraph(line("Its organisers have entered none yet. The call itself may name them.")),
        Buttons((ask,)),
    )


def fact_of(deadline: Deadline, today: Today) -> Fact:
    words = time_left(deadline.at, today.now, today.day)
    when: Line = line(Moment(deadline.at), " · ", Countdown(deadline.at, words))
    tone: Tone = "plain" if is_past(deadline.at, today.now) else "good"
    before = line(" · ", Struck(written(deadline.moves[-1].before))) if deadline.moves else ()
    return Fact(deadline.title, (*when, *before, *line(f" · {origin_of(deadline)}")), tone)


def origin_of(deadline: Deadline) -> str:
    """Where the date comes from, in a few words, and what must be known about it."""
    told = [_origin(deadline.source)]
    if deadline.moves:
        told.append(deadline.moves[-1].why.rstrip("."))
    if deadline.note:
        told.append(deadline.note)
    return ". ".join(told)


def _origin(source: Source) -> str:
    match source:
        case Quotation():
            return f"call, line {source.line}"
        case SetByOrganisers():
            on = f" on {written(source.on)}" if source.on else ""
            return f"set by {source.who}{on}"
        case Derived():
            return f"derived, not official: {source.how}"


def evidence_of(source: Source) -> Block | None:
    match source:
        case Quotation():
            return quote(source)
        case Derived(because=Quotation() as because):
            return quote(because)
        case _:
            return None


def _history(deadline: Deadline) -> tuple[Block, ...]:
    """Every step on the way here, and what the call said before the first."""
    if not deadline.moves:
        return ()
    steps = Bullets(tuple(_step(move) for move in deadline.moves))
    if deadline.stated is None:
        return (steps,)
    return steps, Paragraph(line("The call's own words, from before it was moved:")), quote(deadline.stated)


def _step(move: Move) -> Line:
    moved = line("Moved from ", Struck(written(move.before)), f" to {written(move.after)}")
    return (*moved, *line(f" by {move.who} on {written(move.on)}: {move.why}"))


def _hour_missing(coming: Sequence[Deadline]) -> Paragraph | None:
    return None if all(deadline.has_hour for deadline in coming) else Paragraph(line(NO_HOUR))


def _unreached(reminded: Reminded) -> Paragraph | None:
    return Paragraph(line(Strong(UNREACHED))) if reminded.given_up else None


def _buttons(coming: Sequence[Deadline], reminded: Reminded, which: str = "") -> Buttons:
    """For the deadline `which`, else for all; what has passed reminds nobody any more."""
    options = {"which": which} if which else {}
    calendar = Button("Add to calendar", Invocation("deadline calendar", options), primary=True)
    if not coming:
        return Buttons((calendar,))
    if all(deadline.key in reminded.keys for deadline in coming):
        stop = Invocation("deadline remind", {**options, "stop": "true"})
        return Buttons((calendar, Button("Stop reminding me", stop)))
    return Buttons((calendar, Button("Remind me", Invocation("deadline remind", options))))
