"""An invocation of a command: what a slash command, a form, a button and a web post all become."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

from commands.core.upload import Upload

CODE_LIMIT = 100  # characters of a custom id on Discord; Slack allows 255

Raw = str | int | float | bool | Upload | tuple[str, ...]


@dataclass(frozen=True)
class Invocation:
    """A command's name and its options as they came in, not yet parsed."""

    name: str
    options: Mapping[str, Raw] = field(default_factory=dict, repr=False)  # people's words; none for a log

    @property
    def code(self) -> str:
        """The invocation as a button carries it: `deadline calendar?which=submission`."""
        return f"{self.name}?{urlencode(self.options)}" if self.options else self.name

    @classmethod
    def from_code(cls, code: str) -> "Invocation":
        name, _, query = code.partition("?")
        return cls(name, dict(parse_qsl(query, keep_blank_values=True)))
