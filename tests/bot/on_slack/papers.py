"""Papers as people would post them, checked in the test's own process."""

from tests.papers.typeset import paper


def fitting_paper() -> bytes:
    return paper().fill_to(4, 2).references(5).pdf()
