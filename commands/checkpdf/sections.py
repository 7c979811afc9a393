"""Learn how a paper heads its sections."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commands.checkpdf.headings import Heading
from commands.checkpdf.titles import Kind, letters

SECTIONS_BEFORE_APPENDIX = 2
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
FEWEST_ROMAN = 3  # single letters may be an appendix's, and paragraphs may have such numbers
CONCLUSION = re.compile(r"(discussionand)?conclu(sions?|dingremarks).*")
USUAL_SECTION = re.compile(
    r"introduction|background|methods?|methodology|(experimental)?results|experiments|discussion|evaluation|"
    r"conclusions?(andfuturework)?|relatedwork|references"
)


@dataclass(frozen=True, slots=True)
class SectionStyle:
    """How a paper sets the headings of its sections.

    `apart`: their numbers stand apart from the titles; `roman`: they are Roman, and subsections have letters.
    """

    size: float
    bold: bool
    numbered: bool
    apart: bool = True
    roman: bool = False

    def fits(self, heading: Heading) -> bool:
        """Tell whether a heading is set like one of a section."""
        if self.roman and heading.number and heading.number not in ROMAN:
            return False
        close = abs(heading.line.size - self.size) <= 0.05 * self.size
        return heading.level <= 1 and close and (heading.line.bold or not self.bold)

    def position(self, heading: Heading) -> int | None:
        """The number of a section among the others of its kind."""
        number = heading.number or ""
        if self.roman:
            return ROMAN.index(number) + 1 if number in ROMAN else None
        return int(number) if number.isdecimal() else None


def before_checklist(headings: Sequence[Heading]) -> Sequence[Heading]:
    """Leave out the checklist, whose numbered questions outnumber the sections."""
    strong = (index for index, each in enumerate(headings) if each.kind is Kind.CHECKLIST and each.strong)
    first = next(strong, len(headings))
    return headings[:first] if first > SECTIONS_BEFORE_APPENDIX else headings


def section_style(headings: Iterable[Heading], body_size: float) -> SectionStyle:
    """Learn how sections are headed, from the numbered ones if there are any."""
    known = list(headings)
    strong = {each.number for each in known if each.strong and each.number}
    decimal = sum(map(str.isdecimal, strong))
    roman = len(strong & set(ROMAN)) >= max(FEWEST_ROMAN, decimal + 1)
    numbered = [each for each in known if each.strong and _is_numbered(each, roman=roman)]
    usual = [each for each in known if USUAL_SECTION.fullmatch(letters(each.title))]
    styles = Counter((each.line.size, each.line.bold) for each in numbered + usual)
    if not styles:
        return SectionStyle(1.2 * body_size, bold=True, numbered=False)
    (size, bold), _ = styles.most_common(1)[0]
    style = SectionStyle(size, bold, numbered=False)
    sections = [each for each in numbered if style.fits(each)]
    apart = 2 * sum(each.quad for each in sections) >= len(sections)
    enough = len(sections) >= SECTIONS_BEFORE_APPENDIX
    return SectionStyle(size, bold, numbered=enough, apart=apart, roman=roman)


def _is_numbered(heading: Heading, *, roman: bool) -> bool:
    number = heading.number or ""
    return number in ROMAN if roman else number.isdecimal()


@dataclass(frozen=True, slots=True)
class Course:
    """How sections follow each other: the numbers of those by their places, and the last of the main text's.

    `concluding` is the place of the last conclusion, and `usual` of the last section that any paper may have.
    """

    numbers: Sequence[tuple[int, int]]
    concluding: int
    usual: int

    @classmethod
    def of(cls, headings: Iterable[Heading], style: SectionStyle) -> "Course":
        sections = [each for each in headings if style.fits(each)]
        titles = [(each.index, letters(each.title)) for each in sections if each.kind is Kind.SECTION]
        positions = [(each.index, style.position(each)) for each in sections]
        numbers = [(index, position) for index, position in positions if position is not None]
        concluding = max((index for index, title in titles if CONCLUSION.fullmatch(title)), default=-1)
        usual = max((index for index, title in titles if USUAL_SECTION.fullmatch(title)), default=-1)
        return cls(numbers, concluding, max(usual, concluding))

    def goes_on(self, heading: Heading) -> bool:
        """Tell whether the main text's sections go on after a heading, and their numbers with them."""
        place = bisect_left(self.numbers, (heading.index, 0))
        before, after = self.numbers[:place][-1:], self.numbers[place:][:2]
        following = [number for index, number in after if index != heading.index][:1]
        return self.usual > heading.index and [number + 1 for _, number in before] == following != []
