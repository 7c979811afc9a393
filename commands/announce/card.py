"""What organisers see of announcements that are written: how one stands, and the list of all."""

from collections.abc import Iterator, Sequence

from commands.announce.standing import by_destination, has_started, in_short, tone_of
from commands.core.invocation import Invocation
from commands.core.reply import (
    Block,
    Bullets,
    Button,
    Buttons,
    Channel,
    Fact,
    Facts,
    Heading,
    Moment,
    Reply,
    line,
)
from commands.delivery.destination import channel
from commands.delivery.names import Names, shown
from commands.delivery.outgoing import read_post
from storage.announcements import Announcement, Draft
from storage.audit import Entry
from storage.outbox import Outcome

MOST_LISTED = 3  # channels that the list names of each announcement


def standing(
    found: Announcement, outcomes: Sequence[Outcome], history: Sequence[Entry], names: Names
) -> Reply:
    """How it stands everywhere, who did what, and what can be done now."""
    return Reply.of(
        *read_post(found.draft.post).shown.blocks,
        Heading(f"Announcement {found.id}: {in_short(found, outcomes)}", tone_of(found, outcomes)),
        Bullets(by_destination(outcomes, names)) if outcomes else None,
        _history(history),
        actions(found, outcomes),
    )


def _history(history: Sequence[Entry]) -> Bullets | None:
    told = tuple(
        line(
            Moment(entry.at), f": {entry.actor} {entry.action}", f" ({entry.detail})" if entry.detail else ""
        )
        for entry in reversed(history)
    )
    return Bullets(told) if told else None


def actions(found: Announcement, outcomes: Sequence[Outcome]) -> Buttons | None:
    """The buttons for what can be done with an announcement that was confirmed."""
    if found.state != "confirmed":
        return None
    of = {"number": str(found.id)}
    buttons = [change(found.id)]
    if any(outcome.state == "failed" for outcome in outcomes):
        buttons.insert(0, Button("Retry what failed", Invocation("announce retry", of), primary=True))
    if not has_started(outcomes):
        buttons.append(cancel(found.id))
    else:
        waits = any(outcome.state == "planned" for outcome in outcomes)
        buttons += [cancel(found.id, "Cancel the rest"), retract(found.id)] if waits else [retract(found.id)]
    return Buttons((*buttons, Button("Look again", Invocation("announce show", of))))


def listed(
    rows: Sequence[tuple[Announcement, Sequence[Outcome]]], names: Names, page: int, pages: int
) -> Reply:
    """The newest first, with a button for each."""
    if not rows:
        new = Button("Write one", Invocation("announce new"), primary=True)
        return Reply.of(Heading("There are no announcements yet"), Buttons((new,)))
    heading = "Announcements" if pages == 1 else f"Announcements, page {page} of {pages}"
    shown = tuple(
        Button(f"Show {found.id}", Invocation("announce show", {"number": str(found.id)}))
        for found, _ in rows
    )
    older = Button("Older ones", Invocation("announce list", {"page": str(page + 1)}))
    return Reply.of(
        Heading(heading),
        Facts(tuple(_row(found, outcomes, names) for found, outcomes in rows)),
        Buttons((*shown, older) if page < pages else shown),
    )


def _row(found: Announcement, outcomes: Sequence[Outcome], names: Names) -> Fact:
    waits = found.state == "confirmed" and found.revision > found.confirmed
    said = in_short(found, outcomes) + (", and a change waits to be confirmed" if waits else "")
    due = found.draft.due
    at = (", for ", Moment(due)) if due and not has_started(outcomes) else ()
    value = line(said, *at, " · ", *_to(found.draft, names))
    return Fact(f"{found.id}: {found.draft.title}", value, tone_of(found, outcomes))


def _to(draft: Draft, names: Names) -> Iterator[str | Channel]:
    """The groups by their own names, then some of the other channels."""
    more = len(draft.channels) - MOST_LISTED
    channels = tuple(shown(channel(written), names) for written in draft.channels[:MOST_LISTED])
    told: tuple[str | Channel, ...] = (*draft.groups, *channels, *((f"{more} more",) if more > 0 else ()))
    for number, part in enumerate(told):
        if number:
            yield ", "
        yield part


def done(said: str, number: int, *more: Block | None, undo: Button | None = None) -> Reply:
    """A deed was done; from here one sees how it goes on, or takes it back."""
    show = Button("Show how it stands", Invocation("announce show", {"number": str(number)}))
    return Reply.of(Heading(said, "good"), *more, Buttons((show, undo) if undo else (show,)))


def change(number: int) -> Button:
    return Button("Change", Invocation("announce edit", {"number": str(number)}))


def cancel(number: int, label: str = "Cancel") -> Button:
    return Button(label, Invocation("announce cancel", {"number": str(number)}))


def retract(number: int) -> Button:
    return Button("Retract", Invocation("announce retract", {"number": str(number)}))
