"""An hour of it, or as long as SOAK_MINUTES says: `python -m tests.soak`."""

import asyncio
import os
import secrets
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from tests.soak.soak import plan_for, soak


def main() -> int:
    console = Console(highlight=False, soft_wrap=True)
    minutes = float(os.environ.get("SOAK_MINUTES", "60"))
    seed = int(os.environ.get("SOAK_SEED") or secrets.randbelow(10**6))
    console.print(f"{minutes:g} minutes, SOAK_SEED={seed}")

    def say(what: str) -> None:
        console.print(f"{datetime.now(UTC):%H:%M:%S} {what}", markup=False)

    folder = Path(tempfile.mkdtemp(prefix="usher-soak-"))
    findings = asyncio.run(soak(plan_for(minutes, seed), folder, say))
    console.print(*(f"FOUND {each}" for each in findings), sep="\n", markup=False)
    say(f"{len(findings)} findings, SOAK_SEED={seed}{f', logs in {folder}' if findings else ''}")
    if not findings:
        shutil.rmtree(folder)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
