"""Channels by their names: learnt from the platforms, kept, and written down only where they are news."""

from dataclasses import replace

import pytest

from commands.delivery.destination import Destination
from commands.delivery.names import known, known_or_learnt, learn
from commands.services import Services
from storage.store import Store
from tests.commands.announce.desk import Postman

NEWS = Destination("discord", "100")


@pytest.fixture
def postman() -> Postman:
    return Postman(called={NEWS: "news"})


@pytest.fixture
def house(services: Services, postman: Postman) -> Services:
    return replace(services, postman=postman)


def write_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_store: Store) -> None:
        raise AssertionError("a write transaction was opened")

    monkeypatch.setattr(Store, "begin", refused)


async def test_a_name_is_kept_and_a_new_one_takes_its_place(house: Services, postman: Postman) -> None:
    for name in ("news", "the-news"):
        postman.called[NEWS] = name
        assert await learn(house, [NEWS]) == {NEWS.written: name}
        async with house.store.reading() as transaction:
            assert await known(transaction, [NEWS]) == {NEWS.written: name}


async def test_where_no_name_is_found_nothing_is_written(
    house: Services, postman: Postman, monkeypatch: pytest.MonkeyPatch
) -> None:
    postman.called.clear()
    write_nothing(monkeypatch)
    assert await known_or_learnt(house, [NEWS]) == {}


async def test_a_name_that_is_known_already_is_not_written_once_more(
    house: Services, postman: Postman, monkeypatch: pytest.MonkeyPatch
) -> None:
    await learn(house, [NEWS])
    write_nothing(monkeypatch)
    assert await learn(house, [NEWS]) == {NEWS.written: "news"}
    postman.called.clear()
    assert await learn(house, [NEWS]) == {NEWS.written: "news"}
