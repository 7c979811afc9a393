"""One table for all that is measured: what, how much, beside what, and whether that is kept to."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from rich.table import Table

ALLOWED = 3.0  # seconds to an acknowledgement, as both platforms have it
MARKS = {True: "yes", False: "NO", None: ""}


@dataclass(frozen=True)
class Row:
    """`beside` is an aim, or what else does the same; `met` is None where there is nothing to keep to."""

    what: str
    figure: str
    beside: str = ""
    met: bool | None = None


@dataclass(frozen=True)
class Load:
    """People who act at once: the seconds until each was heard, and until all were answered."""

    front_end: str
    waits: Sequence[float]
    seconds: float
    answered: int
    people: int
    papers: int
    heard: str = "acknowledged"

    def rows(self) -> list[Row]:
        percentiles = statistics.quantiles(self.waits, n=100)
        median, last = percentiles[49], percentiles[98]
        name, all_answered = f"{self.front_end}, {self.people} at once", self.answered == self.people
        is_bound = self.heard == "acknowledged"  # a page waits for as long as it takes
        return [
            Row(
                f"{name}, {self.papers} with papers: answered",
                f"{self.answered}, {self.answered / self.seconds:.0f} a second",
                "all",
                all_answered,
            ),
            Row(
                f"{name}: {self.heard} in, p50 and p99",
                f"{median * 1000:.0f} ms, {last * 1000:.0f} ms",
                f"{ALLOWED:g} s" if is_bound else "",
                last < ALLOWED if is_bound else None,
            ),
        ]


def drawn(groups: Sequence[tuple[str, Sequence[Row]]]) -> Table:
    table = Table("", "measured", "beside", "met", title="Usher, measured on this machine")
    for name, rows in groups:
        table.add_section()
        table.add_row(f"[bold]{name}[/bold]")
        for row in rows:
            table.add_row(row.what, row.figure, row.beside, MARKS[row.met])
    return table
