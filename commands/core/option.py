"""An option of a command: declared in its signature, parsed here from whatever a front end received."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from commands.core.context import Context
from commands.event.facts import Event

Kind = Literal["text", "integer", "number", "flag", "choice", "choices", "file"]


@dataclass(frozen=True)
class Choice:
    """A value to pick; the label is what a person reads."""

    value: str
    label: str


Suggest = Callable[[Context, str], Awaitable[Sequence[Choice]]]


@dataclass(frozen=True)
class Option:
    """`name`, `kind`, `required` and `default` are read from the signature; the rest is said by hand.

    `choices` are the only values allowed, `suggest` offers some; `minimum` and `maximum` bound a
    number, the length of a text, the count of choices, or the bytes of a file. What is typed into a
    `secret` one is shown and logged nowhere. A `carried` one comes along with a button or a typed command
    (say, which announcement) and is no field of a dialog; one that is not `offered` comes along unseen, and
    nobody is told of it. `label` is what a dialog calls it, and `about`
    describes it where that depends on the event.
    """

    description: str
    suggest: Suggest | None = None
    choices: Callable[[Event], tuple[Choice, ...]] | None = None
    minimum: int | None = None
    maximum: int | None = None
    multiline: bool = False
    secret: bool = False
    carried: bool = False
    offered: bool = True
    label: str = ""
    about: Callable[[Event], str] | None = None
    name: str = ""
    kind: Kind = "text"
    required: bool = True
    default: Any = None

    @property
    def title(self) -> str:
        return self.label or self.name.replace("_", " ").replace("-", " ").capitalize()

    @property
    def needed(self) -> bool:
        """Whether a dialog asks for it: one with a least count may be left out where it is typed alone."""
        return self.required or (self.kind == "choices" and bool(self.minimum))

    def described(self, event: Event) -> str:
        return self.about(event) if self.about else self.description

    def can_be_asked(self, event: Event) -> bool:
        """A choice between nothing is left out, unless the command needs it and will say why it fails."""
        return self.required or self.kind not in {"choice", "choices"} or bool(self.allowed(event))

    def allowed(self, event: Event) -> tuple[Choice, ...]:
        return self.choices(event) if self.choices else ()
