"""What an organiser sees before anything is sent: the post on each platform, and what will happen to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from commands.announce.standing import has_started
from commands.core.context import Context
from commands.core.invocation import Invocation
from commands.core.reply import (
    Block,
    Bullets,
    Button,
    Buttons,
    Copy,
    Fact,
    Facts,
    Heading,
    Line,
    Moment,
    Paragraph,
    Picture,
    Preview,
    Reply,
    line,
)
from commands.delivery.destination import Destination, Platform
from commands.delivery.names import PLATFORMS, Names, shown
from storage.announcements import Announcement, Draft
from storage.outbox import Outcome

MOST_NAMED = 12  # destinations that a preview names


@dataclass(frozen=True)
class Checked:
    """What was looked up for a preview.

    `problems` are the reasons why Usher may not post somewhere, `copies` the messages as each platform will
    show them, `confirmed` the names of those who confirmed this revision already, `outcomes` those of the
    revision that was handed over.
    """

    to: Sequence[Destination]
    problems: Mapping[Destination, str]
    copies: Mapping[Platform, Sequence[Copy]]
    names: Names = field(default_factory=dict)
    confirmed: Sequence[str] = ()
    outcomes: Sequence[Outcome] = ()


def preview(ctx: Context, found: Announcement, checked: Checked) -> Reply:
    """The post as each platform will show it, then what will happen to it."""
    return Reply.of(
        *_everywhere(ctx, checked.copies),
        Heading(f"Announcement {found.id}: {_what_waits(found, checked)}", "unsure"),
        Paragraph(line(who_confirms(ctx, checked.confirmed))),
        _problems(checked),
        Facts(_plan(found.draft, checked)),
        _previewed(ctx, found, checked),
    )


def _everywhere(ctx: Context, copies: Mapping[Platform, Sequence[Copy]]) -> Iterator[Preview]:
    """A chat is spared the same picture for each platform; the playground draws it in each one's look."""
    is_drawn = ctx.caller.place.platform == "web"
    for number, (platform, there) in enumerate(copies.items()):
        told = [_told(ctx, copy, place, len(there)) for place, copy in enumerate(there, 1)]
        where = f"{'In' if platform == 'web' else 'On'} {PLATFORMS[platform]}"
        shown_here = tuple(told if is_drawn or not number else map(_in_words, told))
        yield Preview(platform, f"{where}: {_messages(len(there))}", shown_here)


def _told(ctx: Context, copy: Copy, place: int, count: int) -> Copy:
    rings = tuple(dict.fromkeys(_rung(ctx, name) for name in copy.rings))
    note = f"Message {place} of {count}. {copy.note}".strip() if count > 1 else copy.note
    return replace(copy, rings=rings, note=note)


def _rung(ctx: Context, mention: str) -> str:
    """By the name that the settings give it."""
    known = ctx.services.event.announcing.mentions
    return f"@{next((name for name, ids in known.items() if mention in ids), mention)}"


def _in_words(copy: Copy) -> Copy:
    return replace(copy, blocks=tuple(_without_picture(block) for block in copy.blocks))


def _without_picture(block: Block) -> Block:
    if isinstance(block, Picture):
        return Paragraph(line(f"🖼 The same picture: {block.description}"))
    return block


def _what_waits(found: Announcement, checked: Checked) -> str:
    if not found.confirmed:
        return "nothing is sent yet"
    if has_started(checked.outcomes):
        return "the copies that were sent stay as they are until this is confirmed"
    return "what was confirmed before stays planned until this is confirmed"


def _plan(draft: Draft, checked: Checked) -> tuple[Fact, ...]:
    sent = has_started(checked.outcomes)
    return (
        Fact("Goes to", _where(draft, checked)),
        Fact("When", line("Every copy is changed in place.") if sent else when(draft)),
        Fact("Rings", line(", ".join(f"@{name}" for name in draft.mentions) or "nobody")),
    )


def _where(draft: Draft, checked: Checked) -> Line:
    named = [part for to in checked.to[:MOST_NAMED] for part in (", ", shown(to, checked.names))][1:]
    more = f" and {len(checked.to) - MOST_NAMED} more" if len(checked.to) > MOST_NAMED else ""
    return line(f"{', '.join(draft.groups)}: " if draft.groups else "", *named, more)


def when(draft: Draft) -> Line:
    """In the organiser's own zone, which the platform knows, and in UTC."""
    if draft.due is None:
        return line("As soon as it is confirmed.")
    return line(Moment(draft.due), f" ({draft.due:%A, %Y-%m-%d %H:%M} UTC)")


def _messages(count: int) -> str:
    return "1 message" if count == 1 else f"{count} messages"


def _problems(checked: Checked) -> Bullets | None:
    told = tuple(line("🔴 ", shown(to, checked.names), f": {why}") for to, why in checked.problems.items())
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
