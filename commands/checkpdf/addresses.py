"""Find the addresses in a paper that may tell who wrote it, in its text and under its links."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from commands.checkpdf.inspection import Box, Finding
from commands.checkpdf.layout import Layout
from commands.checkpdf.links import ADDRESS, is_anonymous, owner
from commands.checkpdf.passages import Passage, joined
from commands.checkpdf.reading import Line, Link

MOST_OWNERS = 8
BEFORE = 160  # characters read before an address to tell whose it is
LONGEST = 80
_THINGS = (
    r"(?:code(?:base)?|implementation|repositor(?:y|ies)|models?|weights|checkpoints?|data(?:sets?)?|website|"
    r"project page|demo|artifacts?|software|library|package)"
)
OWN = re.compile(
    rf"\b(?:our|project)\s+(?:\w+\s+){{0,2}}{_THINGS}\b|^\W*(?:code|project page|website)\s*:|"
    rf"\bwe\s+(?:\w+\s+){{0,2}}(?:release|open-?source|publish|make|provide|share)\b|"
    rf"\b{_THINGS}\b[^.]{{0,60}}\b(?:is|are|be|been|made)\b[^.]{{0,30}}\b(?:available|released|found|hosted|open-?sourced)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """An address with the line that it stands on and the words before it."""

    address: str
    line: Line
    before: str

    @property
    def own(self) -> bool:
        """Tell whether the words before say that the authors put it there."""
        return bool(OWN.search(self.before))


def address_findings(layout: Layout, stop: int) -> Iterator[Finding]:
    """Point to the addresses of people and groups, once each, and to anonymous ones once."""
    passage = joined(layout.lines[:stop])
    mentions = [*_typed(passage), *_linked(layout, passage)]
    mentions.sort(key=lambda each: (not each.own, each.line.page, each.line.y))
    seen: set[str] = set()
    for each in mentions:
        whose = "" if is_anonymous(each.address) else owner(each.address)
        hidden = "anonymous" if is_anonymous(each.address) else ""
        key = whose or hidden
        if key and key not in seen and len(seen) < MOST_OWNERS:
            seen.add(key)
            yield _hidden(layout, each) if hidden else _owned(layout, each, whose)


def _typed(passage: Passage) -> Iterator[Mention]:
    for match in ADDRESS.finditer(passage.text):
        before = passage.text[max(0, match.start() - BEFORE) : match.start()]
        yield Mention(match[0], passage.line_at(match.start()), before)


def _linked(layout: Layout, passage: Passage) -> Iterator[Mention]:
    """Place each link on the line that it covers, before the references alone."""
    places = {id(line): start for line, start in zip(passage.lines, passage.starts, strict=True)}
    lines: dict[int, list[Line]] = defaultdict(list)
    for line in passage.lines:
        lines[line.page].append(line)
    for link in (link for page in layout.pages for link in page.links if _tells(link.address)):
        under = _line_under(lines[link.page], link)
        if under:
            end = places[id(under)] + len(under.text)
            yield Mention(link.address, under, passage.text[max(0, end - BEFORE) : end])


def _tells(address: str) -> bool:
    return is_anonymous(address) or bool(owner(address))


def _line_under(lines: Sequence[Line], link: Link) -> Line | None:
    if not lines:
        return None
    middle = (link.box.top + link.box.bottom) / 2
    near = min(lines, key=lambda line: abs(line.y - line.size / 3 - middle))
    return near if abs(near.y - near.size / 3 - middle) < near.size else None


def _owned(layout: Layout, mention: Mention, whose: str) -> Finding:
    number = layout.line_number(mention.line)
    page = mention.line.page
    if mention.own:
        message = (
            f"{whose} is linked as yours. For review, link an anonymous copy, say on anonymous.4open.science."
        )
        return Finding("links", "warning", page, number, message, "submission", mention.line.box)
    message = f"{whose} is linked: fine for others' work, not for your own."
    return Finding("links", "note", page, number, message, "submission")


def _hidden(layout: Layout, mention: Mention) -> Finding:
    message = (
        f"{mention.address[:LONGEST]} is an anonymous link, which is fine. Such links can expire: "
        "check that it works until the reviews are in."
    )
    return Finding(
        "links", "note", mention.line.page, layout.line_number(mention.line), message, "submission"
    )


def around(lines: Sequence[Line]) -> Box:
    """Give the box around lines of one page."""
    boxes = [line.box for line in lines]
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
