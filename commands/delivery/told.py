"""What the organisers are told of a delivery: how all of it ended, and what nobody but they can know."""

from collections.abc import Sequence
from datetime import datetime

from commands.core.invocation import Invocation
from commands.core.reply import (
    Bullets,
    Button,
    Buttons,
    Fact,
    Facts,
    Heading,
    Line,
    Link,
    Paragraph,
    Reply,
    line,
)
from commands.delivery.destination import Destination
from commands.delivery.names import PLATFORMS, Names, known, shown
from commands.delivery.outgoing import Outgoing, hand_over
from commands.delivery.post import Post
from storage import claims, outbox
from storage.outbox import Outcome, State, Target
from storage.store import Transaction

ENDED: tuple[State, ...] = ("sent", "failed", "uncertain", "retracted", "cancelled")
MOST_LISTED = 20

UNANSWERED = (
    "Whether {platform} took this message is not known: it did not say, and Usher can't look there by itself."
)


async def tell_how_it_ended(
    transaction: Transaction, message: int, post: Post, to: Sequence[Destination], now: datetime
) -> None:
    """A summary once nothing of a message is open any more; the caller holds its lock."""
    if not await claims.close_message(transaction, message) or not to:
        return
    outcomes = await outbox.outcomes(transaction, message)
    called = await known(transaction, [outcome.target for outcome in outcomes])
    await hand_over(transaction, Outgoing("notice", Post(summary(post, outcomes, called)), to, now), now)


def summary(post: Post, outcomes: Sequence[Outcome], called: Names) -> Reply:
    """How an announcement fared in each place; those where it did not work are named with the reason."""
    counted = {state: sum(outcome.state == state for outcome in outcomes) for state in ENDED}
    troubled = [outcome for outcome in outcomes if outcome.state in {"failed", "uncertain"}]
    facts = tuple(Fact(state.capitalize(), line(str(count))) for state, count in counted.items() if count)
    rows = tuple(_row(outcome, called) for outcome in troubled[:MOST_LISTED])
    more = f"… and {len(troubled) - MOST_LISTED} more." if len(troubled) > MOST_LISTED else ""
    return Reply.of(
        Heading(_headline(post, outcomes), "unsure" if troubled else "good"),
        Facts(facts),
        Bullets(rows) if rows else None,
        Paragraph(line(more)) if more else None,
    )


def _headline(post: Post, outcomes: Sequence[Outcome]) -> str:
    title = f"“{post.title}”" if post.title else "The announcement"
    gone = sum(outcome.state == "retracted" for outcome in outcomes)
    if gone:
        return f"{title} is retracted in {_of(gone, len(outcomes))}"
    there = sum(outcome.state == "sent" for outcome in outcomes)
    return f"{title} stands in {_of(there, len(outcomes))}"


def _of(some: int, every: int) -> str:
    if some == every:
        return "its one place" if every == 1 else f"all {every} places"
    return f"{some} of {every} place{'' if every == 1 else 's'}"


def _row(outcome: Outcome, called: Names) -> Line:
    return line(shown(outcome.target, called), f": {reason(outcome)}")


def reason(outcome: Outcome) -> str:
    """Why a delivery failed or waits, in one phrase."""
    return f"{outcome.reason} ({outcome.detail})" if outcome.detail else outcome.reason


def unsettled(post: Post, delivery: int, target: Target, link: str, called: Names) -> Reply:
    """Asks whether a message arrived, where only a person can look."""
    place = shown(target, called)
    title = f"Did “{post.title}” arrive?" if post.title else "Did this message arrive?"
    return Reply.of(
        Heading(title, "unsure"),
        Paragraph(line(UNANSWERED.format(platform=PLATFORMS[target.platform]))),
        Paragraph(line("Look in ", Link(place.text, link) if link else place, ", then say what you saw.")),
        Buttons((_button("It arrived", delivery, "arrived"), _button("Send again", delivery, "missing"))),
    )


def _button(label: str, delivery: int, saw: str) -> Button:
    return Button(label, Invocation("announce settle", {"delivery": str(delivery), "saw": saw}))
