"""What commands work with, wired once in `bot/app.py`."""

from dataclasses import dataclass

from commands.ask.knowledge import Knowledge
from commands.checkpdf.checker import PaperChecker
from commands.event.facts import Event
from storage.store import Store


@dataclass(frozen=True)
class Services:
    event: Event
    store: Store
    papers: PaperChecker
    knowledge: Knowledge
