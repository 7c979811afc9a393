"""What organisers see of an announcement: its preview, how it stands, and the list of all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commands.announce.standing import by_destination, has_started, in_short, tone_of
from commands.core.context import Context
from commands.core.invocation import Invocation
from commands.core.reply import (
    Block,
    Bullets,
    Button,
    Buttons,
    Fact,
    Facts,
    Heading,
    Line,
    Moment,
    Paragraph,
    Reply,
    line,
)
from commands.delivery.destination import Destination, Platform
from commands.delivery.outgoing import read_post
from storage.announcements import Announcement, Draft
from storage.audit import Entry
from storage.outbox import Outcome

PLATFORMS: dict[Platform, str] = {"discord": "Discord", "slack": "Slack", "web": "the playground"}
MOST_NAMED = 12  # destinations that a preview names


@dataclass(frozen=True)
class Checked:
    """What was looked up for a preview.

    `problems` are the reasons why Usher may not post somewhere, `confirmed` the names of those who
    confirmed this revision already, `outcomes` those of the revision that was handed over.
    """

    to: Sequence[Destination]
    problems: Mapping[Destination, str]
    parts: Mapping[Platform, int]
    confirmed: Sequence[str] = ()
    outcomes: Sequence[Outcome] = ()


def preview(ctx: Context, found: Announcement, checked: Checked) -> Reply:
    """The post itself as it will be shown, then what will happen to it."""
    return Reply.of(
        *read_post(found.draft.post).shown.blocks,
        Heading(f"Announcement {found.id}: {_what_waits(found, checked)}", "unsure"),
        Paragraph(line(who_confirms(ctx, checked.confirmed))),
        _problems(checked),
        Facts(_plan(found.draft, checked)),
        _previewed(ctx, found, checked),
    )


def _what_waits(found: Announcement, checked: Checked) -> str:
    if not found.confirmed:
        return "nothing is sent yet"
    if has_started(checked.outcomes):
        return "the copies that were sent stay as they are until this is confirmed"
    return "what was confirmed before stays planned until this is confirmed"


def _plan(draft: Draft, checked: Checked) -> tuple[Fact, ...]:
    sent = has_started(checked.outcomes)
    return (
        Fact("Goes to", line(_where(draft, checked))),
        Fact("When", line("Every copy is changed in place.") if sent else when(draft)),
        Fact("Rings", line(", ".join(f"@{name}" for name in draft.mentions) or "nobody")),
        Fact("Length", line(_length(checked.parts))),
    )


def _where(draft: Draft, checked: Checked) -> str:
    names = [to.written for to in checked.to[:MOST_NAMED]]
    more = [f"and {len(checked.to) - MOST_NAMED} more"] if len(checked.to) > MOST_NAMED else []
    groups = ", ".join(draft.groups)
    named = ", ".join([*names, *more])
    return f"{groups}: {named}" if groups else named


def when(draft: Draft) -> Line:
    """In the organiser's own zone, which the platform knows, and in UTC."""
    if draft.due is None:
        return line("As soon as it is confirmed.")
    return line(Moment(draft.due), f" ({draft.due:%A, %Y-%m-%d %H:%M} UTC)")


def _length(parts: Mapping[Platform, int]) -> str:
    told = [f"{_messages(count)} on {PLATFORMS[platform]}" for platform, count in parts.items()]
    split = ". It is long, so it is split there." if any(count > 1 for count in parts.values()) else "."
    return ", ".join(told) + split


def _messages(count: int) -> str:
    return "1 message" if count == 1 else f"{count} messages"


def _problems(checked: Checked) -> Bullets | None:
    told = tuple(line(f"🔴 {to.written}: {why}") for to, why in checked.problems.items())
    return Bullets(told) if told else None


def who_confirms(ctx: Context, confirmed: Sequence[str]) -> str:
    if ctx.services.event.announcing.approvals == 1:
        return "One organiser must confirm it; that can be you."
    so_far = f"{' and '.join(confirmed)} did; another must too." if confirmed else "Nobody did yet."
    return f"Two organisers must confirm it. {so_far}"


def _previewed(ctx: Context, found: Announcement, checked: Checked) -> Buttons:
    label = "Confirm, though not every channel takes it" if checked.problems else "Confirm"
    this = {"number": str(found.id), "revision": str(found.revision)}
    buttons = [
        Button(label, Invocation("announce confirm", this), primary=not checked.problems),
        Button("Change", Invocation("announce edit", {"number": str(found.id)})),
        Button("Discard", Invocation("announce discard", this)),
    ]
    if ctx.services.destinations.get(ctx.services.event.announcing.rehearsal):
        buttons.insert(2, Button("Rehearse", Invocation("announce rehearse", {"number": str(found.id)})))
    return Buttons(tuple(buttons))


def standing(found: Announcement, outcomes: Sequence[Outcome], history: Sequence[Entry]) -> Reply:
    """How it stands everywhere, who did what, and what can be done now."""
    return Reply.of(
        *read_post(found.draft.post).shown.blocks,
        Heading(f"Announcement {found.id}: {in_short(found, outcomes)}", tone_of(found, outcomes)),
        Facts(by_destination(outcomes)) if outcomes else None,
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
    buttons = [Button("Change", Invocation("announce edit", of))]
    if any(outcome.state == "failed" for outcome in outcomes):
        buttons.insert(0, Button("Retry what failed", Invocation("announce retry", of), primary=True))
    buttons.append(retract(found.id) if has_started(outcomes) else cancel(found.id))
    return Buttons((*buttons, Button("Look again", Invocation("announce show", of))))


def listed(rows: Sequence[tuple[Announcement, Sequence[Outcome]]], page: int, pages: int) -> Reply:
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
        Facts(tuple(_row(found, outcomes) for found, outcomes in rows)),
        Buttons((*shown, older) if page < pages else shown),
    )


def _row(found: Announcement, outcomes: Sequence[Outcome]) -> Fact:
    waits = found.state == "confirmed" and found.revision > found.confirmed
    said = in_short(found, outcomes) + (", and a change waits to be confirmed" if waits else "")
    due = found.draft.due
    at = (", for ", Moment(due)) if due and not has_started(outcomes) else ()
    return Fact(f"{found.id}: {found.draft.title}", line(said, *at), tone_of(found, outcomes))


def done(said: str, number: int, *more: Block | None, undo: Button | None = None) -> Reply:
    """A deed was done; from here one sees how it goes on, or takes it back."""
    show = Button("Show how it stands", Invocation("announce show", {"number": str(number)}))
    return Reply.of(Heading(said, "good"), *more, Buttons((show, undo) if undo else (show,)))


def cancel(number: int) -> Button:
    return Button("Cancel", Invocation("announce cancel", {"number": str(number)}))


def retract(number: int) -> Button:
    return Button("Retract", Invocation("announce retract", {"number": str(number)}))
