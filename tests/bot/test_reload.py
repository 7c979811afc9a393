"""The event's facts change while Usher runs: whole, told, and in every process."""

import asyncio
import gc
import os
import signal
import weakref
from collections.abc import AsyncIterator, Collection
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import reload as reloads
from bot.alarm import watch_outbox
from bot.app import App, open_app
from bot.event import read_event
from bot.facts import difference, facts_of
from bot.meanwhile import meanwhile
from bot.reload import ask_for_reload, reloading
from bot.settings.load import load_settings
from bot.settings.model import EventSettings
from commands.ask.knowledge import Knowledge
from commands.event.facts import Event
from tests.doubles import FixedClock

CALL = "# A workshop\n\nPapers are due **August 22, 2025**.\n\nAuthors hear on **September 19, 2025**.\n"
SETTINGS = """
[event]
name = "A workshop"
call = "call.md"

[[event.deadlines]]
key = "submission"
title = "Paper submission"
date = 2025-08-22
quote = "due **August 22, 2025**"
"""
EXTENDED = SETTINGS.replace("2025-08-22", "2025-08-29").replace(
    'quote = "due **August 22, 2025**"', 'set_by = "the organisers"'
)


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("USHER_STORE__URL", f"sqlite:///{tmp_path / 'usher.db'}")
    monkeypatch.setattr(reloads, "LOOK_EVERY", 0.02)
    (tmp_path / "call.md").write_text(CALL)
    file = tmp_path / "config.toml"
    file.write_text(SETTINGS)
    return file


@pytest.fixture
async def app(config: Path) -> AsyncIterator[App]:
    async with open_app(load_settings(config), FixedClock()) as opened, reloading(opened, config):
        yield opened


def write(file: Path, text: str) -> None:
    file.write_text(text)


def due(app: App) -> object:
    (deadline,) = app.dispatcher.services.event.deadlines
    return deadline.at


async def until_due(app: App, day: date) -> None:
    async with asyncio.timeout(20):
        while due(app) != day:  # noqa: ASYNC110 - another task reloads
            await asyncio.sleep(0.01)


async def until_welcome(app: App) -> None:
    async with asyncio.timeout(20):
        while "Posters are welcome" not in app.dispatcher.services.event.call.text:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)


async def said(caplog: pytest.LogCaptureFixture, words: str) -> None:
    async with asyncio.timeout(20):
        while words not in caplog.text:  # noqa: ASYNC110 - another task reloads
            await asyncio.sleep(0.01)


async def test_what_changed_while_a_process_started_is_read_at_once(config: Path) -> None:
    before = load_settings(config)
    write(config, EXTENDED)
    async with open_app(before, FixedClock()) as opened, reloading(opened, config):
        await until_due(opened, date(2025, 8, 29))


async def test_a_call_that_changed_after_it_was_read_is_read_at_once(config: Path) -> None:
    async with open_app(load_settings(config), FixedClock()) as opened:
        write(config.with_name("call.md"), CALL + "\nPosters are welcome.\n")
        async with reloading(opened, config):
            await until_welcome(opened)


async def test_a_call_that_changes_while_it_is_read_anew_can_be_asked_for(
    app: App, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_then_changed(settings: EventSettings, groups: Collection[str]) -> Event:
        monkeypatch.undo()
        monkeypatch.setattr(reloads, "LOOK_EVERY", 0.02)
        event = read_event(settings, groups)
        write(config.with_name("call.md"), CALL + "\nPosters are welcome.\n")
        return event

    monkeypatch.setattr(reloads, "read_event", read_then_changed)
    write(config, EXTENDED)
    os.kill(os.getpid(), signal.SIGHUP)
    await until_due(app, date(2025, 8, 29))
    async with asyncio.timeout(20):
        while not await ask_for_reload(app.store, load_settings(config).event):  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)
    await until_welcome(app)


async def test_a_hang_up_takes_over_the_facts_as_the_settings_now_say_them(
    app: App, config: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(config, EXTENDED)
    os.kill(os.getpid(), signal.SIGHUP)
    await until_due(app, date(2025, 8, 29))
    await said(caplog, "event.deadlines[submission].date: 2025-08-22 → 2025-08-29")


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (EXTENDED.replace("title", "tilte"), "Did you mean “title”?"),
        (SETTINGS.replace("2025-08-22", "2025-08-29"), "August 22"),
        ("[event", "is not valid TOML"),
    ],
)
async def test_settings_that_are_wrong_in_anything_change_nothing_and_are_told(
    app: App, config: Path, caplog: pytest.LogCaptureFixture, wrong: str, why: str
) -> None:
    write(config, wrong)
    os.kill(os.getpid(), signal.SIGHUP)
    await said(caplog, "so nothing has changed")
    assert why in caplog.text
    assert caplog.text.count("can't be used") <= 1
    assert due(app) == date(2025, 8, 22)


async def test_who_asks_for_it_sees_what_changes_and_every_process_follows(app: App, config: Path) -> None:
    write(config, EXTENDED)
    changes = await ask_for_reload(app.store, load_settings(config).event)
    assert changes == [
        "event.deadlines[submission].set_by: nothing → the organisers",
        "event.deadlines[submission].date: 2025-08-22 → 2025-08-29",
        "event.deadlines[submission].quote: due **August 22, 2025** → nothing",
    ]
    await until_due(app, date(2025, 8, 29))


async def test_who_asks_while_the_settings_are_read_is_heard_as_well(
    app: App, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def asked_meanwhile(_knowledge: Knowledge) -> None:
        monkeypatch.undo()
        monkeypatch.setattr(reloads, "LOOK_EVERY", 0.02)
        write(config, EXTENDED)
        assert await ask_for_reload(app.store, load_settings(config).event)

    monkeypatch.setattr(reloads, "learn", asked_meanwhile)
    write(config, SETTINGS.replace("Paper submission", "The papers"))
    assert await ask_for_reload(app.store, load_settings(config).event)
    await until_due(app, date(2025, 8, 29))


async def test_what_a_reload_replaced_is_let_go(app: App, config: Path) -> None:
    replaced = weakref.ref(app.dispatcher.services.knowledge)
    async with meanwhile(partial(watch_outbox, app)):
        write(config, EXTENDED)
        os.kill(os.getpid(), signal.SIGHUP)
        await until_due(app, date(2025, 8, 29))
        async with asyncio.timeout(20):
            while replaced() is not None:
                await asyncio.sleep(0.05)
                gc.collect()


async def test_what_is_in_effect_already_is_not_asked_for(app: App, config: Path) -> None:
    assert await ask_for_reload(app.store, load_settings(config).event) == []


async def test_another_text_of_the_call_is_a_change(app: App, config: Path) -> None:
    write(config.with_name("call.md"), CALL + "\nPosters are welcome.\n")
    assert await ask_for_reload(app.store, load_settings(config).event) == ["event.call: its text is another"]


def test_a_deadline_that_is_put_first_changes_no_other(config: Path) -> None:
    before = facts_of(load_settings(config).event)
    first = SETTINGS.replace(
        "[[event.deadlines]]",
        '[[event.deadlines]]\nkey = "hear"\ntitle = "Hear"\ndate = 2025-09-19\n'
        'quote = "on **September 19, 2025**"\n\n[[event.deadlines]]',
    )
    config.write_text(first)
    changed = difference(before, facts_of(load_settings(config).event))
    assert changed
    assert all(line.startswith("event.deadlines[hear].") for line in changed)


@given(
    st.dictionaries(st.text(max_size=5), st.text(max_size=5)),
    st.dictionaries(st.text(max_size=5), st.text(max_size=5)),
)
def test_there_is_a_difference_exactly_where_something_differs(
    before: dict[str, str], after: dict[str, str]
) -> None:
    assert len(difference(before, after)) == len({*before.items()} ^ {*after.items()}) - len(
        {name for name in before.keys() & after.keys() if before[name] != after[name]}
    )
