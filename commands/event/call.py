"""The call for papers as passages that stand in the file character by character."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from commands.event.markdown import BULLET, LINK, Link, links, readable, unwrap

__all__ = ["Call", "Link", "Passage", "links", "readable", "unwrap"]

_HEADING = re.compile(r" {0,3}#{1,6}\s+(.*?)[\s#]*$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})\s*$")
_LABEL = re.compile(r"(\*\*|__)([^*_]+)\1:?$")
_CAPITALS = re.compile(r"([A-Z][A-Z&/'’-]+(?: [A-Z0-9&/'’-]+){0,3}):?$")
_RULE = re.compile(r"\s*(?:(?:[-*_]\s*){3,}|(?:```|~~~).*)$")
_TABLE_RULE = re.compile(r"\s*\|?[\s:|-]*-[\s:|-]*\|[\s:|-]*$")
_SENTENCE_END = re.compile(r"[.!?][)\"'”’*_]*(\s+)(?=[\"'“‘(\[*_]*[^\W_a-z])")
_ABBREVIATION = re.compile(r"(?i:\b(?:e\.g|i\.e|cf|vs|al|etc|approx|no|fig|sec|dr|prof|pp?)|\b[A-Z])\.$")
_QUOTED_WHOLE = 420  # readable characters up to which a bullet is one passage


@dataclass(frozen=True)
class Passage:
    """A sentence, bullet or table row as written; `context` is what introduces it, `line` counts from 1."""

    text: str
    section: str
    line: int
    context: str = ""

    @cached_property
    def readable(self) -> str:
        return readable(self.text)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        return links(self.text)


@dataclass(frozen=True)
class Call:
    """The call for papers; `passages` are in the order of the file."""

    text: str
    lines: tuple[str, ...]
    passages: tuple[Passage, ...]
    sections: tuple[tuple[int, str], ...]

    @classmethod
    def parse(cls, text: str) -> "Call":
        reader = _Reader(text)
        reader.read()
        passages = tuple(passage for block in reader.blocks for passage in _split(text, reader.starts, block))
        return cls(text, tuple(text.split("\n")), passages, tuple(reader.sections))

    def section_at(self, line: int) -> str:
        """Return the heading above a line; empty before the first."""
        before = [heading for start, heading in self.sections if start <= line]
        return before[-1] if before else ""


@dataclass(frozen=True)
class _Block:
    """A paragraph, bullet or table row: where it lies in the file and what introduces it."""

    start: int
    end: int
    section: str
    context: str
    whole: bool


@dataclass
class _Reader:
    """Reads the file line by line; a block stays open while its lines go on."""

    text: str
    blocks: list[_Block] = field(default_factory=list)
    sections: list[tuple[int, str]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    _parents: list[tuple[int, str]] = field(default_factory=list)
    _lead: str = ""
    _header: str | None = None
    _open: _Block | None = None
    _indent: int = -1

    def read(self) -> None:
        position = 0
        lines = self.text.split("\n")
        for number, (line, following) in enumerate(pairwise([*lines, ""]), start=1):
            self.starts.append(position)
            self._read_line(number, position, line.rstrip(), following)
            position += len(line) + 1
        self._close()

    def _read_line(self, number: int, start: int, line: str, following: str) -> None:
        if _UNDERLINE.match(line) and self._open and self._indent < 0 and not self._header:
            start, end = self._open.start, self._open.end
            self._open = None
            self._head(number - 1, readable(self.text[start:end]))
            self._state(start, self.text[start:end])
        elif not line.strip() or _RULE.match(line) or _TABLE_RULE.match(line):
            self._close()
            self._header = self._header if _TABLE_RULE.match(line) else None
        elif heading := _HEADING.match(line) or _LABEL.match(line) or _CAPITALS.match(line):
            self._close()
            self._head(number, readable(heading[heading.lastindex or 1]))
            self._state(start, line)
        elif "|" in line and (self._header is not None or _TABLE_RULE.match(following)):
            self._read_row(start, line)
        else:
            self._read_text(start, line)

    def _head(self, number: int, heading: str) -> None:
        self.sections.append((number, heading))
        self._parents, self._lead, self._indent = [], "", -1

    def _state(self, start: int, line: str) -> None:
        """Take a heading that holds a number ("Deadline: May 3") as a statement too."""
        if any(character.isdigit() for character in line):
            offset = len(line) - len(line.lstrip(" #"))
            self._begin(start + offset, start + len(line), "", whole=True)
            self._close()

    def _read_row(self, start: int, line: str) -> None:
        self._close()
        if self._header is None:
            self._header = readable(line)
            return
        offset = len(line) - len(line.lstrip(" |"))
        self._begin(start + offset, start + len(line.rstrip(" |")), self._header, whole=True)
        self._close()

    def _read_text(self, start: int, line: str) -> None:
        indent = len(line) - len(line.lstrip())
        if bullet := BULLET.match(line):
            self._close()
            self._parents = [parent for parent in self._parents if parent[0] < indent]
            context = " ".join([self._lead, *(words for _, words in self._parents)]).strip()
            self._begin(start + bullet.end(), start + len(line), context, whole=True)
            self._indent = indent
        elif self._open:
            self._begin(self._open.start, start + len(line), self._open.context, whole=self._open.whole)
        else:
            self._begin_paragraph(start, line, indent)

    def _begin_paragraph(self, start: int, line: str, indent: int) -> None:
        if not indent and self._parents:
            self._parents, self._lead = [], ""
        context = " ".join([self._lead, *(words for _, words in self._parents)]).strip()
        answers = self._lead.endswith("?") and self.blocks and not self._parents
        begin = self.blocks.pop().start if answers else start + indent
        self._begin(begin, start + len(line), "" if answers else context, whole=False)
        self._lead, self._indent = "", -1

    def _begin(self, start: int, end: int, context: str, *, whole: bool) -> None:
        section = self.sections[-1][1] if self.sections else ""
        self._open = _Block(start, end, section, context, whole)

    def _close(self) -> None:
        if block := self._open:
            words = readable(self.text[block.start : block.end])
            self.blocks.append(block)
            if self._indent >= 0:
                self._parents.append((self._indent, words))
            elif self._header is None:
                self._lead = words if words.endswith((":", "?")) else ""
            self._open = None


def _split(text: str, starts: list[int], block: _Block) -> Iterator[Passage]:
    raw = text[block.start : block.end]
    sentences = list(_sentences(raw))
    if len(readable(raw)) <= _QUOTED_WHOLE and (block.whole or "?" in raw[slice(*sentences[0])]):
        sentences = [(0, len(raw))]
    for start, end in sentences:
        if readable(raw[start:end]):
            line = bisect_right(starts, block.start + start)
            yield Passage(raw[start:end], block.section, line, block.context)


def _sentences(raw: str) -> Iterator[tuple[int, int]]:
    """Where each sentence lies; a question stays with the statement that answers it."""
    inside = [match.span() for match in LINK.finditer(raw)]
    ends = [
        match
        for match in _SENTENCE_END.finditer(raw)
        if not _ABBREVIATION.search(raw[: match.start() + 1])
        and not any(start < match.start() < end for start, end in inside)
    ]
    sentences = list(pairwise([0, *(match.end() for match in ends), len(raw)]))
    kept: list[tuple[int, int]] = []
    for start, end in sentences:
        if kept and _asks(raw[slice(*kept[-1])]) and not _asks(raw[start:end]):
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((start, end))
    yield from ((start, start + len(raw[start:end].rstrip())) for start, end in kept)


def _asks(sentence: str) -> bool:
    return readable(sentence).endswith("?")
