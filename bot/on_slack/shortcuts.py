"""Commands in the menu of a posted message, for the files it holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MOST_FILES = 3  # of one message


@dataclass(frozen=True)
class Shortcut:
    """`option` of `command` takes the file; `callback` is how Slack names the shortcut to us."""

    callback: str
    name: str
    description: str
    command: str
    option: str
    suffix: str

    def files(self, message: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """The message's files of the right kind, the first few."""
        return [file for file in message.get("files") or () if self._fits(file)][:MOST_FILES]

    def _fits(self, file: Mapping[str, Any]) -> bool:
        return file.get("filetype") == self.suffix or str(file.get("name")).lower().endswith(
            f".{self.suffix}"
        )


SHORTCUTS = (
    Shortcut("check-pdf", "Check PDF", "Check the paper in this message", "checkpdf", "file", "pdf"),
)


def shortcut_for(command: str) -> Shortcut | None:
    return next((shortcut for shortcut in SHORTCUTS if shortcut.command == command), None)
