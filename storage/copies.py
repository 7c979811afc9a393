"""Copies of a SQLite file as it was before its schema changed, to go back to when an upgrade disappoints."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
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


def latest_of(database: str, known: frozenset[str]) -> Path | None:
    """The latest copy whose schema is one of those that are known; None where there is none."""
    for copy in reversed(copies(database)):
        with suppress(sqlite3.Error):
            if _versions_of(copy) <= known:
                return copy
    return None


def _versions_of(copy: Path) -> frozenset[str]:
    """It is read as a file that never changes, so that SQLite puts none beside it."""
    with closing(sqlite3.connect(f"{copy.resolve().as_uri()}?immutable=1", uri=True)) as connection:
        found = connection.execute("SELECT version_num FROM alembic_version")
        return frozenset(version for (version,) in found)


def forget_copies(database: str, before: datetime) -> int:
    """Delete the copies that were made before then, since they hold what was purged or erased after."""
    old = [each for each in copies(database) if datetime.fromtimestamp(each.stat().st_mtime, UTC) < before]
    for each in old:
        each.unlink()
    return len(old)
