"""Where Usher may speak unasked."""

import pytest

from commands.core.errors import UserError
from commands.core.person import Caller, Person, Place
from commands.delivery.destination import Destination, channel, direct_messages


def test_a_channel_is_read_as_the_settings_write_it() -> None:
    assert channel("slack:C01") == Destination("slack", "C01")
    assert channel("slack:C01").written == "slack:C01"


@pytest.mark.parametrize("written", ["C01", "irc:usher", "slack:", ""])
def test_what_is_no_channel_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(UserError, match="slack:C0123456789"):
        channel(written)


@pytest.mark.parametrize("written", ["discord:general", "discord:#1", "slack:general", "slack:#C01"])
def test_a_channels_name_in_the_place_of_its_id_is_refused(written: str) -> None:
    with pytest.raises(UserError, match=r"is no channel id\. Write the channel's id instead of its name"):
        channel(written)


@pytest.mark.parametrize(
    ("person", "place", "direct"),
    [
        ("discord:7", Place("discord", "12"), Destination("discord", "7", "person")),
        ("slack:T1:U2", Place("slack", "C3"), Destination("slack", "U2", "person")),
        ("author", Place("web", "general"), Destination("web", "author", "person")),
    ],
)
def test_a_caller_is_reached_under_the_platforms_own_id(
    person: str, place: Place, direct: Destination
) -> None:
    assert direct_messages(Caller(Person(person, "Ada"), place)) == direct


def test_a_shell_has_no_direct_messages() -> None:
    with pytest.raises(UserError, match="Discord or Slack"):
        direct_messages(Caller(Person("ada", "Ada"), Place("shell", "")))
