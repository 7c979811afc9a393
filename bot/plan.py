"""All that the settings say, read and held against each other before anything is opened."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.destinations import read_destinations
from bot.event import load_knowledge, read_event
from bot.facts import Facts, facts_of
from bot.reminders import read_reminders
from bot.settings.model import Settings
from commands.ask.knowledge import Knowledge
from commands.deadline.rules import ReminderRules
from commands.delivery.destination import Destination
from commands.event.facts import Event


@dataclass(frozen=True)
class Plan:
    """What Usher is put together from."""

    event: Event
    knowledge: Knowledge
    destinations: Mapping[str, tuple[Destination, ...]]
    reminders: ReminderRules
    facts: Facts


def read_plan(settings: Settings) -> Plan:
    """`UserError` names the setting that `usher run` can't use."""
    facts = facts_of(settings.event)
    event = read_event(settings.event, settings.destinations)
    knowledge = load_knowledge(settings.event, event)
    destinations = read_destinations(settings.destinations)
    reminders = read_reminders(settings.reminders, destinations)
    return Plan(event, knowledge, destinations, reminders, facts)
