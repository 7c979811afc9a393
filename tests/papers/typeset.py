"""A small typesetter: papers in a one-column 5.5 by 9 in text block, whose ends are known to the line."""

import io
import random
from dataclasses import dataclass, field
from typing import Self

from reportlab.lib.pagesizes import A4, LETTER  # type: ignore[import-untyped]  # ships no annotations
from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-untyped]  # ships no annotations
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]  # ships no annotations

from commands.checkpdf.inspection import Limits

LIMITS = Limits(
    {"short/submission": 4, "short/camera-ready": 5, "long/submission": 9, "long/camera-ready": 10}
)
LEFT, RIGHT = 108.0, 504.0
FIRST, LEADING = 82.0, 11.0
ROWS = 59
BODY = "Times-Roman"
WORDS = (
    "circuit", "feature", "probe", "layer", "head", "residual", "stream", "basis", "encodes",
    "ablation", "tracks", "predicts", "variance", "seed", "prompt", "the", "a", "of", "in", "with",
    "across", "under", "each", "shared", "sparse", "linear", "model", "training", "signal",
    "control", "steering", "vector",
)  # fmt: skip
ENTRY = "[{0}] A. Author{0} and B. Writer. A study of circuits, part {0}. Journal of Tests, {1}."


@dataclass
class Paper:
    """Sets lines on a grid of rows; `page` and `row` say where the next line goes."""

    page_size: tuple[float, float] = LETTER
    line_numbers: bool = False
    numbers_at_right: bool = False
    columns: int = 1
    seed: int = 1
    page: int = 1
    row: int = 0
    column: int = 0
    numbered: int = 0
    footnotes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=self.page_size, pageCompression=1)
        self.random = random.Random(self.seed)  # noqa: S311 - words, not secrets

    @property
    def left(self) -> float:
        return LEFT + self.column * (self.width + 20)

    @property
    def width(self) -> float:
        return (RIGHT - LEFT - 20 * (self.columns - 1)) / self.columns

    def title(self, title: str, authors: str) -> Self:
        self.row = 4
        self._draw(title, "Times-Bold", 17, centred=True)
        self.row += 3
        self._draw(authors, "Times-Bold", 10, centred=True)
        self.row += 3
        self._draw("Abstract", "Times-Bold", 12, centred=True)
        self.row += 2
        return self.prose(5).skip(1)

    def heading(self, title: str, *, size: float = 12, font: str = "Times-Bold") -> Self:
        """A heading with a row of space above it, unless it opens a page."""
        if self.row:
            self.skip(1)
        if self.row > ROWS - 4:
            self.new_page()
        self._draw(title, font, size)
        return self.skip(2)

    def section(self, title: str) -> Self:
        self.numbered += 1
        return self.heading(f"{self.numbered}   {title}")

    def prose(self, lines: int) -> Self:
        for index in range(lines):
            self.line(self.words(full=index < lines - 1))
        return self

    def line(self, text: str, *, font: str = BODY, size: float = 10, indent: float = 0) -> Self:
        self._room(1)
        self._draw(text, font, size, indent=indent)
        self.row += 1
        return self

    def paragraph(self, title: str, words: str = "We count the circuits of each layer.") -> Self:
        """A line that a title in bold type opens."""
        self._room(1)
        self._draw(title, "Times-Bold", 10)
        self._draw(words, BODY, 10, indent=stringWidth(title, "Times-Bold", 10) + 6)
        self.row += 1
        return self

    def fill_to(self, page: int, row: int) -> Self:
        """Set prose until the last line stands on this page and row, counted from 0."""
        while (self.page, self.row) <= (page, row):
            self.line(self.words())
        return self

    def figure(self, rows: int, number: int = 1, *, caption: str = "The basis tracks two features.") -> Self:
        """A drawing with its caption below, on the rows given."""
        self._room(rows)
        top, bottom = self._y(self.row) - 8, self._y(self.row + rows - 3)
        self.canvas.rect(self.left + 60, self._up(bottom), self.width - 120, bottom - top, fill=1)
        self.row += rows - 2
        self._draw(f"Figure {number}: {caption}", BODY, 10, indent=80)
        self.row += 2
        return self

    def table(self, rows: int, number: int = 1) -> Self:
        """A caption with the table's rows below it."""
        self._room(rows)
        self._draw(f"Table {number}: Accuracy by layer and seed, in percent.", BODY, 10, indent=80)
        for index in range(2, rows - 1):
            self.row += 1
            if index > 2:
                self._draw(f"layer {index}     0.{index}1     0.{index}7     0.{index}9", BODY, 9, indent=110)
        self.row += 3
        return self

    def equation(self) -> Self:
        self._room(2)
        self.row += 1
        self._draw("L(x) = f(x) + g(x)", "Times-Italic", 10, indent=150)
        self._draw("(1)", BODY, 10, indent=self.width - 12)
        self.row += 1
        return self

    def footnote(self, text: str) -> Self:
        """A note in small type in the rows that the page keeps free at its foot."""
        self.footnotes.append(text)
        return self

    def references(self, entries: int, *, heading: str | None = "References") -> Self:
        if heading:
            self.heading(heading)
        for number in range(1, entries + 1):
            self.line(ENTRY.format(number, 2000 + number % 25), size=9)
        return self

    def skip(self, rows: int) -> Self:
        self.row += rows
        return self

    def new_page(self) -> Self:
        """End the page with its number; in two columns, go on to the next column first."""
        if self.column + 1 < self.columns:
            self.column, self.row = self.column + 1, 0
            return self
        self._foot()
        self.canvas.showPage()
        self.page, self.row, self.column = self.page + 1, 0, 0
        return self

    def picture_of_text(self) -> Self:
        """A page that is one picture, as from a scanner."""
        from PIL import Image  # noqa: PLC0415 - few tests need it

        grey = Image.new("L", (170, 220), 230)
        self.canvas.drawInlineImage(grey, 0, 0, *self.page_size)
        return self

    def turned(
        self, text: str, degrees: float, *, size: float = 90, place: tuple[float, float] = (200, 300)
    ) -> Self:
        """Text that runs across the page, as a watermark does, or along its side."""
        self.canvas.saveState()
        self.canvas.translate(*place)
        self.canvas.rotate(degrees)
        self.canvas.setFont(BODY, size)
        self.canvas.drawString(0, 0, text)
        self.canvas.restoreState()
        return self

    def turned_table(self, rows: int) -> Self:
        """A wide table that is turned by a quarter to fill a page of its own."""
        self.turned("Table 1: Accuracy by layer and seed, in percent.", 90, size=10, place=(120, 200))
        for row in range(1, rows + 1):
            text = f"layer {row}     0.{row}1     0.{row}7     0.{row}9"
            self.turned(text, 90, size=9, place=(130 + LEADING * row, 150))
        return self

    def pdf(self, *, password: str | None = None) -> bytes:
        self._foot()
        if password:
            self.canvas.setEncrypt(password)
        self.canvas.save()
        return self.buffer.getvalue()

    def _room(self, rows: int) -> None:
        if self.row + rows > ROWS - 2 * len(self.footnotes):
            self.new_page()

    def _foot(self) -> None:
        for index, text in enumerate(self.footnotes):
            self.canvas.setFont(BODY, 8)
            self.canvas.drawString(LEFT, self._up(self._y(ROWS - len(self.footnotes) + index)), text)
        self.footnotes.clear()
        self.canvas.setFont(BODY, 10)
        self.canvas.drawCentredString(self.page_size[0] / 2, self._up(750), str(self.page))

    def words(self, *, full: bool = True) -> str:
        """Words for a full line, or for the short last line of a paragraph."""
        width = self.width if full else self.width * self.random.uniform(0.4, 0.8)
        text = self.random.choice(WORDS).capitalize()
        while True:
            longer = f"{text} {self.random.choice(WORDS)}"
            if stringWidth(f"{longer}.", BODY, 10) > width:
                return text if full else f"{text}."
            text = longer

    def _draw(self, text: str, font: str, size: float, *, indent: float = 0, centred: bool = False) -> None:
        y = self._up(self._y(self.row))
        if self.line_numbers:
            self.canvas.setFont("Helvetica", 6)
            self.canvas.drawRightString(LEFT - 12, y, str((self.page - 1) * ROWS + self.row + 1))
        self.canvas.setFont(font, size)
        if centred:
            self.canvas.drawCentredString((LEFT + RIGHT) / 2, y, text)
        else:
            self.canvas.drawString(self.left + indent, y, text)
        if self.numbers_at_right and self.column + 1 == self.columns:
            self.canvas.setFont("Helvetica", 6)
            self.canvas.drawRightString(RIGHT + 20, y, str((self.page - 1) * ROWS + self.row + 1))

    def _y(self, row: int) -> float:
        return FIRST + LEADING * row

    def _up(self, y: float) -> float:
        return self.page_size[1] - y


def paper(authors: str = "Anonymous Author(s)", **options: object) -> Paper:
    """The start of a paper: title, authors, abstract, two sections."""
    made = Paper(**options)  # type: ignore[arg-type]  # passed on as they are
    made.title("Circuits That Count Their Own Lines", authors)
    return made.section("Introduction").prose(12).section("Methods").prose(8)


__all__ = ["A4", "LETTER", "LIMITS", "ROWS", "Paper", "paper"]
