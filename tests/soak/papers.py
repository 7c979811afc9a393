"""Papers that people hand in: whole ones, and broken ones of every kind."""

import random

from tests.papers.typeset import paper
from tests.papers.whole import Whole
from tests.soak.plants import IN_PAPER

WHOLE = 6


def papers(seed: int) -> tuple[bytes, ...]:
    """The same for one seed."""
    chance = random.Random(seed)  # noqa: S311 - a soak that can be run again
    named = paper(authors=IN_PAPER).fill_to(4, 20).references(10)
    whole = [named.pdf(), *(Whole(chance.randrange(10**6)).pdf() for _ in range(WHOLE))]
    cut = [each[: chance.randrange(100, len(each))] for each in whole[:3]]
    locked = paper().fill_to(2, 10).pdf(password="quux")  # noqa: S106 - opens a made paper
    return (*whole, *cut, locked, b"%PDF-1.7\n%%EOF", chance.randbytes(20_000), b"", _picture())


def _picture() -> bytes:
    made = paper()
    made.new_page()
    return made.picture_of_text().pdf()
