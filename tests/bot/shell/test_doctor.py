"""`usher doctor` says what is right, what is wrong, and what to do."""

import asyncio
import re
from pathlib import Path

import pytest

from bot.app import open_app
from bot.clock import SystemClock
from bot.delivery.examine import examine
from bot.settings.load import example, load_settings
from bot.shell.doctor import doctor, findings
from commands.core.errors import UserError
from storage.migrate import upgrade
from storage.revisions import newest
from storage.store import connect, open_store

NAME = "NeurIPS 2025 Mechanistic Interpretability Workshop"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("USHER_STORE__URL", f"sqlite:///{tmp_path}/usher.db")
    return tmp_path


async def test_without_platforms_all_is_well_and_they_are_said_to_be_off(store: Path) -> None:
    found = [finding async for finding in findings(load_settings(example()), SystemClock())]
    assert all(finding.ok for finding in found)
    assert [finding.said for finding in found] == [
        f"{NAME}: 3 dates, 2 page limits; every quotation stands in the call.",
        "There is no store yet; `usher run` makes it.",
        "Discord is off: USHER_DISCORD__TOKEN is not set.",
        "Slack is off: USHER_SLACK__BOT_TOKEN is not set.",
    ]


async def said_of_the_store() -> str:
    return [finding.said async for finding in findings(load_settings(example()), SystemClock())][1]


def test_it_looks_and_makes_no_store(store: Path) -> None:
    asyncio.run(said_of_the_store())
    assert list(store.iterdir()) == []


async def test_it_tells_of_which_version_the_tables_are_and_leaves_them_so(store: Path) -> None:
    async with connect(f"sqlite:///{store}/usher.db") as opened, opened.begin() as transaction:
        await transaction.run_sync(lambda connection: upgrade(connection, ["0008"]))
    for _ in range(2):
        assert await said_of_the_store() == (
            "The store can be written; "
            f"its tables are of version 0008; `usher run` will bring them to {newest()[0]}."
        )
    async with open_store(f"sqlite:///{store}/usher.db"):
        assert await said_of_the_store() == "The store can be written, and its tables are up to date."


async def test_the_groups_of_channels_are_looked_at_and_a_lonely_second_organiser_is_missed(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USHER_DESTINATIONS", '{"everyone": ["discord:1", "slack:C1", "web:general"]}')
    monkeypatch.setenv("USHER_EVENT__ANNOUNCEMENTS__APPROVALS", "2")
    settings = load_settings(example())
    alone = settings.model_copy(update={"destinations": {"everyone": settings.destinations["everyone"]}})
    group, organisers = [finding.said async for finding in findings(alone, SystemClock()) if not finding.ok]
    assert group == (
        "destinations.everyone: discord:1: Discord is not set up here; slack:C1: Slack is not set up here."
    )
    assert "approvals is 2, but no channel is set where organisers are told" in organisers


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ('[[reminders.channels]]\ngroup = "nobody"', "reminders: there is no group of destinations “nobody”"),
        ('[[reminders.channels]]\ngroup = "all"\nzone = "Europe/Berln"', "no time zone “Europe/Berln”"),
        ('[[reminders.channels]]\ngroup = "all"\noffsets = ["fortnight"]', "“fortnight” is no time before"),
        ('[event.announcements]\nrehearsal = "foo"', r"rehearsal: there is no group .* There are “all”"),
        ('[[event.tracks]]\nkey = "a"\ntitle = "A"\npages = 1\nquote = "?"', "does not hold this quotation"),
    ],
)
async def test_what_run_refuses_is_refused_in_the_same_words(store: Path, wrong: str, why: str) -> None:
    (store / "call.md").write_text("Papers are due.")
    file = store / "config.toml"
    file.write_text(f'[event]\nname = "A"\ncall = "call.md"\n[destinations]\nall = ["web:a"]\n{wrong}\n')
    settings, clock = load_settings(file), SystemClock()
    with pytest.raises(UserError, match=why) as refused:
        await anext(findings(settings, clock))
    with pytest.raises(UserError, match=re.escape(str(refused.value))):
        await open_app(settings, clock).__aenter__()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("DISCORD__TOKEN=", "Discord is half set up, so it is off; missing or empty: USHER_DISCORD__TOKEN."),
        (
            "SLACK__APP_TOKEN=xapp-there",
            "Slack is half set up, so it is off; missing or empty: USHER_SLACK__BOT_TOKEN.",
        ),
        (
            "SLACK__SIGNING_SECRET=there-it-is",
            "missing or empty: USHER_SLACK__BOT_TOKEN, USHER_SLACK__APP_TOKEN.",
        ),
    ],
)
async def test_a_platform_that_is_half_set_up_is_told_what_it_misses(
    store: Path, monkeypatch: pytest.MonkeyPatch, given: str, said: str
) -> None:
    name, _, value = given.partition("=")
    monkeypatch.setenv(f"USHER_{name}", value)
    found = [each async for each in findings(load_settings(example()), SystemClock()) if not each.ok]
    assert len(found) == 1
    assert said in found[0].said
    assert found[0].said.endswith("in secrets.toml.")


@pytest.mark.parametrize(
    ("variable", "platform", "channel"),
    [("DISCORD__TOKEN", "Discord", "discord:1"), ("SLACK__BOT_TOKEN", "Slack", "slack:C1")],
)
async def test_a_platform_without_a_channel_to_announce_in_is_missed(
    store: Path, monkeypatch: pytest.MonkeyPatch, variable: str, platform: str, channel: str
) -> None:
    monkeypatch.setenv(f"USHER_{variable}", "a-token-of-theirs")
    monkeypatch.setenv(f"USHER_{platform.upper()}__API_URL", "http://127.0.0.1:9/")
    settings = load_settings(example())
    found = [finding.said for finding in await examine(settings, SystemClock())]
    assert len(found) == 1
    assert found[0].startswith(f"{platform} is on, but no group under [destinations] names a channel of it")
    reached = settings.model_copy(update={"destinations": {"everyone": (channel,)}})
    assert not any("no group" in finding.said for finding in await examine(reached, SystemClock()))


def test_something_wrong_ends_with_status_1(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("USHER_STORE__URL", f"sqlite:///{store}/nowhere/usher.db")
    with pytest.raises(SystemExit) as ended:
        doctor(example())
    assert ended.value.code == 1
    assert "✗ The store can't be opened: there is no folder" in capsys.readouterr().out
