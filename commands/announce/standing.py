"""How an announcement stands, destination by destination, in words."""

from collections import Counter
from collections.abc import Sequence

from commands.core.reply import Line, Moment, Tone, line
from commands.delivery.names import Names, shown
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
SIGNS: dict[State, str] = {"sent": "🟢 ", "failed": "🔴 ", "uncertain": "🟡 "}
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


def by_destination(outcomes: Sequence[Outcome], names: Names) -> tuple[Line, ...]:
    """What needs a look comes first; the rest of many is counted."""
    ordered = sorted(outcomes, key=lambda outcome: outcome.state not in FIRST)
    told = tuple(_told(outcome, names) for outcome in ordered[:MOST])
    more = len(ordered) - MOST
    return (*told, line(f"and {more} more destinations")) if more > 0 else told


def _told(outcome: Outcome, names: Names) -> Line:
    why = ": ".join(part for part in (outcome.reason, outcome.detail) if part)
    said = f"{WORDS[outcome.state]} ({why})" if why else WORDS[outcome.state]
    at = outcome.due if outcome.state == "planned" else outcome.at
    return line(SIGNS.get(outcome.state, ""), shown(outcome.target, names), f": {said}, ", Moment(at))
