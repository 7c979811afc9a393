"""Read what a PDF says about itself beside its pages: metadata, links, attachments."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdf
from pypdf.generic import DictionaryObject, IndirectObject

from commands.checkpdf.opening import PYPDF_FAILURES

MOST_PAGES = 60
MOST_ANNOTATIONS = 400
MOST_ATTACHMENTS = 20
LONGEST = 200  # characters kept of a value
NOBODY = re.compile(
    r"\W*|anonymous.*|author.*|unknown|user|admin.*|root|latex.*|.*\btex\b.*|overleaf|n/?a|none|names?|"
    r"microsoft office user",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Structure:
    """A PDF's own words about itself; `links` are pages and addresses."""

    author: str = ""
    links: tuple[tuple[int, str], ...] = ()
    attachments: tuple[str, ...] = ()


def read_structure(data: bytes, pages: int = MOST_PAGES) -> Structure:
    """Read as much as the file lets us; links from its first pages only."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        return Structure(
            _author(reader), tuple(_links(reader, min(pages, MOST_PAGES))), tuple(reader.attachments)[:20]
        )
    except PYPDF_FAILURES:
        return Structure()


def _author(reader: pypdf.PdfReader) -> str:
    metadata = reader.metadata
    named = [str(metadata.author)] if metadata and metadata.author else []
    xmp = reader.xmp_metadata
    named += [str(each) for each in (xmp.dc_creator or [])] if xmp else []
    return ", ".join(dict.fromkeys(name.strip() for name in named if not NOBODY.fullmatch(name)))[:LONGEST]


def _links(reader: pypdf.PdfReader, pages: int) -> Iterator[tuple[int, str]]:
    for number, page in enumerate(reader.pages[:pages], start=1):
        annotations = _resolved(page.get("/Annots"))
        for reference in list(annotations)[:MOST_ANNOTATIONS] if isinstance(annotations, list) else []:
            annotation = _resolved(reference)
            action = _resolved(annotation.get("/A")) if isinstance(annotation, DictionaryObject) else None
            address = action.get("/URI") if isinstance(action, DictionaryObject) else None
            if address:
                yield number, str(_resolved(address))[:LONGEST]


def _resolved(value: object) -> object:
    return value.get_object() if isinstance(value, IndirectObject) else value
