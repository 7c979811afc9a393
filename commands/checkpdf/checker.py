"""What the command asks of whoever runs the checks."""

from collections.abc import Callable
from typing import Protocol

from commands.checkpdf.inspection import Inspection, Limits

Progress = Callable[[float, str], None]


class PaperChecker(Protocol):
    """Checks papers out of the way of everything else."""

    async def check(
        self, data: bytes, name: str, limits: Limits, progress: Progress, *, names: str = ""
    ) -> Inspection:
        """Check one paper, and look for `names` in it; raises UserError where it cannot be judged."""
