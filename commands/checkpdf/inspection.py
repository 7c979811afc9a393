"""What a check finds out about one paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Verdict = Literal["pass", "fail", "unsure"]
Severity = Literal["error", "warning", "note"]
MOST_BYTES = 64 * 1024 * 1024  # of a file that is checked


@dataclass(frozen=True, slots=True)
class Limits:
    """Pages of main text allowed, by "track/stage"; empty where the event sets none."""

    pages: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know about the paper, with the place where it stands."""

    rule: str
    severity: Severity
    page: int | None
    line: int | None
    message: str


@dataclass(frozen=True, slots=True)
class MainText:
    """Where the main text ends: its last page, and line and baseline (from the top, 0 to 1) of its last line.

    The last page may come after the last line of text, where a figure or table ends the main text.
    """

    last_page: int
    line: int
    ends_at: float


@dataclass(frozen=True, slots=True)
class Inspection:
    """The result of a page check; the picture shows the page on which the main text ends."""

    pages: int
    main_text: MainText | None
    references_page: int | None
    appendix_page: int | None
    checklist_page: int | None
    acknowledgements_page: int | None
    anonymous: bool | None
    verdicts: Mapping[str, Verdict]
    lines_over: Mapping[str, int]
    lines_left: Mapping[str, int]
    findings: tuple[Finding, ...]
    seconds: float
    picture: bytes | None = None

    def to_json(self) -> dict[str, object]:
        """Give the values that `usher checkpdf --json` prints."""
        return {
            "pages": self.pages,
            "main_text": _fields(self.main_text) if self.main_text else None,
            "references_page": self.references_page,
            "appendix_page": self.appendix_page,
            "checklist_page": self.checklist_page,
            "acknowledgements_page": self.acknowledgements_page,
            "anonymous": self.anonymous,
            "verdicts": dict(self.verdicts),
            "lines_over": dict(self.lines_over),
            "findings": [_fields(finding) for finding in self.findings],
            "seconds": round(self.seconds, 3),
        }


def _fields(value: MainText | Finding) -> dict[str, object]:
    return {name: getattr(value, name) for name in value.__slots__}
