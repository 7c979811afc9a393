"""What commands work with, wired once in `bot/app.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from commands.ask.knowledge import Knowledge
from commands.checkpdf.checker import PaperChecker
from commands.deadline.rules import ReminderRules
from commands.delivery.destination import Destination
from commands.delivery.postman import Nowhere, Postman
from commands.event.facts import Event
from commands.questions.learnt import Learnt
from commands.reviewers.pictures import NoPictures, Pictures
from storage.store import Store

Tally = Callable[[str, str], None]
"""Counts what a command found, by the command's name and a word for the result."""


def uncounted(_command: str, _result: str) -> None:
    """Count nothing."""


@dataclass(frozen=True)
class Services:
    """`destinations` are the named groups of channels; "organisers" is where organisers are told.

    `learnt` are the organisers' own answers, beside what the settings know.
    """

    event: Event
    store: Store
    papers: PaperChecker
    knowledge: Knowledge
    destinations: Mapping[str, tuple[Destination, ...]] = field(default_factory=dict)
    postman: Postman = field(default_factory=Nowhere)
    tally: Tally = uncounted
    pictures: Pictures = field(default_factory=NoPictures)
    reminders: ReminderRules = field(default_factory=ReminderRules)
    learnt: Learnt = field(default_factory=Learnt)
