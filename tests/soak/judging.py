"""At the end, all calm: nothing is lost, nothing came twice, no log tells what it must not."""

import asyncio
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from storage import outbox
from storage.errors import StoreError
from storage.standing import standing_on
from tests.soak.leaks import left_over, trends
from tests.soak.on_slack import Member, Unheard
from tests.soak.organising import FOLLOWS, Organiser
from tests.soak.plants import found_in
from tests.soak.town import NEWS, Town
from tests.soak.usher import Usher

QUIET = 150.0  # seconds until all is delivered: a lease of 30 s, and the platforms' pace
BADLY_ENDED = ("planned", "claimed", "failed", "uncertain")
OF_OTHERS = ("Usher runs on", "resource_tracker")  # told at the start, and by what outlives a killed process
REFERENCE = re.compile(r"reference ([0-9a-f]{8})")


async def delivered(town: Town) -> None:
    """Nothing is planned for now, claimed or uncertain any more."""
    counted: Mapping[outbox.State, int] = {}
    with suppress(TimeoutError):
        async with asyncio.timeout(QUIET):
            while True:
                with suppress(StoreError):
                    async with town.store.reading() as transaction:
                        counted = await outbox.counts(transaction)
                    if not counted["planned"] + counted["claimed"]:
                        break
                await asyncio.sleep(0.5)
    wrong = {name: count for name, count in counted.items() if name in BADLY_ENDED and count}
    if wrong or not counted:
        town.find(f"deliveries did not end well: {wrong or 'nobody can tell'}")


async def standing_once(town: Town, organiser: Organiser) -> None:
    """What stands on the platforms is what the store says, message by message."""
    async with town.store.reading() as transaction:
        standing = [
            *await standing_on(transaction, "slack"),
            *await standing_on(transaction, "discord"),
        ]
    kept = [part.id for each in standing for part in each.parts]
    there = [*_slack_ids(town), *_discord_ids(town)]
    for what, these, those in (("lost", kept, there), ("in excess", there, kept)):
        missing = Counter(these) - Counter(those)
        if missing:
            town.find(f"{missing.total()} messages {what}: {list(missing)[:5]}")
    _announced_once(town, organiser)


def _slack_ids(town: Town) -> list[str]:
    return [f"{each.channel}/{each.ts}" for each in town.slack.workspace.posted if each.metadata]


def _discord_ids(town: Town) -> list[str]:
    messages, own = town.wire.backend.messages, town.wire.backend.bot_user.id
    directs = [channel for channel in messages if channel not in (town.wire.channel.id, *town.discords)]
    return [
        f"{place}/{number}"
        for place in (*town.discords, *directs)
        for number, message in messages[place].items()
        if message.author_id == own
    ]


def _announced_once(town: Town, organiser: Organiser) -> None:
    texts = list(_texts(town))
    seen = Counter((place, said.partition("\n")[0]) for place, said in texts)
    for title in organiser.standing.values():
        for place in (*NEWS, *map(str, town.discords)):
            if seen[place, title] != 1:
                town.find(f"{title!r} stands {seen[place, title]} times in {place}")
    gone = {title for _, title in seen} & set(organiser.ended)
    if gone:
        town.find(f"still there, though corrected or retracted: {sorted(gone)[:5]}")
    twice = [said for said, count in Counter(texts).items() if count > 1]
    if twice:
        town.find(f"the same words twice in one place: {twice[:5]}")


def _texts(town: Town) -> Iterable[tuple[str, str]]:
    """Each message's place and words."""
    for posted in town.slack.workspace.posted:
        if posted.channel in NEWS:
            yield posted.channel, posted.said
    for place in town.discords:
        for message in town.wire.backend.messages[place].values():
            yield str(place), f"{message.embeds[0]['title']}\n{message.embeds[0].get('description')}"


async def reloaded(town: Town, organiser: Organiser) -> None:
    """Each process shows what was read last, and the dates that were moved."""
    await organiser.reload()
    member = Member(town, "UAFTERALL")
    for usher in town.ready:
        until, said = time.monotonic() + FOLLOWS, ""
        while organiser.title not in said and time.monotonic() < until:
            with suppress(Unheard):
                said = "\n".join(each.said for each in await member.types(usher, "/deadline"))
        if organiser.title not in said:
            town.find(
                f"{usher.name} does not show what was reloaded, {organiser.title!r}, but {said[:1000]!r}"
            )


def reminded(town: Town) -> None:
    """The reminder that fell due stands once in each channel."""
    seen = Counter(place for place, said in _texts(town) if "Paper submission" in said)
    for place in (*NEWS, *map(str, town.discords)):
        if seen[place] != 1:
            town.find(f"{seen[place]} reminders of the submission in {place}")


def logged(town: Town, references: Iterable[str]) -> None:
    """No plant is in a log; a reference that was shown is there with its trace; errors have a cause."""
    written: list[dict[str, Any]] = []
    for usher in town.everyone:
        text = usher.log.read_text("utf-8", errors="replace")
        plants = found_in(text)
        if plants:
            town.find(f"the log of {usher.name} holds {sorted(plants)}")
        written += _lines(town, usher, text)
    traced = {line["request"] for line in written if "request" in line and "exception" in line}
    for reference in set(references) - traced:
        town.find(f"no trace under the reference {reference} that somebody was shown")
    _unexplained(town, written)


def _lines(town: Town, usher: Usher, text: str) -> Iterable[dict[str, Any]]:
    """A process that is killed may leave half a line."""
    for line in filter(None, text.splitlines()):
        try:
            yield {**json.loads(line), "usher": usher.name}
        except ValueError:
            if not line.startswith("{") and not any(known in line for known in OF_OTHERS):
                town.find(f"no JSON in the log of {usher.name}: {line[:200]!r}")


def _unexplained(town: Town, written: Iterable[Mapping[str, Any]]) -> None:
    """Errors that nothing that was broken explains, each kind once."""
    kinds: dict[str, Mapping[str, Any]] = {}
    for line in written:
        if line["level"] not in {"error", "critical"}:
            continue
        at = datetime.fromisoformat(line["timestamp"]).timestamp()
        if not town.troubles.excuse(at, at, line["usher"], "store", "slack", "discord", "deliveries"):
            kinds.setdefault(re.sub(r"[0-9a-f]{8}|\d+", "N", line["event"]), line)
    for line in kinds.values():
        town.find(f"an error without a cause in {line['usher']}: {line['event']} {line.get('exception', '')}")


async def at_rest(town: Town) -> None:
    """After a short run, nobody holds much more than at the start."""
    for usher in town.everyone:
        for what in left_over(usher.lives[-1][0], await usher.look(), usher.shelf):
            town.find(f"{usher.name} holds more than before: {what}")


def growth(town: Town) -> Iterable[str]:
    """How each long life went; one that grew is found."""
    for usher in town.everyone:
        for life in usher.lives:
            for trend in trends(life, usher.shelf):
                yield f"{usher.name}, {life[-1].at / 60:.0f} min: {trend}"
                if trend.leaks:
                    town.find(f"{usher.name} grows: {trend}")
