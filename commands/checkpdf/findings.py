"""Put what was found into sentences, each with its page and line."""

from collections.abc import Iterable, Iterator, Mapping

from commands.checkpdf.ending import Ending
from commands.checkpdf.headings import Heading
from commands.checkpdf.inspection import Finding, Severity, Verdict
from commands.checkpdf.landmarks import Landmarks
from commands.checkpdf.layout import Layout


def find_all(
    layout: Layout, landmarks: Landmarks, ending: Ending | None, verdicts: Mapping[str, Verdict]
) -> tuple[Finding, ...]:
    """Say where the main text ends, and what bears on that."""
    return (
        *_ending(landmarks, ending),
        *_tail(layout, landmarks, ending, verdicts),
        *_places(layout, landmarks),
    )


def _ending(landmarks: Landmarks, ending: Ending | None) -> Iterator[Finding]:
    if ending is None:
        yield Finding("main-text", "warning", None, None, "I found no main text that I can read.")
        return
    place = f"page {ending.text.page}, line {ending.line}"
    yield Finding(
        "main-text", "note", ending.text.page, ending.line, f"The text of the main part ends on {place}."
    )
    if ending.last.page > ending.text.page:
        message = f"A figure or table of the main part stands on page {ending.last.page}, after its text."
        yield Finding("floats", "note", ending.last.page, None, message)
    if landmarks.references is None:
        message = "I found no references, so everything before an appendix counts as main text."
        yield Finding("references", "warning", None, None, message)


def _tail(
    layout: Layout, landmarks: Landmarks, ending: Ending | None, verdicts: Mapping[str, Verdict]
) -> Iterator[Finding]:
    decides = "unsure" in verdicts.values()
    if ending and ending.doubtful:
        message = f"A figure or table beside the references or appendix: {_readings(ending, decides=decides)}"
        page = ending.doubtful.page
        yield Finding("uncounted", "warning" if decides else "note", page, None, message)
    for heading in landmarks.tail:
        severity: Severity = "warning" if decides else "note"
        message = f"“{heading.title}”: {_readings(ending, decides=decides)}"
        yield _at(layout, heading, "uncounted", severity, message)


def _readings(ending: Ending | None, *, decides: bool) -> str:
    said = "the call doesn't say whether it counts."
    if not decides or ending is None:
        return said
    return (
        f"{said} If it doesn't, the main text ends on page {ending.last.page}; "
        f"if it does, on page {ending.last_at_most.page}."
    )


def _places(layout: Layout, landmarks: Landmarks) -> Iterator[Finding]:
    named = (
        ("references", landmarks.references, "The references start here; they don't count."),
        ("appendix", landmarks.appendix, "The appendix starts here; it doesn't count."),
        ("checklist", landmarks.checklist, "A checklist starts here; it doesn't count."),
    )
    for rule, heading, message in named:
        if heading:
            yield _at(layout, heading, rule, "note", message)
    order = landmarks.references, landmarks.appendix
    if order[0] and order[1] and order[1].index < order[0].index:
        yield _at(layout, order[1], "order", "note", "The appendix stands before the references.")


def _at(layout: Layout, heading: Heading, rule: str, severity: Severity, message: str) -> Finding:
    return Finding(rule, severity, heading.line.page, layout.line_number(heading.line), message)


def unreadable(page_numbers: Iterable[int]) -> Finding:
    """Say which pages are pictures of text, or turned."""
    named = ", ".join(map(str, page_numbers))
    message = f"I can't read the text of page {named}: scanned, drawn or set sideways. Look at it yourself."
    return Finding("unreadable", "warning", None, None, message)
