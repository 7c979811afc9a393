"""Checks of papers, counted."""

from dataclasses import dataclass

from bot.metrics import Metrics
from commands.checkpdf.checker import PaperChecker, Progress
from commands.checkpdf.inspection import Inspection, Limits
from commands.core.clock import Clock
from commands.core.errors import UserError


@dataclass(frozen=True)
class MeasuredPapers:
    """A `PaperChecker` that tells the metrics how long each check took, and how it ended."""

    papers: PaperChecker
    metrics: Metrics
    clock: Clock

    async def check(
        self, data: bytes, name: str, limits: Limits, progress: Progress, *, names: str = ""
    ) -> Inspection:
        began, outcome, inspection = self.clock.elapsed(), "failed", None
        try:
            inspection = await self.papers.check(data, name, limits, progress, names=names)
            outcome = "checked"
        except UserError:
            outcome = "refused"
            raise
        finally:
            self.metrics.paper(outcome, self.clock.elapsed() - began, inspection)
        return inspection
