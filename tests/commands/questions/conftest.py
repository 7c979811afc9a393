"""One desk for each test."""

import pytest

from commands.services import Services
from tests.commands.questions.desk import Desk


@pytest.fixture
def desk(services: Services) -> Desk:
    return Desk(services)
