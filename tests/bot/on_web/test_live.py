"""Open pages stay in step, each seeing what its person may see."""

import json
from pathlib import Path

from aiohttp.test_utils import TestServer
from sqlalchemy.ext.asyncio import create_async_engine

from bot.app import Recorder
from bot.clock import ShiftedClock
from bot.on_web.keys import PLAYGROUND
from bot.on_web.people import PEOPLE
from bot.on_web.playground import Playground
from bot.on_web.room import BEHIND, MESSAGES, Tab
from bot.on_web.server import create_web
from bot.on_web.shelf import MOST, Kept, Shelf
from commands.core.dispatch import Dispatcher
from commands.core.rate import RateLimit
from commands.core.spool import Spool
from commands.live import Live
from commands.services import Services
from storage.store import Store
from tests.bot.on_web.visitor import Visitor


async def test_two_tabs_of_one_person_see_the_same(visitor: Visitor) -> None:
    async with visitor.looking() as one, visitor.looking() as other:
        await visitor.post("/api/say", text="Hello")
        await visitor.call("visit list")
        seen = [(await one.until("message"))["message"] for _ in range(2)]
        assert seen == [(await other.until("message"))["message"] for _ in range(2)]


async def test_a_page_that_comes_later_is_told_what_was_said(visitor: Visitor) -> None:
    await visitor.post("/api/say", text="Hello")
    await visitor.call("visit list")
    async with visitor.playing("volunteer").looking() as view:
        assert [message["sender"] for message in view.state["messages"]] == ["author"]
    async with visitor.looking() as view:
        assert [message["sender"] for message in view.state["messages"]] == ["author", "usher"]


async def test_what_organisers_say_among_themselves_reaches_organisers_alone(visitor: Visitor) -> None:
    organiser = visitor.playing("organiser")
    async with visitor.looking() as author, organiser.looking() as other:
        await organiser.post("/api/say", channel="organisers", text="Secret")
        await organiser.call("echo", {"text": "Secret too"}, channel="organisers")
        await organiser.post("/api/say", text="Public")
        assert (await author.until("message"))["message"]["channel"] == "general"
        assert (await other.until("message"))["message"]["channel"] == "organisers"
    async with visitor.looking() as author:
        assert "Secret" not in json.dumps(author.state["messages"])


async def test_the_log_shows_every_call_and_what_was_typed_to_its_caller_alone(
    visitor: Visitor,
) -> None:
    async with visitor.looking() as author, visitor.playing("organiser").looking() as organiser:
        await visitor.call("echo", {"text": "my question"})
        assert (await author.until("call"))["call"]["call"] == "/echo text:my question"
        shown = (await organiser.until("call"))["call"]
    assert shown["call"] == "/echo"
    assert shown["outcome"] == "done"


async def test_calls_of_an_earlier_run_come_from_the_store(
    visitor: Visitor, services: Services, clock: ShiftedClock
) -> None:
    await visitor.call("echo", {"text": "kept nowhere"})
    dispatcher = Dispatcher((), Live(services), clock, RateLimit(9, 9), Recorder(services.store, clock))
    app = create_web(dispatcher, services.store, clock)
    async with TestServer(app):
        shown = app[PLAYGROUND].journal.seen_by(PEOPLE["author"])
    assert [(call["call"], call["earlier"]) for call in shown] == [("/echo", True)]


async def test_a_store_that_is_gone_does_not_keep_the_page_from_opening(
    services: Services, clock: ShiftedClock, tmp_path: Path
) -> None:
    engine = create_async_engine(f"sqlite+aiosqlite:///{tmp_path / 'gone' / 'usher.db'}")
    dispatcher = Dispatcher((), Live(services), clock, RateLimit(9, 9), Recorder(services.store, clock))
    app = create_web(dispatcher, Store(engine), clock)
    async with TestServer(app):
        assert not app[PLAYGROUND].journal.entries
    await engine.dispose()


def test_the_room_forgets_its_oldest_messages(playground: Playground) -> None:
    for number in range(MESSAGES + 10):
        playground.say(PEOPLE["author"], "general", str(number))
    seen = playground.room.seen_by(PEOPLE["author"])
    assert len(seen) == MESSAGES
    assert seen[0]["blocks"][0]["said"][0]["text"] == "10"


async def test_a_page_that_cannot_follow_is_told_to_start_afresh() -> None:
    tab = Tab(PEOPLE["author"])
    for _ in range(BEHIND):
        tab.tell({})
    assert not tab.lagged.is_set()
    tab.tell({})
    assert tab.lagged.is_set()


def test_many_small_files_do_not_use_up_what_a_process_may_open() -> None:
    shelf = Shelf()
    before = _open_files()
    for number in range(MOST + 50):
        shelf.put(Kept(f"{number}.csv", Spool([b"a"]), "text/csv", "general", None))
    assert _open_files() - before == MOST


def test_the_shelf_drops_its_oldest_file_when_it_is_full() -> None:
    shelf = Shelf(room=100)
    paths = [shelf.put(Kept(f"{n}.bin", b"x" * 40, "text/plain", "general", None)) for n in range(3)]
    kept = [shelf.get(path.split("/")[2]) for path in paths]
    assert [item.name if item else None for item in kept] == [None, "1.bin", "2.bin"]


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))
