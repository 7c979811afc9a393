"""What commands work with, wired once in `bot/app.py`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from commands.ask.knowledge import Knowledge
from commands.checkpdf.checker import PaperChecker
from commands.delivery.destination import Destination
from commands.event.facts import Event
from storage.store import Store


@dataclass(frozen=True)
class Services:
    """`destinations` are the named groups of channels; "organisers" is where organisers are told."""

    event: Event
    store: Store
    papers: PaperChecker
    knowledge: Knowledge
    destinations: Mapping[str, tuple[Destination, ...]] = field(default_factory=dict)
