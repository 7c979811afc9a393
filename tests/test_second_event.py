"""The event is data: another workshop, with nothing but its name and its call, runs on the same code."""

import json
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import App, open_app
from bot.settings.load import load_settings
from commands.core.invocation import Invocation, Raw
from commands.core.reply import Facts, Quote, Reply
from commands.core.upload import Upload
from tests.doubles import AUTHOR, FixedClock
from tests.papers.typeset import A4, paper

CALL = """# Workshop on Tidal Computing

We invite papers of at most 6 pages on computing with tides and currents.

## Dates

Submissions close on May 14, 2027, at 17:00 UTC.
Decisions are sent on June 18, 2027.

## Format

Submissions must be anonymous. Posters are A0 in portrait orientation.
"""


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[App]:
    (tmp_path / "call.md").write_text(CALL)
    (tmp_path / "config.toml").write_text(
        f'[event]\nname = "Tidal Computing"\ncall = "call.md"\n[store]\nurl = "sqlite:///{tmp_path}/usher.db"\n'
    )
    async with open_app(load_settings(tmp_path / "config.toml"), FixedClock()) as opened:
        yield opened


async def reply(app: App, name: str, **options: Raw) -> Reply:
    answer = await app.dispatcher.dispatch(Invocation(name, options), AUTHOR)
    assert answer.outcome == "done", answer.reply
    return answer.reply


async def test_a_question_is_answered_from_the_text_alone(app: App) -> None:
    answered = await reply(app, "ask", question="When do submissions close?")
    (quote, *_) = [block for block in answered.blocks if isinstance(block, Quote)]
    assert (quote.section, quote.line) == ("Dates", 7)


async def test_nothing_of_another_event_is_known(app: App) -> None:
    answered = str(await reply(app, "ask", question="Do I need the NeurIPS checklist?"))
    assert "no need for a checklist" not in answered


async def test_what_is_not_set_is_said_to_be_not_set(app: App) -> None:
    assert "No dates are set" in str(await reply(app, "deadline"))


async def test_help_names_this_event(app: App) -> None:
    assert "Tidal Computing" in str(await reply(app, "help"))


async def test_a_paper_is_measured_and_the_missing_limits_are_said(app: App) -> None:
    content = paper().fill_to(5, 2).references(5).pdf()

    async def fetch() -> bytes:
        return content

    checked = await reply(app, "checkpdf", file=Upload("paper.pdf", len(content), fetch))
    assert "set no page limits here" in str(checked)
    assert [block for block in checked.blocks if isinstance(block, Facts)]


async def test_rules_of_another_events_template_and_of_double_blind_review_are_not_made_up(app: App) -> None:
    content = (
        paper("Ada Lovelace, ada@example.org", page_size=A4, columns=2).fill_to(3, 2).references(5).pdf()
    )

    async def fetch() -> bytes:
        return content

    checked = str(await reply(app, "checkpdf", file=Upload("paper.pdf", len(content), fetch)))
    assert "template's" not in checked
    assert "double-blind" not in checked


def test_the_shell_takes_the_same_file(tmp_path: Path) -> None:
    (tmp_path / "call.md").write_text(CALL)
    (tmp_path / "config.toml").write_text('[event]\nname = "Tidal Computing"\ncall = "call.md"\n')
    command = [sys.executable, "-m", "bot", "ask", "How big are posters?", "--json"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    answer = json.loads(run.stdout)
    assert answer["outcome"] == "stated"
    assert answer["quotations"][0]["line"] == 12
