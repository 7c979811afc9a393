"""Which version of the schema a database has, and which ones this Usher knows."""

from functools import cache
from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

MIGRATIONS = Path(__file__).parent / "migrations"


def config(connection: Connection | None = None) -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings


def current(connection: Connection) -> tuple[str, ...]:
    """The revisions that the database is at; none where it is empty."""
    return tuple(sorted(MigrationContext.configure(connection).get_current_heads()))


@cache
def newest() -> tuple[str, ...]:
    return tuple(sorted(ScriptDirectory.from_config(config()).get_heads()))


def known() -> frozenset[str]:
    return frozenset(script.revision for script in ScriptDirectory.from_config(config()).walk_revisions())
