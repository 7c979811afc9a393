"""`usher ask --report`: what was asked most in a week, and what was missed, as a table and a picture."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.clock import SystemClock
from commands.core.errors import UserError
from storage import asked
from storage.asked import Tally, Votes
from storage.store import open_existing

WEEK = timedelta(days=7)
LISTED = 15  # topics
PICTURE = Path("usher-questions.png")
NOTHING = "Nobody asked anything in the last seven days."


@dataclass(frozen=True)
class Week:
    """By topic, never in anybody's words."""

    outcomes: dict[str, int]
    asked: tuple[Tally, ...]
    missed: tuple[Tally, ...]
    unhelpful: tuple[Votes, ...]


def report(store_url: str, picture: Path, *, as_json: bool) -> None:
    """Print the week, and draw it into a file where anything was asked."""
    week = asyncio.run(_read(store_url, SystemClock().now()))
    if as_json:
        print(json.dumps(asdict(week), ensure_ascii=False))  # noqa: T201 - the output itself
    else:
        _print(week)
    if week.asked:
        _draw(week, picture)
        Console(stderr=True).print(f"The picture is in {picture}.", highlight=False, soft_wrap=True)


async def _read(store_url: str, now: datetime) -> Week:
    since = now - WEEK
    async with open_existing(store_url) as store, store.reading() as transaction:
        return Week(
            await asked.by_outcome(transaction, since),
            await asked.most_asked(transaction, since, LISTED),
            await asked.most_asked(transaction, since, LISTED, "silent"),
            await asked.least_helpful(transaction, since, LISTED),
        )


def _print(week: Week) -> None:
    console = Console()
    if not week.outcomes:
        console.print(NOTHING)
        return
    counted = ", ".join(f"{count} {outcome.replace('_', ' ')}" for outcome, count in week.outcomes.items())
    console.print(f"{sum(week.outcomes.values())} questions in seven days: {counted}.", highlight=False)
    _list("Asked most", [(tally.topic, str(tally.count)) for tally in week.asked])
    _list("Missed most: the call is silent", [(tally.topic, str(tally.count)) for tally in week.missed])
    _list(
        "Did not help",
        [(each.topic, f"{each.unhelpful} of {each.helpful + each.unhelpful}") for each in week.unhelpful],
    )


def _list(title: str, rows: Sequence[tuple[str, str]]) -> None:
    if rows:
        table = Table("times", "about", title=title, title_justify="left", box=None, pad_edge=False)
        for topic, count in rows:
            table.add_row(count, Text(topic))
        Console().print(table)


def _draw(week: Week, picture: Path) -> None:
    from bot.shell.ask_picture import draw_week  # noqa: PLC0415 - matplotlib is large

    missed = {tally.topic for tally in week.missed}
    bars = [(tally.topic, tally.count, tally.topic in missed) for tally in week.asked]
    try:
        picture.write_bytes(draw_week(bars))
    except OSError as error:
        raise UserError(f"The picture {picture} can't be written: {error.strerror}.") from None
