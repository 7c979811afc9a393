"""Organisers at their desk, over both databases."""

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
