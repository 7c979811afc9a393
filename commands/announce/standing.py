"""How an announcement stands, destination by destination, in words."""

from collections import Counter
from collections.abc import Sequence

from commands.core.reply import Fact, Moment, Tone, line
from storage.announcements import Announcement
from storage.outbox import Outcome, State

WORDS: dict[State, str] = {
    "planned": "planned",
    "claimed": "on its way",
    "sent": "arrived",
    "failed": "failed",
    "uncertain": "may have arrived",
    "cancelled": "cancelled",
    "retracted": "retracted",
}
TONES: dict[State, Tone] = {"sent": "good", "failed": "bad", "uncertain": "unsure"}
FIRST: tuple[State, ...] = ("failed", "uncertain")
"""What an organiser has to look at."""
MOST = 20  # destinations that a card tells of one by one


def has_started(outcomes: Sequence[Outcome]) -> bool:
    """Whether a copy may stand somewhere."""
    return any(outcome.state not in {"planned", "cancelled"} or outcome.remote for outcome in outcomes)


def in_short(found: Announcement, outcomes: Sequence[Outcome]) -> str:
    """One phrase: what is to happen, or how many copies are where."""
    if found.state in {"draft", "discarded"}:
        return "waits to be confirmed" if found.state == "draft" else "discarded"
    counted = Counter(outcome.state for outcome in outcomes)
    if len(counted) == 1:
        (state,) = counted
        return f"{WORDS[state]} everywhere" if len(outcomes) > 1 else WORDS[state]
    parts = [f"{counted[state]} {WORDS[state]}" for state in WORDS if counted[state]]
    return ", ".join(parts) or "has nowhere to go"


def tone_of(found: Announcement, outcomes: Sequence[Outcome]) -> Tone:
    states = {outcome.state for outcome in outcomes}
    if found.state in {"cancelled", "retracted", "discarded"}:
        return "plain"
    if "failed" in states or "uncertain" in states or found.state == "draft":
        return "bad" if "failed" in states else "unsure"
    return "good" if states == {"sent"} else "plain"


def by_destination(outcomes: Sequence[Outcome]) -> tuple[Fact, ...]:
    """What needs a look comes first; the rest of many is counted."""
    ordered = sorted(outcomes, key=lambda outcome: outcome.state not in FIRST)
    told = [_told(outcome) for outcome in ordered[:MOST]]
    more = len(ordered) - MOST
    return (*told, Fact("And elsewhere", line(f"{more} more destinations"))) if more > 0 else tuple(told)


def _told(outcome: Outcome) -> Fact:
    label = f"{outcome.target.platform}:{outcome.target.id}"
    why = ": ".join(part for part in (outcome.reason, outcome.detail) if part)
    said = f"{WORDS[outcome.state]} ({why})" if why else WORDS[outcome.state]
    at = outcome.due if outcome.state == "planned" else outcome.at
    return Fact(label, line(f"{said}, ", Moment(at)), TONES.get(outcome.state, "plain"))
