"""The fields of the sign-up, each with what it says of itself."""

from typing import Annotated

from commands.core.option import Option
from commands.reviewers.questions import consent_of, experience_of, loads_of, topics_of

Name = Annotated[str, Option("As papers name you", label="Your name", maximum=100, secret=True)]
Email = Annotated[str, Option("Where the organisers reach you", label="E-mail", maximum=200, secret=True)]
OpenReview = Annotated[
    str | None,
    Option(
        "Such as ~First_Last1; empty if you have none yet",
        label="OpenReview profile",
        maximum=200,
        secret=True,
    ),
]
Topics = Annotated[
    tuple[str, ...], Option("What you could review: at least one, better more", choices=topics_of, minimum=1)
]
Consent = Annotated[bool, Option("Whether you agree to what is kept", about=consent_of)]
Load = Annotated[
    str | None, Option("What you would review", label="How many papers at most", choices=loads_of)
]
Experience = Annotated[str | None, Option("How much you have reviewed", choices=experience_of)]
FirstAuthor = Annotated[
    bool | None, Option("You are a (co-)first author of a submission here", label="(Co-)first author")
]
ConflictDomains = Annotated[
    str | None,
    Option("Where you have conflicts of interest: mit.edu, openai.com", maximum=1000, secret=True),
]
ConflictPeople = Annotated[
    str | None,
    Option(
        "Others whose papers you must not review",
        label="People in conflict",
        multiline=True,
        maximum=2000,
        secret=True,
    ),
]
Version = Annotated[int | None, Option("Which state of it is changed", carried=True, offered=False)]
