"""Whole papers put together at random, from the parts that real ones have, with their truth."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.papers.typeset import A4, FIRST, LEADING, LETTER, Paper

REFERENCES = ("References", "REFERENCES", "Bibliography", "7   References", "R EFERENCES", "Works Cited")
APPENDICES = (
    "A   Proofs", "Appendix", "APPENDIX", "A PPENDIX", "Appendix A: Proofs", "Supplementary Material",
    "A   Technical Appendices and Supplementary Material", "A.   Proof of Theorem 1", "More Experiments",
)  # fmt: skip
CHECKLISTS = ("NeurIPS Paper Checklist", "Checklist", "NeurIPS 2025 Paper Checklist", "P APER C HECKLIST")
STATEMENTS = ("Broader Impact", "Impact Statement", "Reproducibility Statement", "Ethics Statement")
THANKS = ("Acknowledgments", "Acknowledgements", "Acknowledgments and Disclosure of Funding")
SECTIONS = ("Related Work", "Experiments", "Results", "Analysis of Features", "Ablations", "Limitations")
ENTRIES = (
    "[{0}] A. Author{0} and B. Writer. A study of circuits. Journal of Tests, {1}.",
    "A. Author{0}, B. Writer, and C. Other. A study of circuits. In Proceedings, {1}.",
    "[AW{0}] Anna Author{0} and Ben Writer. A study of circuits. {1}.",
    "Author{0}, A. and Writer, B. ({1}). A study of circuits. arXiv preprint.",
)


@dataclass
class Truth:
    """Where the parts of a paper start, and where the last line of its main text stands."""

    text_page: int = 0
    baseline: float = 0.0
    last_page: int = 0
    references: int | None = None
    appendix: int | None = None
    checklist: int | None = None


class Whole:
    """One paper, composed by a seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - reproducible papers
        self.truth = Truth()
        self.numbered = self.chance.random() < 0.85
        self.capitals = self.chance.random() < 0.12
        self.size = self.chance.choice([12, 12, 12, 11, 10.5])
        self.font = self.chance.choice(["Times-Bold", "Times-Bold", "Helvetica-Bold"])
        size = A4 if self.chance.random() < 0.15 else LETTER
        self.paper = Paper(page_size=size, line_numbers=self.chance.random() < 0.4, seed=seed)
        self.figures = 0
        self._main()
        self._statements()
        self._references()
        for part in self.chance.choice(self._orders()):
            part()

    def pdf(self) -> bytes:
        return self.paper.pdf()

    def _orders(self) -> list[list[Callable[[], None]]]:
        appendix, checklist = self._appendix, self._checklist
        return [[], [appendix], [checklist], [appendix, checklist], [checklist, appendix]]

    def _heading(self, title: str) -> int:
        self.paper.heading(title, size=self.size, font=self.font)
        return self.paper.page

    def _section(self, title: str) -> None:
        self.paper.numbered += 1
        shown = title.upper() if self.capitals else title
        self._heading(f"{self.paper.numbered}   {shown}" if self.numbered else shown)

    def _main(self) -> None:
        made, chance = self.paper, self.chance
        made.title("Circuits That Count Their Own Lines", "Anonymous Author(s)")
        self._section("Introduction")
        made.prose(12)
        self._section("Methods")
        made.prose(8)
        end = chance.choice([3, 4, 5, 8, 9, 10])
        titles = chance.sample(SECTIONS[: None if self.numbered else -1], 3)
        for page in range(1, end):
            made.fill_to(page, chance.randint(5, 50))
            self._something(titles)
        self._section("Conclusion")
        made.prose(3).fill_to(end, chance.randint(0, 56))
        self.truth.text_page, self.truth.baseline = made.page, FIRST + LEADING * (made.row - 1)
        if chance.random() < 0.15:
            self._figure()
        self.truth.last_page = made.page

    def _something(self, titles: list[str]) -> None:
        match self.chance.randrange(6):
            case 0:
                self._figure()
            case 1:
                self.figures += 1
                self.paper.skip(1).table(self.chance.randint(6, 14), self.figures).skip(1)
            case 2:
                self.paper.equation()
            case 3 if titles:
                self._section(titles.pop())
                self.paper.prose(4)
            case 4:
                self.paper.footnote("1 A note on the code.")

    def _figure(self) -> None:
        self.figures += 1
        self.paper.skip(1).figure(self.chance.randint(8, 16), self.figures).skip(1)

    def _statements(self) -> None:
        for titles, share in ((STATEMENTS, 0.3), (THANKS, 0.35)):
            if self.chance.random() < share:
                self._heading(self.chance.choice(titles))
                self.paper.prose(self.chance.randint(2, 8))

    def _references(self) -> None:
        if self.chance.random() < 0.15:
            self.paper.new_page()
        self.truth.references = self._heading(self.chance.choice(REFERENCES))
        entry, size = self.chance.choice(ENTRIES), self.chance.choice([9, 9, 10])
        for number in range(1, self.chance.randint(8, 60)):
            self.paper.line(entry.format(number, 1990 + number % 30), size=size)
            if self.chance.random() < 0.6:
                self.paper.line("A longer title that continues here, pages 1-20.", size=size, indent=12)

    def _appendix(self) -> None:
        if self.chance.random() < 0.6:
            self.paper.new_page()
        self.truth.appendix = self._heading(self.chance.choice(APPENDICES))
        self.paper.prose(self.chance.randint(3, 40))
        self._heading("B   More Results")
        self.paper.prose(12)

    def _checklist(self) -> None:
        self.paper.new_page()
        self.truth.checklist = self._heading(self.chance.choice(CHECKLISTS))
        for number in range(1, 8):
            self.paper.line(f"{number}. Claims", font="Times-Bold")
            self.paper.line("Question: Do the main claims reflect the contributions?")
            self.paper.line("Answer: [Yes]").line("Justification: see the text.").skip(1)
