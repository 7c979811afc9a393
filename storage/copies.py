"""Copies of a SQLite file as it was before its schema changed, to go back to when an upgrade disappoints."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

KEPT = 3  # copies; an older one goes when a new one comes


def copy_before(database: str, revisions: Sequence[str]) -> None:
    """Copy the file beside itself, as `usher.db.before-v0004`; whoever calls holds its write lock."""
    file = Path(database)
    copy = file.with_name(f"{file.name}.before-v{'-'.join(revisions)}")
    part = copy.with_name(f"{copy.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(part)) as target:
        source.backup(target)
    part.replace(copy)
    for old in copies(database)[:-KEPT]:
        old.unlink()


def copies(database: str) -> list[Path]:
    """The copies of a file, oldest first."""
    file = Path(database)
    found = (each for each in file.parent.glob(f"{file.name}.before-v*") if each.suffix != ".part")
    return sorted(found, key=lambda each: each.stat().st_mtime_ns)


def forget_copies(database: str, before: datetime) -> int:
    """Delete the copies that were made before then, since they hold what was purged or erased after."""
    old = [each for each in copies(database) if datetime.fromtimestamp(each.stat().st_mtime, UTC) < before]
    for each in old:
        each.unlink()
    return len(old)
