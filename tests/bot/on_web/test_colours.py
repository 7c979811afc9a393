"""Text can be read on every ground, in light and dark (WCAG 2.2, level AA)."""

import re
from itertools import product

import pytest

from tests.bot.on_web.conftest import STATIC

LEAST = 4.5
TEXTS = ("text", "soft", "accent", "good", "bad", "unsure")
GROUNDS = ("ground", "sunken", "raised")
WASHES = (
    ("text", "good-wash"),
    ("text", "unsure-wash"),
    ("soft", "unsure-wash"),
    ("accent", "unsure-wash"),
    ("bad", "bad-wash"),
    ("text", "bad-wash"),
    ("text", "accent-wash"),
    ("soft", "accent-wash"),
    ("soft", "hover"),
    ("on-accent", "accent-fill"),
)


def colours() -> dict[str, tuple[str, str]]:
    """Each named colour, light and dark."""
    style = (STATIC / "css" / "base.css").read_text()
    both = re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", style)
    one = re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", style)
    return {name: (light, dark) for name, light, dark in both} | {name: (same, same) for name, same in one}


def brightness(colour: str) -> float:
    """Relative luminance, as WCAG defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("text", "ground"), [*product(TEXTS, GROUNDS), *WASHES])
@pytest.mark.parametrize("theme", [0, 1])
def test_text_stands_out_from_its_ground(text: str, ground: str, theme: int) -> None:
    known = colours()
    low, high = sorted(brightness(known[name][theme]) for name in (text, ground))
    assert (high + 0.05) / (low + 0.05) >= LEAST
