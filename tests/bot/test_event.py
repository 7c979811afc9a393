"""The event's facts are held against the call at every start."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.event import load_knowledge, read_event
from bot.settings.load import load_settings
from commands.core.errors import UserError
from commands.event.facts import Derived, Event, SetByOrganisers
from commands.event.quotation import Quotation

CALL = """# A call

Submissions are due on May 14, 2027.
Reviews are due on **May 14, 2027**, 23:59 AoE.
Papers have at most 6 pages.
"""
DEADLINE = '[[event.deadlines]]\nkey = "due"\ntitle = "Due"\ndate = 2027-05-14\n'

Read = Callable[[str], Event]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read an event with these settings added, and the call above."""

    def reading(settings: str) -> Event:
        (tmp_path / "call.md").write_text(CALL)
        file = tmp_path / "config.toml"
        file.write_text(f'[event]\nname = "A workshop"\ncall = "call.md"\n{settings}')
        return read_event(load_settings(file).event)

    return reading


def refused(read: Read, settings: str) -> str:
    with pytest.raises(UserError) as caught:
        read(settings)
    return str(caught.value)


def test_the_shipped_event_is_the_call_s_own(event: Event) -> None:
    assert [(track.key, track.pages) for track in event.tracks] == [("short", 4), ("long", 9)]
    assert event.camera_ready is not None
    assert event.camera_ready.extra_pages == 1
    assert {item.key: item.day for item in event.deadlines} == {
        "submission": date(2025, 8, 22),
        "notification": date(2025, 9, 19),
        "openreview-account": date(2025, 8, 8),
    }
    assert not any(item.has_hour for item in event.deadlines)
    assert len(event.topics) == 15


def test_a_quotation_is_found_with_its_section_and_line(read: Read) -> None:
    (due,) = read(DEADLINE + 'quote = "due on May 14, 2027"').deadlines
    assert due.source == Quotation("due on May 14, 2027", "A call", 3)


def test_a_quotation_that_is_not_in_the_call_shows_the_nearest_line(read: Read) -> None:
    said = refused(read, DEADLINE + 'quote = "due by May 14, 2027"')
    assert "“due by May 14, 2027”" in said
    assert "line 3: “Submissions are due on May 14, 2027.”" in said


def test_a_date_that_contradicts_its_quotation_is_refused(read: Read) -> None:
    settings = DEADLINE.replace("05-14", "05-15") + 'quote = "due on May 14, 2027"'
    assert "the settings say 2027-05-15, but the call says “due on May 14, 2027”" in refused(read, settings)


@pytest.mark.parametrize(
    ("hour", "said"), [('12:00:00\nzone = "AoE"', "12:00 AoE"), ('23:59:00\nzone = "UTC"', "23:59 UTC")]
)
def test_an_hour_or_a_zone_that_contradicts_the_quotation_is_refused(
    read: Read, hour: str, said: str
) -> None:
    quoted = f'{DEADLINE}quote = "due on **May 14, 2027**, 23:59 AoE"\ntime = '
    assert f"the settings say {said}, but the call says “due on May 14, 2027, 23:59" in refused(
        read, quoted + hour
    )
    assert read(f'{quoted}23:59:00\nzone = "AoE"').deadlines[0].has_hour


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (
            '[[event.tracks]]\nkey = "full"\ntitle = "Full"\npages = 8\nquote = "at most 6 pages"',
            "the settings say 8 pages, but the call says “at most 6 pages”",
        ),
        (
            '[event.camera_ready]\nextra_pages = 2\nquote = "at most 6 pages"',
            "the settings say 2 extra pages, but the call says “at most 6 pages”",
        ),
    ],
)
def test_a_limit_that_contradicts_its_quotation_is_refused(read: Read, settings: str, said: str) -> None:
    assert said in refused(read, settings)


def test_a_date_set_by_the_organisers_says_who_and_when(read: Read) -> None:
    (due,) = read(DEADLINE + 'set_by = "the chairs"\nset_on = 2027-04-01').deadlines
    assert due.source == SetByOrganisers("the chairs", date(2027, 4, 1))


def test_anywhere_on_earth_is_a_time_zone(read: Read) -> None:
    (due,) = read(DEADLINE + 'set_by = "us"\ntime = 23:59:00\nzone = "AoE"').deadlines
    assert isinstance(due.at, datetime)
    assert due.at.utcoffset() == timedelta(hours=-12)


def test_an_unknown_time_zone_is_refused(read: Read) -> None:
    said = refused(read, DEADLINE + 'set_by = "us"\ntime = 23:59:00\nzone = "Mars/Olympus"')
    assert "there is no time zone “Mars/Olympus”" in said


def test_a_derived_date_follows_from_another(read: Read) -> None:
    derived = '\n[[event.derived]]\nkey = "early"\ntitle = "Early"\nbefore = "due"\ndays = 14'
    _, early = read(DEADLINE + 'set_by = "us"' + derived).deadlines
    assert early.at == date(2027, 4, 30)
    assert isinstance(early.source, Derived)


def test_a_date_derived_from_nothing_lists_what_there_is(read: Read) -> None:
    derived = '\n[[event.derived]]\nkey = "early"\ntitle = "Early"\nbefore = "deu"\ndays = 14'
    assert "there is no deadline “deu”. There are due." in refused(read, DEADLINE + 'set_by = "us"' + derived)


DERIVED = '[[event.derived]]\nkey = "early"\ntitle = "Early"\nbefore = "due"\ndays = 14\n'
TRACK = '[[event.tracks]]\nkey = "full"\ntitle = "Full"\npages = 6\nset_by = "us"\n'
SET = DEADLINE + 'set_by = "us"\n'


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (SET + SET, "event.deadlines: “due” is the key of two deadlines. Give each its own."),
        (SET + DERIVED + DERIVED, "event.derived: “early” is the key of two dates. Give each its own."),
        (SET + DERIVED.replace("early", "due"), "event.derived: “due” is the key of two dates."),
        (TRACK + TRACK, "event.tracks: “full” is the key of two tracks. Give each its own."),
    ],
)
def test_a_key_that_two_facts_share_is_refused_for_one_of_them_would_vanish(
    read: Read, settings: str, said: str
) -> None:
    assert said in refused(read, settings)


def test_a_topic_that_is_not_in_the_call_is_refused(read: Read) -> None:
    assert "“Astrology”" in refused(read, 'topics = ["Astrology"]')


def test_what_is_not_set_is_empty(read: Read) -> None:
    event = read("")
    assert (event.deadlines, event.tracks, event.camera_ready, event.topics) == ((), (), None, ())


def test_answers_that_can_not_be_used_name_their_file(read: Read, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text("[[answers]]")
    file = tmp_path / "config.toml"
    event = read('answers = "own.toml"')
    with pytest.raises(UserError, match=r"/own\.toml: The answers can't be read: .* \[\[answer\]\]\?"):
        load_knowledge(load_settings(file).event, event)


def test_an_empty_call_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[event]\nname = "A workshop"\ncall = "call.md"')
    (tmp_path / "call.md").write_text("\n \n")
    with pytest.raises(
        UserError, match=r"event\.call: .*call\.md is empty\. Put the call for papers into it"
    ):
        read_event(load_settings(file).event)


def test_a_call_that_is_not_there_names_its_key(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[event]\nname = "A workshop"\ncall = "nowhere.md"')
    with pytest.raises(UserError, match=r"event\.call: there is no file .*nowhere\.md"):
        read_event(load_settings(file).event)
