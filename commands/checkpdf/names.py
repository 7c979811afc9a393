"""The names and handles that an author wants nowhere in the paper."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from commands.checkpdf.layout import Layout
from commands.checkpdf.passages import joined
from commands.checkpdf.reading import Line, Page

SEPARATORS = re.compile(r"[,;\n\r]+")
ADDRESS = re.compile(r"^(https?://)?(www\.)?[\w.-]+\.(com|co|org|io|net|edu)/", re.IGNORECASE)
MOST_NAMES = 40
SHORTEST, LONGEST = 2, 80
FEWEST_LETTERS_OF_A_SURNAME = 3
MOST_PLACES = 500
NO_ACCENTS = str.maketrans("", "", "^`")  # accents set as letters of their own
BARE_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
FIRST_WITHOUT_SPACES = "\u2e80"  # from here on, scripts that set no space between words


@dataclass(frozen=True, slots=True)
class Sought:
    """A name as typed, and the pattern that finds it in folded text."""

    name: str
    pattern: re.Pattern[str]


def parse_names(typed: str) -> tuple[Sought, ...]:
    """Read names, handles and addresses of profiles, parted by commas or lines."""
    cleaned = (ADDRESS.sub("", part.strip()).strip("@/ \t") for part in SEPARATORS.split(typed))
    names = dict.fromkeys(name for name in cleaned if SHORTEST <= len(name) <= LONGEST)
    return tuple(Sought(name, _pattern(name)) for name in list(names)[:MOST_NAMES] if _tokens(name))


def fold(text: str) -> str:
    """Reduce text to bare letters: accents, ligatures and capitals do not matter."""
    if text.isascii():
        return text.casefold().translate(NO_ACCENTS)
    plain = "".join(each for each in text if unicodedata.category(each) != "Sk")
    folded = unicodedata.normalize("NFKD", plain).casefold().translate(BARE_LETTERS)
    return "".join(each for each in folded if unicodedata.category(each) not in {"Mn", "Cf"})


def _tokens(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(name))


def _pattern(name: str) -> re.Pattern[str]:
    """Match the name whole; the given name also by its initial, and the surname also first."""
    tokens = _tokens(name)
    # After an initial its stop must stand: "a writer" is not A. Writer.
    gaps = (r"\.[\W_]{0,2}" if len(token) == 1 else r"[\W_]{0,3}" for token in tokens[:-1])
    forms = ["".join(f"{_token(token)}{gap}" for token, gap in zip(tokens, (*gaps, ""), strict=True))]
    if len(tokens) > 1 and len(tokens[-1]) >= FEWEST_LETTERS_OF_A_SURNAME and " " in name.strip():
        given, surname = re.escape(tokens[0]), _token(tokens[-1])
        middle = r"(?:[^\W_]{1,2}[.\s-]{1,3}){0,2}"
        forms.append(rf"{given[0]}\.[\s-]{{0,2}}{middle}{surname}")
        forms.append(rf"{surname},\s?(?:{given}|{given[0]}\.)")
    first, last = name.strip()[:1], name.strip()[-1:]
    before = r"(?<![^\W_])" if first < FIRST_WITHOUT_SPACES else ""
    after = r"(?![^\W_])" if last < FIRST_WITHOUT_SPACES else ""
    return re.compile(f"{before}(?:{'|'.join(forms)}){after}")


def _token(token: str) -> str:
    """Let a hyphen stand within a word where a line may have broken it."""
    return "-?".join(map(re.escape, token)) if len(token) > FEWEST_LETTERS_OF_A_SURNAME else re.escape(token)


def found_in(sought: Iterable[Sought], text: str) -> list[str]:
    """List the names that stand in a text."""
    folded = fold(text)
    return [each.name for each in sought if each.pattern.search(folded)]


def found_on_pages(
    layout: Layout, pages: Sequence[Page], sought: Sequence[Sought]
) -> Iterator[tuple[str, Line]]:
    """Give each line that holds a name, once, in headers, footers and margins too."""
    if not sought:
        return
    seen: set[tuple[str, int, int]] = set()
    for lines in (layout.lines, tuple(line for page in pages for line in page.lines)):
        passage = joined(lines, fold)
        for each in sought:
            for match in each.pattern.finditer(passage.text):
                line = passage.line_at(match.start())
                place = each.name, line.page, round(line.y)
                if place not in seen and len(seen) < MOST_PLACES:
                    seen.add(place)
                    yield each.name, line
