"""Papers as people would post them, checked in the test's own process."""

from collections.abc import Callable

from commands.checkpdf.inspect import inspect
from commands.checkpdf.inspection import Inspection, Limits
from tests.papers.typeset import paper


def fitting_paper() -> bytes:
    return paper().fill_to(4, 2).references(5).pdf()


class InProcess:
    """A checker without processes of its own."""

    async def check(
        self,
        data: bytes,
        name: str,
        limits: Limits,
        progress: Callable[[float, str], None],
        *,
        names: str = "",
    ) -> Inspection:
        return inspect(data, limits, names=names)
