"""A checker of papers in the test's own process, where a test is about something else."""

from commands.checkpdf.inspect import inspect
from commands.checkpdf.inspection import Inspection, Limits
from commands.core.context import Progress


class PapersHere:
    async def check(
        self, data: bytes, name: str, limits: Limits, progress: Progress, *, names: str = ""
    ) -> Inspection:
        progress(0.5, "Reading the pages")
        return inspect(data, limits, names=names)
