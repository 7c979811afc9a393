"""Every setting stands in the example, in the template of `usher init`, and in the README."""

import re
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from bot.settings.explain import models_in
from bot.settings.load import HOME, example
from bot.settings.model import Settings
from bot.shell.init import TEMPLATES

PLACES = {
    "the example": example(),
    "the template": TEMPLATES / "config.toml",
    "the README": HOME / "README.md",
}


def keys(model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield name
        for inner in models_in(field.annotation):
            yield from keys(inner)


@pytest.mark.parametrize("place", PLACES)
def test_every_setting_is_documented(place: str) -> None:
    text = PLACES[place].read_text()
    missing = [
        key for key in dict.fromkeys(keys(Settings)) if not re.search(rf"(\b|__){key}\b", text, re.IGNORECASE)
    ]
    assert missing == []
