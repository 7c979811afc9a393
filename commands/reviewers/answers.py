"""A reviewer's answers, checked, and how they differ from those of another time."""

from dataclasses import dataclass, replace

from commands.core.errors import UserError
from commands.event.facts import Event
from commands.event.reviewing import Reviewing
from commands.reviewers.conflicts import read_domains
from commands.reviewers.emails import read_email
from commands.reviewers.profiles import read_profile
from storage.reviewers import SignUp


@dataclass(frozen=True)
class Answers:
    """As they were typed, but for what the declared options have checked already."""

    name: str
    email: str
    topics: tuple[str, ...]
    openreview: str
    load: int
    experience: str
    conflict_domains: str
    conflict_people: str
    first_author: bool

    def checked(self, event: Event) -> "Answers":
        """In their usual spelling; `UserError` names the field that can't be."""
        if event.topics and not self.topics:
            raise UserError("Choose at least one topic that you could review.", field="topics")
        return replace(
            self,
            name=_name(self.name),
            email=read_email(self.email),
            openreview=read_profile(self.openreview),
            conflict_domains=", ".join(read_domains(self.conflict_domains)),
            conflict_people=self.conflict_people.strip(),
        )

    @classmethod
    def of(cls, signed: SignUp) -> "Answers":
        return cls(**{name: getattr(signed, name) for name in cls.__dataclass_fields__})

    def laid_over(self, signed: SignUp, reviewing: Reviewing) -> SignUp:
        """The sign-up with these answers, and with what was agreed to today."""
        return replace(
            signed,
            **vars(self),
            source="self",
            consent=reviewing.consent,
            consent_version=reviewing.consent_version,
            erase_at=reviewing.erase_at,
        )


WORDS = {
    "name": "name",
    "email": "e-mail",
    "topics": "topics",
    "openreview": "OpenReview profile",
    "load": "papers",
    "experience": "experience",
    "conflict_domains": "conflict domains",
    "conflict_people": "people in conflict",
    "first_author": "first author",
}


def differences(there: Answers, here: Answers) -> str:
    """What two sets of answers disagree on: `papers (5 there, 3 here)`."""
    told = [
        f"{word} ({_shown(getattr(there, name))} there, {_shown(getattr(here, name))} here)"
        for name, word in WORDS.items()
        if getattr(there, name) != getattr(here, name)
    ]
    return ", ".join(told)


def _shown(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple():
            return " + ".join(f"“{item}”" for item in value) or "none"
        case str():
            return f"“{value}”" if value else "none"
    return str(value)


def _name(typed: str) -> str:
    name = " ".join(typed.split())
    if not any(letter.isalpha() for letter in name):
        raise UserError(f"“{name}” is no name. Write it as papers name you.", field="name")
    return name
