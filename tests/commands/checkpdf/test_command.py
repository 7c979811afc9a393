"""The command hands the file to the checker with the event's limits."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from commands.checkpdf.command import checkpdf
from commands.checkpdf.inspect import inspect
from commands.checkpdf.inspection import Inspection, Limits
from commands.core.context import Context
from commands.core.reply import Heading
from commands.core.upload import Upload
from tests.papers.typeset import LIMITS, paper


@dataclass
class HereAndNow:
    """A checker in the test's own process."""

    asked: list[tuple[str, Limits]] = field(default_factory=list)

    async def check(
        self,
        data: bytes,
        name: str,
        limits: Limits,
        progress: Callable[[float, str], None],
        *,
        names: str = "",
    ) -> Inspection:
        progress(0.5, "Reading")
        self.asked.append((name, limits))
        return inspect(data, limits, picture=False, names=names)


async def test_the_paper_is_judged_by_the_limits_of_the_call(ctx: Context) -> None:
    checker = HereAndNow()
    data = paper().fill_to(5, 2).references(5).pdf()

    async def fetch() -> bytes:
        return data

    with_papers = replace(ctx, services=replace(ctx.services, papers=checker))
    reply = await checkpdf.run(with_papers, Upload("paper.pdf", len(data), fetch), "short")
    assert checker.asked == [("paper.pdf", LIMITS)]
    assert reply.blocks[0] == Heading("Short submission: over by 3 lines on page 5", "bad")


def test_the_answer_is_for_the_author_alone() -> None:
    assert checkpdf.private
    assert checkpdf.form
