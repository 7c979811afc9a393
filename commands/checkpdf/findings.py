"""Put what was found into sentences, each with its page and line."""

import re
from collections.abc import Iterable, Iterator, Mapping

from commands.checkpdf.authors import AuthorBlock
from commands.checkpdf.ending import Ending
from commands.checkpdf.headings import Heading
from commands.checkpdf.inspection import Finding, Severity, Verdict
from commands.checkpdf.landmarks import Landmarks
from commands.checkpdf.layout import Layout
from commands.checkpdf.structure import Structure

SELF_NAMING = re.compile(
    r"\b(in\s+)?(our|my)\s+(own\s+)?(previous|prior|earlier|preceding|recent)\s+(work|paper|study|publication)s?\b"
    r"[^.]{0,40}?([\[(][^\])]{1,40}[\])])",
    re.IGNORECASE,
)
REPOSITORY = re.compile(
    r"https?://(?:www\.)?((?:github|gitlab|bitbucket|huggingface)\.(?:com|co|org)/[\w.-]+|[\w-]+\.github\.io)",
    re.IGNORECASE,
)
ANONYMOUS_HOST = re.compile(r"anonymous\.4open\.science|anonymous\.github|figshare\.com/s/", re.IGNORECASE)


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
        yield Finding("main-text", "note", ending.last.page, None, message)
    if landmarks.references is None:
        message = "I found no references, so everything before an appendix counts as main text."
        yield Finding("references", "warning", None, None, message)


def _tail(
    layout: Layout, landmarks: Landmarks, ending: Ending | None, verdicts: Mapping[str, Verdict]
) -> Iterator[Finding]:
    decides = "unsure" in verdicts.values()
    for heading in landmarks.tail:
        severity: Severity = "warning" if decides else "note"
        yield _at(layout, heading, "uncounted", severity, _undecided(heading, ending, decides=decides))


def _undecided(heading: Heading, ending: Ending | None, *, decides: bool) -> str:
    said = f"“{heading.title}” on page {heading.line.page}: the call doesn't say whether it counts."
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
        yield _at(layout, order[1], "appendix", "note", "The appendix stands before the references.")


def anonymity_findings(
    layout: Layout, landmarks: Landmarks, block: AuthorBlock, structure: Structure
) -> tuple[Finding, ...]:
    """Say what may tell a reviewer who the authors are."""
    return (*_named(layout, block), *_in_text(layout, landmarks), *_in_file(structure))


def _named(layout: Layout, block: AuthorBlock) -> Iterator[Finding]:
    if not block.anonymous:
        line = block.lines[0]
        message = "Page 1 names authors: right for a camera-ready paper, not for a double-blind submission."
        yield Finding("authors", "warning", 1, layout.line_number(line), message)
    elif block.e_mail:
        message = "Page 1 holds an e-mail address."
        yield Finding("authors", "warning", 1, layout.line_number(block.e_mail), message)


def _in_text(layout: Layout, landmarks: Landmarks) -> Iterator[Finding]:
    if landmarks.acknowledgements:
        yield _at(
            layout,
            landmarks.acknowledgements,
            "acknowledgements",
            "note",
            "Acknowledgements may name people; leave them out of a submission.",
        )
    for line in layout.lines[: landmarks.stop]:
        match = SELF_NAMING.search(line.text)
        if match:
            message = f"“{match[0]}” may tell who wrote this."
            yield Finding("self-naming", "note", line.page, layout.line_number(line), message)


def _in_file(structure: Structure) -> Iterator[Finding]:
    if structure.author:
        message = f"The file's metadata names an author: {structure.author}."
        yield Finding("metadata", "warning", None, None, message)
    if structure.attachments:
        message = f"The PDF carries attached files: {', '.join(structure.attachments)}."
        yield Finding("attachments", "warning", None, None, message)
    yield from _links(structure.links)


def _links(links: Iterable[tuple[int, str]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for page, address in links:
        host = REPOSITORY.match(address)
        if ANONYMOUS_HOST.search(address) and "anonymous" not in seen:
            seen.add("anonymous")
            message = f"{address} is an anonymous link: check that it works until the reviews are in."
            yield Finding("links", "note", page, None, message)
        elif host and host[1].casefold() not in seen:
            seen.add(host[1].casefold())
            yield Finding(
                "links", "note", page, None, f"{host[1]} is linked: fine for others' work, not for your own."
            )


def _at(layout: Layout, heading: Heading, rule: str, severity: Severity, message: str) -> Finding:
    return Finding(rule, severity, heading.line.page, layout.line_number(heading.line), message)


def unreadable(page_numbers: Iterable[int]) -> Finding:
    """Say which pages are pictures of text."""
    named = ", ".join(map(str, page_numbers))
    message = f"I can't read the text of page {named}: scanned, or drawn as a picture. Look at it yourself."
    return Finding("unreadable", "warning", None, None, message)
