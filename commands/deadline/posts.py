"""What Usher says unasked about a deadline: that it comes near, or that it was moved."""

from datetime import datetime, tzinfo

from commands.core.invocation import Invocation
from commands.core.reply import (
    Block,
    Bullets,
    Button,
    Buttons,
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
from commands.deadline.card import Today, evidence_of, fact_of
from commands.deadline.schedule import Reminder, is_late
from commands.deadline.time_left import time_left
from commands.deadline.written import written
from commands.delivery.post import Post
from commands.event.facts import Deadline, Derived, Event

LATE = "This reminder is late, since Usher was away. It was due "


def reminder(event: Event, due: Reminder, now: datetime, zone: tzinfo, *, own: bool = False) -> Post:
    """`own` is one that a person asked for; `zone` is the readers', whose days count."""
    deadline, today = due.deadline, Today(now, now.astimezone(zone).date())
    words = time_left(deadline.at, today.now, today.day)
    return Post(
        Reply.of(
            Heading(f"{words[:1].upper()}{words[1:]}: {deadline.title}", "good"),
            Paragraph(line(LATE, Moment(due.due), ".")) if is_late(due, now) else None,
            Facts((fact_of(deadline, today),)),
            evidence_of(deadline.source) if isinstance(deadline.source, Derived) else None,
            Paragraph(line(event.name)),
            buttons(deadline, wanted=own),
        )
    )


def moved(event: Event, deadline: Deadline, *, own: bool = False) -> Post:
    """Tells those who were told the old date, with all that followed it."""
    followers = tuple(_from_to(item) for item in event.deadlines if follows(item, deadline) and item.moves)
    return Post(
        Reply.of(
            Heading(f"Moved: {deadline.title}", "unsure"),
            *_told(deadline),
            Paragraph(line("What is derived from it moved too:")) if followers else None,
            Bullets(followers) if followers else None,
            Paragraph(line(event.name)),
            buttons(deadline, wanted=own),
        )
    )


def corrected(event: Event, deadline: Deadline) -> Post:
    """What stands from now on where a reminder of the old date stood."""
    heading = Heading(f"Corrected: {deadline.title} was moved", "unsure")
    shared = (Paragraph(line(event.name)), buttons(deadline, wanted=False))
    if isinstance(deadline.source, Derived):
        return Post(Reply.of(heading, Paragraph(_from_to(deadline)), *shared))
    return Post(Reply.of(heading, *_told(deadline), *shared))


def follows(item: Deadline, deadline: Deadline) -> bool:
    return isinstance(item.source, Derived) and item.source.before == deadline.key


def buttons(deadline: Deadline, *, wanted: bool) -> Buttons:
    which = {"which": deadline.key}
    stop = Button("Stop reminding me", Invocation("deadline remind", {**which, "stop": "true"}))
    start = Button("Remind me", Invocation("deadline remind", which))
    calendar = Button("Add to calendar", Invocation("deadline calendar", which))
    return Buttons((stop if wanted else start, calendar))


def _told(deadline: Deadline) -> tuple[Block, ...]:
    last = deadline.moves[-1]
    who = line(f"Set by {last.who} on {written(last.on)}: {last.why}")
    return Paragraph(_from_to(deadline)), Paragraph(who)


def _from_to(deadline: Deadline) -> Line:
    """The new date both in the deadline's own zone and, on a platform that can, in the reader's."""
    before = deadline.moves[-1].before
    new = line(" is now ", Strong(written(deadline.at)))
    readers = line(" (", Moment(deadline.at), ")") if isinstance(deadline.at, datetime) else ()
    return (*line(f"{deadline.title}: ", Struck(written(before))), *new, *readers)
