"""What a move would change, shown before anybody confirms it."""

from collections.abc import Iterator
from datetime import datetime

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
    line,
)
from commands.deadline.audience import Audience, audiences
from commands.deadline.card import Today
from commands.deadline.effects import Effects
from commands.deadline.rules import Offset
from commands.deadline.schedule import reminders_of
from commands.deadline.time_left import time_left
from commands.deadline.written import written
from commands.delivery.names import on
from commands.delivery.outgoing import read_post
from commands.event.facts import Deadline
from commands.services import Services

NOT_TOLD = "No channel is told, since none wants reminders. /announce new tells whom you choose."
GONE = "none any more"


def preview(services: Services, effects: Effects, today: Today, proposal: int) -> Reply:
    """Nothing is moved until the button is pressed."""
    confirm = Button("Move it", Invocation("deadline confirm", {"proposal": str(proposal)}), primary=True)
    return Reply.of(
        Heading(f"Move “{effects.deadline.title}”?", "unsure"),
        Facts(tuple(_date(old, new, today) for old, new in effects.changed)),
        Paragraph(line(Strong("Why: "), effects.deadline.moves[-1].why)),
        *_reminders(services, effects, today.now),
        Bullets(tuple(told(effects))),
        Paragraph(line("Nothing has changed yet.")),
        Buttons((confirm,)),
    )


def _date(old: Deadline, new: Deadline, today: Today) -> Fact:
    left = Countdown(new.at, time_left(new.at, today.now, today.day))
    shown = line(" (", Moment(new.at), ")") if new.has_hour else ()
    return Fact(
        new.title,
        (*line(Struck(written(old.at)), " → ", Strong(written(new.at))), *shown, *line(" · ", left)),
    )


def _reminders(services: Services, effects: Effects, now: datetime) -> tuple[Block, ...]:
    found = [
        item
        for audience in audiences(services)
        for old, new in effects.changed
        for item in _reminder_lines(audience, old, new, now)
    ]
    return (Paragraph(line(Strong("Reminders in channels"))), Bullets(tuple(found))) if found else ()


def _reminder_lines(audience: Audience, old: Deadline, new: Deadline, now: datetime) -> Iterator[Line]:
    before, after = _due(audience, old, now), _due(audience, new, now)
    for offset in dict.fromkeys((*before, *after)):
        what = f"{audience.wish.name} {on(audience.platform)}, “{new.title}”, {offset.before}: "
        was = line(Struck(_hour(before[offset], audience)), " → ") if offset in before else ()
        will = line(Moment(after[offset])) if offset in after else line(GONE)
        yield (*line(what), *was, *will)


def _due(audience: Audience, deadline: Deadline, now: datetime) -> dict[Offset, datetime]:
    """When each reminder that is still to come goes out."""
    return {item.offset: item.due for item in reminders_of(deadline, audience.wish) if item.due > now}


def _hour(at: datetime, audience: Audience) -> str:
    return written(at.astimezone(audience.wish.zone))


def told(effects: Effects) -> Iterator[Line]:
    number, posts = len(effects.channels), len(effects.corrected)
    if number or not effects.under:
        yield line(f"{_count(number, 'channel')} told that the date moved." if number else NOT_TOLD)
    if posts:
        yield line(f"{_count(posts, 'earlier reminder')} corrected where it stands.")
    for item in effects.announced:
        titled = f"The announcement “{read_post(item.body).title}” tells it as it was"
        if item.stands:
            yield line(f"{titled}: a correction goes under {_copies(len(item.standing))}.")
        if item.waits:
            yield line(f"{titled}: edit it before it goes out{' elsewhere' if item.stands else ''}.")
    if effects.people:
        yield line(
            f"{_count(len(effects.people), 'person', 'people')} told directly, and reminded by the new date."
        )
    sequence = effects.deadline.sequence
    yield line(f"Cards count down to the new date. Calendars update the entry in place (change {sequence}).")


def _copies(number: int) -> str:
    return "its one copy" if number == 1 else f"each of its {number} copies"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one} is" if number == 1 else f"{number} {many or one + 's'} are"
