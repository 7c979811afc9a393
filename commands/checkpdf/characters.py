"""Ask PDFium about the single characters of a page."""

import ctypes
import re
from collections.abc import Callable
from ctypes import byref
from functools import lru_cache
from typing import Any

from pypdfium2 import raw  # type: ignore[import-untyped]  # ships no annotations

BOLD_NAME = re.compile(
    r"bold|black|heavy|medi\b|-medi|demi|"
    r"-(?:bd|smbd|sb)(?:it|ita|cn|obl)?$|"
    r"\b(?:cm|lm|ec|cmss|cs|pl|vn)bx|\bcmb\d|\b(?:cm|sf)ssdc|\blcmssb|"
    r"\bsf(?:b[xil]|s[xo]|xc|rb)\d|\b[rt]1?[tp]xb|(?:libertine|biolinum)(?:\w*t|o)[bz]",
    re.IGNORECASE,
)
TELLING_NAME = re.compile(r"[A-Za-z]{3}")
MADE_UP = re.compile(r"^(?:CIDFont|TTE?(?=[0-9A-F])|MSTT)")
SUBSET = re.compile(r"^[A-Z]{6}\+")
BOLD_WEIGHT = 600
LONGEST_NAME = 80  # bytes kept of a font's name
MOST_CHARACTERS = 60_000
ASKEW = 0.2  # rise over run: scans lie askew by less, and watermarks cross the page by more

Text = Any  # what PDFium gives for the text of a page


def _untyped(function: Any, result: Any) -> Callable[..., Any]:
    """Declare a function anew, without the types of what it takes: references go in as they are.

    Thousands of characters are asked about, and checking types takes longer than PDFium does to answer.
    """
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result)(address)


_get_origin = _untyped(raw.FPDFText_GetCharOrigin, ctypes.c_int)
_get_box = _untyped(raw.FPDFText_GetLooseCharBox, ctypes.c_int)
_get_matrix = _untyped(raw.FPDFText_GetMatrix, ctypes.c_int)
_get_size = _untyped(raw.FPDFText_GetFontSize, ctypes.c_double)
_get_font = _untyped(raw.FPDFText_GetFontInfo, ctypes.c_ulong)


class Characters:
    """The characters of a page's text, measured in points in the page's own system, where heights rise."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._to_text = byref(text.contents)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._matrix, self._box = raw.FS_MATRIX(), raw.FS_RECTF()
        self._name, self._length = ctypes.create_string_buffer(LONGEST_NAME), ctypes.c_ulong(LONGEST_NAME)
        self._to_x, self._to_y, self._to_name = byref(self._x), byref(self._y), byref(self._name)
        self._to_matrix, self._to_box = byref(self._matrix), byref(self._box)
        self._in_step = False  # every character of the file stands in the text: places need no translation
        self._fonts: dict[bytes, tuple[str, bool]] = {}
        self._sizes: dict[float, float] = {}

    def read(self) -> str:
        """Give the text, one unit a character: places in it stay places in the file."""
        count = min(raw.FPDFText_CountChars(self._text), MOST_CHARACTERS)
        if count <= 0:
            return ""
        buffer = bytearray(2 * (2 * count + 1))  # two units at most for a character
        written = raw.FPDFText_GetText(self._text, 0, count, ctypes.c_ushort.from_buffer(buffer)) - 1
        self._in_step = written == count
        units = buffer[: 2 * max(written, 0)]
        text = units.decode("utf-16-le", "surrogatepass")
        return text if 2 * len(text) == len(units) else "".join(map(chr, memoryview(units).cast("H")))

    def index(self, place: int) -> int:
        """Translate a place in the text to the number by which the other questions are asked."""
        return place if self._in_step else raw.FPDFText_GetCharIndexFromTextIndex(self._text, place)

    def measure(self, first: int, last: int) -> tuple[float, float, float, float] | None:
        """Give where a run of characters starts, its baseline, its right end, and its size on the page.

        None stands for text that does not run from left to right.
        """
        text, matrix = self._to_text, self._matrix
        _get_matrix(text, first, self._to_matrix)
        turned = matrix.b
        if turned and abs(turned) > ASKEW * abs(matrix.a):
            return None
        size = _get_size(text, first) * (abs(matrix.d) or 1.0)
        if size not in self._sizes:
            self._sizes[size] = round(size, 1)
        _get_origin(text, first, self._to_x, self._to_y)
        _get_box(text, last, self._to_box)
        return self._x.value, self._y.value, self._box.right, self._sizes[size]

    def right(self, index: int) -> float:
        _get_box(self._to_text, index, self._to_box)
        right: float = self._box.right
        return right

    def font(self, index: int) -> tuple[str, bool]:
        """Give the font's name, and whether it is bold.

        The weight counts where the name tells nothing: distillers describe many a regular font as heavy.
        """
        _get_font(self._to_text, index, self._to_name, self._length, None)
        name = self._name.value
        known = self._fonts.get(name)
        if known is None:
            plain, bold = _font_named(name)
            if not tells(plain):
                bold = raw.FPDFText_GetFontWeight(self._text, index) >= BOLD_WEIGHT
            known = self._fonts[name] = plain, bold
        return known


def tells(font: str) -> bool:
    """Tell a font's name from one that a program made up, as F1 and CIDFont+F2 are."""
    return bool(TELLING_NAME.search(MADE_UP.sub("", font)))


@lru_cache(maxsize=1000)
def _font_named(name: bytes) -> tuple[str, bool]:
    """Give a font's name without the mark of its subset, and whether it says that it is bold."""
    text = name.decode("latin-1")
    return SUBSET.sub("", text), bool(BOLD_NAME.search(text))
