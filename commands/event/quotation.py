"""Quotations: found in the call character by character, or refused."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from commands.core.errors import UserError
from commands.event.call import Call, Link, links, readable


@dataclass(frozen=True)
class Quotation:
    """Words of the call exactly as written, with the heading above and the line, from 1."""

    text: str
    section: str
    line: int

    @property
    def readable(self) -> str:
        return readable(self.text)

    @property
    def links(self) -> tuple[Link, ...]:
        return links(self.text)


def locate(call: Call, quotation: str) -> Quotation:
    """Where the quotation first stands in the call; UserError when it does not."""
    check(call, quotation)
    line = call.text.count("\n", 0, call.text.index(quotation)) + 1
    return Quotation(quotation, call.section_at(line), line)


def check(call: Call, quotation: str) -> None:
    """UserError with the nearest line unless the call holds the quotation character by character."""
    if quotation.strip() and quotation in call.text:
        return
    number, line = _nearest(call, quotation)
    raise UserError(
        f"The call does not hold this quotation: “{quotation}”. "
        f"The nearest is line {number}: “{line.strip()}”. Copy the words from there, marks included."
    )


def _nearest(call: Call, quotation: str) -> tuple[int, str]:
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(quotation[:400].lower())
    best, nearest = -1.0, (1, "")
    for number, line in enumerate(call.lines, start=1):
        matcher.set_seq1(readable(line)[:1000].lower())
        shared = sum(block.size**2 for block in matcher.get_matching_blocks())
        if line.strip() and shared > best:
            best, nearest = shared, (number, line)
    return nearest
