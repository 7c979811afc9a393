"""Who is reminded when, from the settings."""

from collections.abc import Collection

from bot.destinations import unknown_group
from bot.settings.model import ReminderGroupSetting, RemindersSettings
from commands.core.errors import UserError
from commands.deadline.rules import Offset, Quiet, ReminderRules, Wish, read_offsets
from commands.event.zones import read_zone


def read_reminders(settings: RemindersSettings, groups: Collection[str]) -> ReminderRules:
    """`groups` are the names of the destinations; `UserError` names the setting that can't be used."""
    try:
        derived = read_offsets(settings.derived)
        wishes = tuple(_wish(item, derived, groups) for item in settings.channels)
        return ReminderRules(wishes, read_offsets(settings.personal), derived)
    except UserError as error:
        raise UserError(f"reminders: {error}") from None


def _wish(item: ReminderGroupSetting, derived: tuple[Offset, ...], groups: Collection[str]) -> Wish:
    if item.group not in groups:
        raise UserError(unknown_group(item.group, groups))
    zone, quiet = read_zone(item.zone), None
    if item.quiet_from is not None and item.quiet_to is not None:
        quiet = Quiet(item.quiet_from, item.quiet_to, zone)
    return Wish(item.group, read_offsets(item.offsets), derived, zone, quiet)
