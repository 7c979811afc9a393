"""A person's own sign-up as a card, and as a text to keep."""

from datetime import date, timedelta

from commands.core.invocation import Invocation
from commands.core.reply import (
    Button,
    Buttons,
    Fact,
    Facts,
    File,
    Heading,
    Line,
    Moment,
    Paragraph,
    Reply,
    line,
)
from commands.event.facts import Event
from commands.event.zones import ANYWHERE_ON_EARTH
from commands.reviewers.questions import EXPERIENCE
from storage.reviewers import COUNTED, SignUp

CHANGE, WITHDRAW = Invocation("review-signup"), Invocation("review-signup withdraw")
PRIVACY = "Only the organisers see this, to find reviewers. /mydata shows, exports and erases it."
LATER = "The organisers may remind you once, in private. It is a request, never a condition."


def confirmed(signed: SignUp, event: Event, place: int | None) -> Reply:
    """The card, with a file to keep it by."""
    return Reply.of(*card(signed, event, place).blocks, receipt(signed, event, place))


def card(signed: SignUp, event: Event, place: int | None) -> Reply:
    return Reply.of(
        Heading(headline(event, place), "good" if place is None else "unsure"),
        Facts(facts(signed)),
        Paragraph(line(PRIVACY)),
        Buttons(
            (
                Button("Change my answers", CHANGE, primary=True),
                Button("Withdraw", WITHDRAW),
                Button("Use another account too", Invocation("review-signup code")),
            )
        ),
    )


def headline(event: Event, place: int | None) -> str:
    if place is None:
        return f"You are signed up as a reviewer for the {event.name}"
    return f"You are number {place} on the waiting list: all places for reviewers are taken"


def facts(signed: SignUp) -> tuple[Fact, ...]:
    told = [
        Fact("Name", line(signed.name)),
        Fact("E-mail", line(signed.email)),
        _profile(signed),
        Fact("Topics", line(", ".join(signed.topics))) if signed.topics else None,
        Fact("Papers at most", line(str(signed.load))),
        Fact("Experience", line(EXPERIENCE[signed.experience])) if signed.experience in EXPERIENCE else None,
        Fact("(Co-)first author of a submission", line("yes" if signed.first_author else "no")),
        Fact("Conflict domains", line(signed.conflict_domains)) if signed.conflict_domains else None,
        Fact("People in conflict", line(signed.conflict_people)) if signed.conflict_people else None,
        Fact("You agreed", line(f"“{signed.consent}” (version {signed.consent_version})")),
        Fact("Kept until", line(Moment(kept_until(signed)))),
    ]
    return tuple(fact for fact in told if fact)


def _profile(signed: SignUp) -> Fact:
    if signed.openreview:
        return Fact("OpenReview profile", line(signed.openreview))
    return Fact("OpenReview profile", line("none yet; add it here as soon as you have one"), "unsure")


def kept_until(signed: SignUp) -> date:
    """The last day, which ends last on the westernmost clocks."""
    return signed.erase_at.astimezone(ANYWHERE_ON_EARTH).date() - timedelta(days=1)


def receipt(signed: SignUp, event: Event, place: int | None) -> File:
    """What a person may keep, as plain text."""
    told = [f"{fact.label}: {_plain(fact.value)}" for fact in facts(signed)]
    written = "\n".join(
        [headline(event, place), f"Changed: {signed.changed_at:%Y-%m-%d %H:%M} UTC", "", *told, ""]
    )
    return File("reviewer-sign-up.txt", written.encode(), "text/plain")


def _plain(value: Line) -> str:
    return "".join(str(span.at) if isinstance(span, Moment) else vars(span)["text"] for span in value)


def not_signed_up(event: Event) -> Reply:
    author = Button("I am a first author, remind me", Invocation("review-signup later"))
    return Reply.of(
        Heading(f"You have not signed up as a reviewer for the {event.name}"),
        Buttons((Button("Sign up as a reviewer", CHANGE, primary=True), author)),
    )


def declared(signed: SignUp) -> Reply:
    kept = line(
        "Kept is your account and that you are a first author, until ", Moment(kept_until(signed)), "."
    )
    return Reply.of(
        Heading("You are noted as a (co-)first author who may review", "good"),
        Paragraph(line(LATER)),
        Paragraph(kept),
        Buttons((Button("Sign up as a reviewer", CHANGE, primary=True), Button("Take it back", WITHDRAW))),
    )


def withdrawn(*, was_there: bool) -> Reply:
    if not was_there:
        return Reply.of(Heading("There is nothing to withdraw: you have not signed up"), _sign_up_again())
    kept = "Your answers are erased. A digest of your e-mail stays, so that no import brings you back."
    return Reply.of(Heading("You have withdrawn", "good"), Paragraph(line(kept)), _sign_up_again())


def _sign_up_again() -> Buttons:
    return Buttons((Button("Sign up as a reviewer", CHANGE),))


def own(signed: SignUp | None, event: Event, place: int | None) -> Reply:
    """Whatever there is to show to the person."""
    if signed is None or signed.state == "withdrawn":
        return not_signed_up(event)
    return card(signed, event, place) if signed.state in COUNTED else declared(signed)
