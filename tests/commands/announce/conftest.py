"""Organisers at their desk, over both databases."""

from collections.abc import Callable

import pytest

from commands.services import Services
from storage.store import Store
from tests.commands.announce.desk import Desk


@pytest.fixture
def desk(services: Services, store: Store) -> Desk:
    return Desk.over(services, store)


@pytest.fixture
def pair(services: Services, store: Store) -> Desk:
    """Where two organisers must confirm."""
    return Desk.over(services, store, approvals=2)


@pytest.fixture
def sit_down(services: Services, store: Store) -> Callable[[int], Desk]:
    """At a desk where so many must confirm; a function, since hypothesis prints all that a test takes."""

    def sit(approvals: int) -> Desk:
        return Desk.over(services, store, approvals)

    return sit
