"""Say what may tell a reviewer who the authors are, and what hides them in a camera-ready paper."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from commands.checkpdf.addresses import address_findings, around
from commands.checkpdf.authors import AuthorBlock
from commands.checkpdf.inspection import Finding, Severity
from commands.checkpdf.landmarks import Landmarks
from commands.checkpdf.layout import Layout
from commands.checkpdf.names import Sought, found_in, found_on_pages
from commands.checkpdf.passages import joined
from commands.checkpdf.reading import Line, Page
from commands.checkpdf.structure import Structure

_WORK = (
    r"(?:works?|papers?|stud(?:y|ies)|publications?|articles?|research|results?|findings|methods?|"
    r"approach|preprints?)"
)
_CITED = r"[^.;]{0,40}?(?:\[\d[\d,;\s–-]{0,20}\]|[\[(][^\])]{1,60}\b(?:19|20)\d\d[a-z]?[\])])"
SELF_NAMING = re.compile(
    rf"\b(?:in\s+)?(?:our|my)\s+(?:own\s+)?(?:previous|prior|earlier|preceding|recent|past|former|companion)\s+{_WORK}\b{_CITED}"
    rf"|\bwe\s+(?:have\s+)?(?:previously|earlier)\s+(?:\w+ed|showed|shown|found|introduced|presented)\b{_CITED}"
    rf"|\bas\s+we\s+(?:previously\s+)?(?:showed|have\s+shown|reported|argued|demonstrated)\s+in\s+(?:\[\d|[\[(][A-Z])[^\])]{{0,40}}[\])]",
    re.IGNORECASE,
)
LICENSEE = re.compile(
    r"(?:licen[cs]ed?\s+to|registered\s+to|licensee)\s*:?\s*([^,;()<\n]{2,60})", re.IGNORECASE
)
HOME = re.compile(
    r"(?:/home/|/Users/|\b[A-Z]:[\\/]Users[\\/]|Documents and Settings[\\/])([\w.@ -]{2,40})[\\/]",
    re.IGNORECASE,
)
NOBODYS_HOME = re.compile(
    r"user|root|runner|app|public|shared|compile\w*|tex\w*|latex|overleaf|anonymous|admin\w*|\w*pdf\w*",
    re.IGNORECASE,
)
MOST_ON_PAGES = 12
MOST_LINES = 3  # told of one name and page
CITED = ", from the references on: fine in an entry that you cite as others' work."


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a paper holds, on its pages and beside them; no `block` where page 1 can't be read."""

    layout: Layout
    pages: Sequence[Page]
    landmarks: Landmarks
    block: AuthorBlock | None
    structure: Structure


def anonymity_findings(evidence: Evidence, sought: Sequence[Sought]) -> tuple[Finding, ...]:
    """List the names that were asked for first, then all that may tell the authors."""
    layout, landmarks, structure = evidence.layout, evidence.landmarks, evidence.structure
    block = evidence.block
    return (
        *_names_on_pages(evidence, sought),
        *_names_aside(evidence, sought),
        *(_page_1(layout, block) if block else ()),
        *_in_text(layout, landmarks),
        *_in_file(structure),
        *address_findings(layout, landmarks.stop),
        *(_left_hidden(layout, block) if block else ()),
    )


def _names_on_pages(evidence: Evidence, sought: Sequence[Sought]) -> Iterator[Finding]:
    """Name the first few lines of each page that hold a name, and count the others."""
    layout, references = evidence.layout, evidence.landmarks.references
    start = _place(layout, references.line) if references else None
    places: dict[tuple[str, int, bool], list[Line]] = {}
    for name, line in found_on_pages(layout, evidence.pages, sought):
        cited = start is not None and _place(layout, line) > start
        places.setdefault((name, line.page, cited), []).append(line)
    for (name, page, cited), lines in places.items():
        severity: Severity = "note" if cited else "error"
        shown = lines[: 1 if cited else MOST_LINES]
        for line in shown:
            more = len(lines) - len(shown) if line is shown[-1] else 0
            told = f"“{name}” stands here{f' and on {more} more lines of this page' if more else ''}"
            said = f"{told}{CITED if cited else '.'}"
            yield Finding("names", severity, page, layout.line_number(line), said, "submission", line.box)


def _place(layout: Layout, line: Line) -> tuple[int, int, float]:
    return line.page, layout.column_of(line), line.y


def _names_aside(evidence: Evidence, sought: Sequence[Sought]) -> Iterator[Finding]:
    """Search links, notes, metadata, attachments and text that runs sideways."""
    structure = evidence.structure
    places: list[tuple[str, int | None, str]] = [
        *((aside.holder, aside.page, aside.text) for aside in structure.asides),
        *(("an attachment's name", None, name) for name in structure.attachments),
        *(("text set sideways", page.number, text) for page in evidence.pages for text in page.sideways),
    ]
    seen: set[tuple[str, str, int | None]] = set()
    for holder, page, text in places if sought else ():
        for name in found_in(sought, text):
            if (name, holder, page) not in seen:
                seen.add((name, holder, page))
                where = (
                    f"the metadata ({holder.lstrip('/')})" if holder[0] == "/" or holder == "XMP" else holder
                )
                yield _leak("names", "error", f"“{name}” stands in {where}.", page)


def _page_1(layout: Layout, block: AuthorBlock) -> Iterator[Finding]:
    if not block.anonymous:
        message = "The authors are named: right for a camera-ready paper, not for a double-blind submission."
        yield _on(layout, "authors", "warning", block.lines, message)
        return
    e_mail, affiliation = block.e_mail, block.affiliation
    if e_mail:
        message = "This is an e-mail address; take it out for double-blind review."
        yield _on(layout, "e-mail", "warning", [e_mail], message)
    if affiliation:
        message = "This seems to say where the authors work; take it out for double-blind review."
        yield _on(layout, "affiliation", "warning", [affiliation], message)


def _in_text(layout: Layout, landmarks: Landmarks) -> Iterator[Finding]:
    thanks = landmarks.acknowledgements
    if thanks:
        message = "Acknowledgements may name people and grants; leave them out of a submission."
        yield _on(layout, "acknowledgements", "note", [thanks.line], message)
    passage = joined(layout.lines[: landmarks.stop])
    for match, _ in zip(SELF_NAMING.finditer(passage.text), range(MOST_ON_PAGES), strict=False):
        message = f"“{match[0]}” may tell who wrote this: cite your own work as you cite others'."
        yield _on(layout, "self-naming", "note", [passage.line_at(match.start())], message)


def _in_file(structure: Structure) -> Iterator[Finding]:
    if structure.author:
        message = f"The file's metadata names an author: {structure.author}. Clear it before you submit."
        yield _leak("metadata", "warning", message)
    yield from _told_by_metadata(structure)
    if structure.attachments:
        message = (
            f"The PDF carries attached files: {', '.join(structure.attachments)}. Look for names in them."
        )
        yield _leak("attachments", "warning", message)


def _told_by_metadata(structure: Structure) -> Iterator[Finding]:
    """Find who licensed a program, and whose folder a file lay in, each once."""
    messages: dict[str, int | None] = {}
    for aside in structure.asides:
        licensee, home = LICENSEE.search(aside.text), HOME.search(aside.text)
        if licensee and aside.holder in {"/Creator", "/Producer", "XMP"}:
            messages[f"The file names who licensed the program it was made with: {licensee[1].strip()}."] = (
                None
            )
        if home and not NOBODYS_HOME.fullmatch(home[1]):
            messages.setdefault(f"A path in the file names its user: {home[0]}", aside.page)
    for message, page in messages.items():
        yield _leak("metadata", "warning", message, page)


def _left_hidden(layout: Layout, block: AuthorBlock) -> Iterator[Finding]:
    """Say what must go before a paper is published."""
    if block.said:
        message = "The authors are still hidden; put in their names, with the template's final option."
        number = layout.line_number(block.said)
        yield Finding("anonymous", "warning", 1, number, message, "camera-ready", block.said.box)
    if layout.margin_numbers:
        message = "Lines are still numbered; the template's final option takes the numbers off."
        yield Finding("line-numbers", "warning", 1, None, message, "camera-ready")


def _on(layout: Layout, rule: str, severity: Severity, lines: Sequence[Line], message: str) -> Finding:
    number = layout.line_number(lines[0])
    return Finding(rule, severity, lines[0].page, number, message, "submission", around(lines))


def _leak(rule: str, severity: Severity, message: str, page: int | None = None) -> Finding:
    return Finding(rule, severity, page, None, message, "submission")
