"""What a reviewer is asked, with the answers to choose from."""

from commands.core.option import Choice
from commands.event.facts import Event

EXPERIENCE = {
    "none": "I have not reviewed yet",
    "some": "A few reviews",
    "often": "I review regularly",
    "chair": "I have been an area chair or more",
}


def topics_of(event: Event) -> tuple[Choice, ...]:
    return tuple(Choice(topic, topic) for topic in event.topics)


def loads_of(event: Event) -> tuple[Choice, ...]:
    if event.reviewing is None:
        return ()
    usual = str(event.reviewing.load)
    counted = [str(number) for number in range(1, event.reviewing.most + 1)]
    return tuple(
        Choice(number, f"{number} (as suggested)" if number == usual else number) for number in counted
    )


def experience_of(_event: Event) -> tuple[Choice, ...]:
    return tuple(Choice(key, label) for key, label in EXPERIENCE.items())


def consent_of(event: Event) -> str:
    """The words agreed to, and how long the answers are kept; as much as stands under a field on Discord."""
    if event.reviewing is None:
        return "Sign-up is not set up"
    return f"{event.reviewing.consent} Kept until {event.reviewing.keep_until}."
