"""What is kept about a person, in her words."""

from collections.abc import Mapping, Sequence
from typing import Any

from commands.core.invocation import Invocation
from commands.core.reply import Button, Buttons, Fact, Facts, Heading, Paragraph, Reply, line
from commands.delivery.names import on

Rows = Sequence[Mapping[str, Any]]

LABELS = {
    "accounts": "Accounts that you are known by",
    "announcement_confirmations": "Announcements that you confirmed",
    "announcements": "Announcements that you wrote",
    "asked": "Questions that you asked",
    "audit": "What you did as an organiser",
    "deadline_moves": "Deadlines that you moved",
    "deliveries": "Messages to you",
    "join_codes": "Codes to join another account",
    "question_followers": "Questions whose answers you wait for",
    "questions": "Questions that you answered as an organiser",
    "reminders": "Deadlines that you are reminded of",
    "reviewer_imports": "Imports of reviewers that you prepared",
    "reviewers": "Your reviewer sign-up",
    "votes": "Answers that you found helpful or not",
}
"""What each table that names a person holds."""

TO_WHOM = (
    "Only you and the organisers' own commands get to see this. It is kept for this workshop alone and goes "
    "by itself after the season; a sign-up on the day that you agreed to. No paper is ever kept."
)


def shown(kept: Mapping[str, Rows]) -> Reply:
    if not kept:
        return Reply.of(Heading("Nothing is kept about you", "good"))
    facts = tuple(Fact(LABELS.get(name, name), line(_counted(name, rows))) for name, rows in kept.items())
    export = Button("Get it as a file", Invocation("mydata export"), primary=True)
    return Reply.of(
        Heading("What is kept about you"),
        Facts(facts),
        Paragraph(line(TO_WHOM)),
        Buttons((export, Button("Erase it all", Invocation("mydata erase")))),
    )


def _counted(name: str, rows: Rows) -> str:
    if name == "accounts":
        return ", ".join(f"{row['user_id']} {on(row['platform'])}" for row in rows)
    return str(len(rows))


def asked(kept: Mapping[str, Rows]) -> Reply:
    what = ", ".join(_small(LABELS.get(name, name)) for name in kept)
    erase = Button("Erase everything", Invocation("mydata erase", {"confirm": "yes"}), final=True)
    return Reply.of(
        Heading("Erase everything that is kept about you?", "unsure"),
        Paragraph(line(f"These go at once and can't be brought back: {what}.")),
        Paragraph(line("What you did as an organiser stays told, without your name."))
        if "audit" in kept
        else None,
        Buttons((erase, Button("Get it as a file first", Invocation("mydata export")))),
    )


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]


def erased() -> Reply:
    return Reply.of(
        Heading("Everything about you is erased", "good"),
        Paragraph(line("Usher meets you as a stranger from now on.")),
    )
