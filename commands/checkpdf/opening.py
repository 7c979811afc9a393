"""Open a file as a PDF, or say in a sentence why it cannot be checked."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pypdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no annotations
from pypdf.errors import DependencyError, PyPdfError
from pypdfium2 import raw

from commands.checkpdf.inspection import MOST_BYTES
from commands.core.errors import UserError

MOST_PAGES = 300
HEAD = 1024  # a PDF's signature stands within these first bytes
# What pypdf is known to raise on damaged files beside its own errors.
PYPDF_FAILURES = (
    PyPdfError, DependencyError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError,
    OverflowError, AssertionError, NotImplementedError, OSError, MemoryError,
)  # fmt: skip
LOCKED = "This PDF is locked with a password. Save a copy without one, and check that."
DAMAGED = "This PDF is damaged: two independent readers could not open it. Export it again, and check that."

DAMAGED_PAGE = "A page of this PDF is damaged. Export it again, and check that."


@contextmanager
def opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """Open a PDF for reading; closes it afterwards."""
    _refuse_others(data)
    document = _load(data)
    try:
        _refuse_unusual(document)
        yield document
    except pdfium.PdfiumError as error:
        raise UserError(DAMAGED_PAGE) from error
    finally:
        document.close()


def _refuse_others(data: bytes) -> None:
    head = data[:HEAD].lstrip().lower()
    if not data:
        raise UserError("This file is empty. Upload the PDF again.")
    if len(data) > MOST_BYTES:
        raise UserError(
            f"This file is larger than {MOST_BYTES // 2**20} MB. Compress its pictures, and check again."
        )
    if b"%pdf" in head:
        return
    if head.startswith((b"<!doctype html", b"<html", b"<?xml")) or b"<html" in head:
        raise UserError(
            "This is a web page saved under the name of a PDF. Download the PDF itself, and check that."
        )
    if head.startswith((b"pk\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UserError("This is an office document or an archive. Export it as PDF, and check that.")
    raise UserError("This is not a PDF. Upload the paper's PDF file.")


def _load(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise UserError(LOCKED) from error
    return _second_opinion(data)


def _second_opinion(data: bytes) -> pdfium.PdfDocument:
    """Let pypdf mend what PDFium refuses, within memory."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise UserError(LOCKED)
        mended = io.BytesIO()
        pypdf.PdfWriter(clone_from=reader).write(mended)
        return pdfium.PdfDocument(mended.getvalue())
    except (*PYPDF_FAILURES, pdfium.PdfiumError) as error:
        raise UserError(DAMAGED) from error


def _refuse_unusual(document: pdfium.PdfDocument) -> None:
    pages = len(document)
    if pages == 0:
        raise UserError("This PDF has no pages. Export it again, and check that.")
    if pages > MOST_PAGES:
        raise UserError(
            f"This PDF has {pages:,} pages; I read up to {MOST_PAGES}. Check the paper without its extras."
        )
