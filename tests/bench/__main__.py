"""Measure everything and print one table, or only what is named: `python -m tests.bench [NAMES]`.

PAPERS=folder and QUESTIONS=file, where they are set, hold labelled papers and questions.
"""

import asyncio
import sys
import time
from collections.abc import Sequence
from importlib import import_module

from rich.console import Console

from tests.bench.table import Row, drawn

BENCHES = (
    "whole_process",
    "slack_load",
    "discord_load",
    "page_load",
    "ask",
    "page_check",
    "delivery",
    "reminding",
    "reviewers",
    "rows",
)


async def main(names: Sequence[str]) -> int:
    """0 where all aims are met."""
    unknown = set(names) - set(BENCHES)
    if unknown:
        sys.exit(f"There is no {', '.join(sorted(unknown))}. There is {', '.join(BENCHES)}.")
    console, groups = Console(), list[tuple[str, Sequence[Row]]]()
    for name in names or BENCHES:
        began = time.perf_counter()
        with console.status(f"{name} ..."):
            rows = await import_module(f"tests.bench.{name}").bench()
        console.print(f"{name}: {time.perf_counter() - began:.0f} s")
        groups.append((name.replace("_", " "), rows))
    console.print(drawn(groups))
    return int(any(row.met is False for _, rows in groups for row in rows))


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1:])))
