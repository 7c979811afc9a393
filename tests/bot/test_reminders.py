"""Who is reminded when, as the settings say it."""

import datetime as dt

import pytest

from bot.reminders import read_reminders
from bot.settings.load import example, load_settings
from bot.settings.model import ReminderGroupSetting, RemindersSettings
from commands.core.errors import UserError
from commands.deadline.rules import Quiet
from commands.event.zones import ANYWHERE_ON_EARTH


def read(**setting: object) -> RemindersSettings:
    return RemindersSettings(
        channels=(ReminderGroupSetting.model_validate({"group": "everyone", **setting}),)
    )


def test_the_settings_that_ship_remind_the_channels_of_everyone() -> None:
    settings = load_settings(example())
    rules = read_reminders(settings.reminders, settings.destinations)
    (wish,) = rules.groups
    assert wish.name == "everyone"
    assert [str(offset) for offset in wish.offsets] == ["14 d", "7 d", "3 d", "24 h", "3 h"]
    assert [str(offset) for offset in rules.personal] == ["14 d", "7 d", "1 d", "3 h"]


def test_quiet_hours_are_in_the_zone_of_the_group() -> None:
    quiet = {"quiet_from": dt.time(22), "quiet_to": dt.time(8), "zone": "AoE"}
    (wish,) = read_reminders(read(**quiet), ["everyone"]).groups
    assert wish.quiet == Quiet(dt.time(22), dt.time(8), ANYWHERE_ON_EARTH)


@pytest.mark.parametrize(
    ("setting", "why"),
    [
        ({"group": "all"}, "no group of destinations “all”. There are “everyone”"),
        ({"offsets": ["soon"]}, "Write days or hours"),
        ({"zone": "EST"}, "no time zone “EST”"),
    ],
)
def test_what_can_not_be_used_is_named(setting: dict[str, object], why: str) -> None:
    with pytest.raises(UserError, match=why):
        read_reminders(read(**setting), ["everyone"])


def test_quiet_hours_with_a_beginning_alone_are_refused() -> None:
    with pytest.raises(ValueError, match="quiet_to"):
        read(quiet_from=dt.time(22))
