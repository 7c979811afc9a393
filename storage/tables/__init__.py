"""The tables as the newest migration leaves them."""

from storage.tables import audit, outbox, people, process
from storage.tables.base import metadata

__all__ = ["audit", "metadata", "outbox", "people", "process"]
