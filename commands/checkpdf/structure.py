"""Read what a PDF says about itself beside its pages: metadata, links, notes, attachments."""

import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

import pypdf
from pypdf.generic import ArrayObject, Destination, DictionaryObject, IndirectObject, StreamObject

from commands.checkpdf.opening import PYPDF_FAILURES

MOST_PAGES = 60
MOST_ANNOTATIONS = 400
MOST_ATTACHMENTS = 20
MOST_OUTLINE = 300
MOST_FIGURES = 40  # of one page
MOST_TEXT = 100_000  # characters of an attachment, or of the metadata
LONGEST = 200  # characters kept of a value that is shown
CREATORS = re.compile(r"<(dc:creator|pdf:Author|xmpRights:Owner)\b[^>]{0,200}>(.{0,2000}?)</\1>", re.DOTALL)
CREATOR_ATTRIBUTE = re.compile(r"""\b(?:pdf:Author|xmpRights:Owner)=["']([^"']{0,200})""")
FIGURE_PATH = re.compile(rb"/PTEX\.FileName\s*\(([^()\r\n]{1,200})\)")
TAG = re.compile(r"<[^>]*>")
NOBODY = re.compile(
    r"\W*|anonymous.*|author.*|no author.*|unknown|user|admin.*|root|latex.*|.*\btex\b.*|overleaf|n/?a|none|"
    r"names?|microsoft office user|python-docx",
    re.IGNORECASE,
)

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Aside:
    """Text that stands on no page: what holds it, and the page that it belongs to."""

    holder: str
    page: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Structure:
    """A PDF's own words about itself."""

    author: str = ""
    attachments: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()


def read_structure(data: bytes, *, everything: bool = False) -> Structure:
    """Read as much as the file lets us; of each page's own objects only where everything is asked for."""
    paths = tuple(Aside("a figure's file name", None, path) for path in _paths(data))
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        reading = _Structure(reader)
    except PYPDF_FAILURES:
        return Structure(asides=paths)
    metadata, asides = _tried(reading.metadata), paths
    if everything:
        for part in (reading.links, reading.notes, reading.figures, reading.bookmarks, reading.attached):
            asides += _tried(part)
    attachments = _tried(lambda: tuple(reader.attachments)[:MOST_ATTACHMENTS])
    return Structure(_author(metadata), attachments, metadata + asides)


def _paths(data: bytes) -> list[str]:
    """List the files that pdfTeX included figures from, as they stand in the file's plain bytes."""
    found = (match[1].decode("utf-8", "replace") for match in FIGURE_PATH.finditer(data))
    return list(dict.fromkeys(islice(found, MOST_FIGURES)))


def _tried(read: Callable[[], Iterable[Part]]) -> tuple[Part, ...]:
    """Read one part: a damaged one says nothing, and the others still do."""
    try:
        return tuple(read())
    except PYPDF_FAILURES:
        return ()


def _author(metadata: tuple[Aside, ...]) -> str:
    named: list[str] = []
    for aside in metadata:
        if aside.holder == "/Author":
            named.append(aside.text)
        elif aside.holder == "XMP":
            named += [TAG.sub(" ", creator[2]) for creator in CREATORS.finditer(aside.text)]
            named += CREATOR_ATTRIBUTE.findall(aside.text)
    known = dict.fromkeys(
        " ".join(name.split()) for name in named if not NOBODY.fullmatch(name.strip(" ()[]{}<>"))
    )
    return ", ".join(known)[:LONGEST]


class _Structure:
    """The parts of a PDF that pypdf can read."""

    def __init__(self, reader: pypdf.PdfReader) -> None:
        self.reader = reader

    def metadata(self) -> Iterator[Aside]:
        info = _resolved(self.reader.trailer.get("/Info"))
        entries = info.items() if isinstance(info, DictionaryObject) else ()
        for key, value in entries:
            yield Aside(key, None, str(_resolved(value))[:MOST_TEXT])
        stream = _resolved(self.reader.root_object.get("/Metadata"))
        if isinstance(stream, StreamObject):
            xmp = stream.get_data()[:MOST_TEXT]
            encoding = "utf-16" if b"\x00" in xmp[:64] else "utf-8"
            yield Aside("XMP", None, xmp.decode(encoding, "replace"))

    def links(self) -> Iterator[Aside]:
        for number, annotation in self._annotations():
            action = _resolved(annotation.get("/A"))
            address = action.get("/URI") if isinstance(action, DictionaryObject) else None
            if address:
                yield Aside("a link", number, str(_resolved(address))[:LONGEST])

    def notes(self) -> Iterator[Aside]:
        for number, annotation in self._annotations():
            for key in ("/Contents", "/T", "/V", "/TU"):
                text = _resolved(annotation.get(key))
                if isinstance(text, str) and text:
                    yield Aside("a note", number, text[:MOST_TEXT])

    def figures(self) -> Iterator[Aside]:
        """Give what pdfTeX keeps of the files that figures were included from."""
        for number, page in self._pages():
            resources = _resolved(page.get("/Resources"))
            objects = (
                _resolved(resources.get("/XObject")) if isinstance(resources, DictionaryObject) else None
            )
            values = list(objects.values())[:MOST_FIGURES] if isinstance(objects, DictionaryObject) else []
            for figure in map(_resolved, values):
                if isinstance(figure, DictionaryObject):
                    yield from _provenance(number, figure)

    def bookmarks(self) -> Iterator[Aside]:
        items: list[object] = list(self.reader.outline)
        for _ in range(MOST_OUTLINE):
            item = items.pop(0) if items else None
            if isinstance(item, list):
                items = [*item, *items]
            elif isinstance(item, Destination):
                yield Aside("a bookmark", None, str(item.title))

    def attached(self) -> Iterator[Aside]:
        for name, contents in list(self.reader.attachments.items())[:MOST_ATTACHMENTS]:
            for content in contents:
                yield Aside(f"the attachment {name}", None, content[:MOST_TEXT].decode("utf-8", "replace"))

    def _pages(self) -> Iterator[tuple[int, pypdf.PageObject]]:
        yield from enumerate(self.reader.pages[:MOST_PAGES], start=1)

    def _annotations(self) -> Iterator[tuple[int, DictionaryObject]]:
        for number, page in self._pages():
            annotations = _resolved(page.get("/Annots"))
            known = annotations[:MOST_ANNOTATIONS] if isinstance(annotations, ArrayObject) else []
            for annotation in map(_resolved, known):
                if isinstance(annotation, DictionaryObject):
                    yield number, annotation


def _provenance(page: int, figure: DictionaryObject) -> Iterator[Aside]:
    name = _resolved(figure.get("/PTEX.FileName"))
    if isinstance(name, str):
        yield Aside("a figure's file name", page, name[:LONGEST])
    info = _resolved(figure.get("/PTEX.InfoDict"))
    for key, value in info.items() if isinstance(info, DictionaryObject) else ():
        yield Aside(f"a figure's {key}", page, str(_resolved(value))[:LONGEST])


def _resolved(value: object) -> object:
    return value.get_object() if isinstance(value, IndirectObject) else value
