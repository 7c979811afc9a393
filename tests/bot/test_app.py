"""Usher put together: one call from front to store."""

from pathlib import Path

import pytest

from bot.app import App, open_app
from bot.settings.load import example, load_settings
from commands.core.invocation import Invocation
from storage import calls
from tests.doubles import AUTHOR, SUMMER, FixedClock


async def recorded(app: App) -> tuple[calls.CallRecord, ...]:
    async with app.store.begin() as transaction:
        return await calls.latest(transaction, 10)


async def test_a_call_is_kept_with_its_outcome_and_nothing_of_its_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USHER_STORE__URL", f"sqlite:///{tmp_path / 'usher.db'}")
    async with open_app(load_settings(example()), FixedClock()) as app:
        await app.dispatcher.dispatch(Invocation("checkpdf", {"names": "my secret name"}), AUTHOR)
        await app.dispatcher.dispatch(Invocation("deadline", {"which": "submission"}), AUTHOR)
        await app.dispatcher.dispatch(Invocation("secret words that are no command"), AUTHOR)
        assert await recorded(app) == (
            calls.CallRecord(SUMMER, "web", "checkpdf", "refused", 0),
            calls.CallRecord(SUMMER, "web", "deadline", "done", 0),
            calls.CallRecord(SUMMER, "web", "unknown", "refused", 0),
        )
    assert b"secret" not in (tmp_path / "usher.db").read_bytes()
