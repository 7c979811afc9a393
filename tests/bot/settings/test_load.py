"""Settings: an error names the key and what is allowed."""

import re
from pathlib import Path

import pytest

from bot.settings.load import example, load_settings
from commands.core.errors import UserError

EVENT = '[event]\nname = "A workshop"\ncall = "call.md"\n'
DEADLINE = '[[event.deadlines]]\nkey = "a"\ntitle = "A"\ndate = 2025-08-22\n'


def wrong(tmp_path: Path, text: str) -> str:
    file = tmp_path / "config.toml"
    file.write_text(text)
    with pytest.raises(UserError) as caught:
        load_settings(file)
    return str(caught.value).partition("\n")[2].strip()


def test_name_and_call_are_enough(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(EVENT)
    settings = load_settings(file)
    assert settings.event.call == tmp_path / "call.md"
    assert settings.event.deadlines == ()


def test_the_working_folders_own_file_comes_before_the_example(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings() == load_settings(example())
    (tmp_path / "config.toml").write_text(EVENT)
    assert load_settings().event.name == "A workshop"


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "config.toml"
    file.write_text(EVENT + "[playground]\nport = 1234\n")
    monkeypatch.setenv("USHER_PLAYGROUND__PORT", "9000")
    assert load_settings(file).playground.port == 9000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (EVENT + 'contcat = "x"', "event.contcat: there is no such setting. Did you mean “contact”?"),
        ('[evnt]\nname = "x"', "evnt: there is no such setting. Did you mean “event”?"),
        ('[event]\nname = "A workshop"', "event.call: it is missing."),
        (
            EVENT + "[playground]\nport = 99999",
            "playground.port: input should be less than or equal to 65535, not 99999.",
        ),
        (
            EVENT + DEADLINE,
            'give its source: either quote = "words of the call" or set_by = "who set it".',
        ),
        (
            EVENT + DEADLINE + 'set_by = "us"\ntime = 12:00:00',
            'an hour needs a time zone: give both time = 23:59:00 and zone = "AoE", or neither.',
        ),
        (
            EVENT + '[[event.tracks]]\nkey = "a"\ntitle = "A"\npages = "many"\nset_by = "us"',
            "event.tracks[1].pages: input should be a valid integer",
        ),
        (
            EVENT + 'topics = "Cats"',
            'event.topics: write a list: ["Cats"].',
        ),
        (
            EVENT + "[event.deadlines]\nkey = 1",
            "event.deadlines: write it in two brackets, [[event.deadlines]].",
        ),
        ('discord = "x"\n' + EVENT, "discord: write it as a section, [discord]."),
        (
            EVENT + "[destinations]\nEvery_one = []",
            "destinations.Every_one: use lower-case letters, digits and hyphens, up to 32, not 'Every_one'.",
        ),
        (
            EVENT + '[event.announcements]\nmentions = { all = ["all"] }',
            'mentions.all[1]: write "here", "everyone", or the id of a role on Discord or of a user group',
        ),
        (EVENT + '[slack]\napi_url = "slack.com"', "slack.api_url: begin it with https:// or http://, not"),
        (
            EVENT + '[[event.links]]\ntitle = "A"\nurl = "ftp:"',
            "links[1].url: begin it with https://, http://",
        ),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_allowed(tmp_path: Path, text: str, said: str) -> None:
    assert said in wrong(tmp_path, text)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ('"13 March 2026"', "write date = 2026-03-13, without quotation marks, not '13 March 2026'."),
        (
            '"next Friday"',
            "write a day, as in date = 2026-03-13, without quotation marks, not 'next Friday'.",
        ),
        ('"03/04/2026"', "write a day, as in date = 2026-03-13, without quotation marks, not '03/04/2026'."),
        ('"2026-02-30"', "there is no such day, 2026-02-30."),
        ("2026-03-13T10:00:00", "write a day alone, as in date = 2026-03-13."),
    ],
)
def test_a_date_that_is_none_is_told_with_how_to_write_it(tmp_path: Path, given: str, said: str) -> None:
    text = EVENT + DEADLINE.replace("2025-08-22", given) + 'set_by = "us"'
    assert wrong(tmp_path, text) == f"event.deadlines[1].date: {said}"


def test_a_day_that_there_is_not_is_told_by_its_line(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(EVENT + DEADLINE.replace("2025-08-22", "2026-02-30"))
    with pytest.raises(UserError, match=r"there is no such day \(at line 7"):
        load_settings(file)


def test_a_file_that_is_not_toml_says_where(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[event\nname = ")
    with pytest.raises(UserError, match=re.compile("is not valid TOML: .*line 1")):
        load_settings(file)


def test_a_variable_that_is_no_json_is_refused_with_how_to_write_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "config.toml"
    file.write_text(EVENT)
    monkeypatch.setenv("USHER_DESTINATIONS", "web:general")
    with pytest.raises(UserError, match=r"USHER_\.\.\. variables .*destinations.* written as JSON"):
        load_settings(file)


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"The settings: there is no file .* `usher init` writes one\."):
        load_settings(tmp_path / "config.toml")
