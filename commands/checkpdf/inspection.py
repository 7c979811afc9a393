"""What a check finds out about one paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Verdict = Literal["pass", "fail", "unsure"]
Severity = Literal["error", "warning", "note"]
Stage = Literal["submission", "camera-ready"]
MOST_BYTES = 64 * 1024 * 1024  # of a file that is checked


@dataclass(frozen=True, slots=True)
class Limits:
    """Pages of main text allowed, by "track/stage"; empty where the event sets none."""

    pages: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know about the paper, with the place where it stands.

    `stage` is set where it matters to that stage alone; `box` is what to mark in a picture.
    """

    rule: str
    severity: Severity
    page: int | None
    line: int | None
    message: str
    stage: Stage | None = None
    box: Box | None = None

    def to_json(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in ("rule", "severity", "page", "line", "message")}


@dataclass(frozen=True, slots=True)
class MainText:
    """Where the main text ends: its last page, and line and baseline (from the top, 0 to 1) of its last line.

    The last page may come after `text_page`, that of the last line: a figure or table may end the main text.
    """

    last_page: int
    line: int
    ends_at: float
    text_page: int

    def to_json(self) -> dict[str, object]:
        return {"last_page": self.last_page, "line": self.line, "ends_at": self.ends_at}


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A PNG of a page or a part of it; `stage` is set where it shows what matters to that stage alone."""

    page: int
    content: bytes
    description: str
    stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class Inspection:
    """The result of a page check, with pictures of the end of the main text and of what tells the authors."""

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
    limits: Mapping[str, int] = field(default_factory=dict)
    pictures: tuple[PagePicture, ...] = ()

    def for_stage(self, stage: Stage) -> "Inspection":
        """Leave out what matters to the other stage alone."""
        return replace(
            self,
            findings=tuple(each for each in self.findings if each.stage in {None, stage}),
            pictures=tuple(each for each in self.pictures if each.stage in {None, stage}),
        )

    def to_json(self) -> dict[str, object]:
        """Give the values that `usher checkpdf --json` prints."""
        return {
            "pages": self.pages,
            "main_text": self.main_text.to_json() if self.main_text else None,
            "references_page": self.references_page,
            "appendix_page": self.appendix_page,
            "checklist_page": self.checklist_page,
            "acknowledgements_page": self.acknowledgements_page,
            "anonymous": self.anonymous,
            "verdicts": dict(self.verdicts),
            "lines_over": dict(self.lines_over),
            "findings": [finding.to_json() for finding in self.findings],
            "seconds": round(self.seconds, 3),
        }
