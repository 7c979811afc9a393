"""A confirmed move, carried everywhere in the one unit of work that makes it."""

from dataclasses import replace
from datetime import datetime

from commands.deadline import posts
from commands.deadline.effects import Effects
from commands.delivery.outgoing import Outgoing, hand_over, key_under
from commands.delivery.written import to_json
from commands.event.facts import Deadline
from storage import handed, outbox
from storage.outbox import NewMessage, Target
from storage.store import Transaction


async def carry_everywhere(transaction: Transaction, effects: Effects, now: datetime) -> None:
    """Stop reminders of the old date, correct those that stand, and tell those who were told it."""
    for told, _ in effects.told:
        if told.waits:
            await outbox.cancel(transaction, told.message, now)
    for told, about in effects.corrected:
        body = to_json(posts.corrected(effects.after, about))
        await outbox.revise(transaction, told.message, body, now)
    await _correct_announcements(transaction, effects, now)
    await _tell_channels(transaction, effects, now)
    await _tell_people(transaction, effects, now)


async def _correct_announcements(transaction: Transaction, effects: Effects, now: datetime) -> None:
    """Where an announcement tells the old date, the new one stands under it and nowhere else.

    What an earlier move was still to tell there is not true any more, and is not sent.
    """
    for item in effects.announced:
        earlier = f"{key_under(item.message)}{_moves_of(effects.deadline)}"
        for correction in await handed.by_key(transaction, earlier):
            await outbox.supersede(transaction, correction.message, now)
    for item, to in effects.under:
        post = replace(posts.moved(effects.after, effects.deadline), under=item.message)
        key = f"{key_under(item.message)}{_key(effects, 'announcement')}"
        await hand_over(transaction, Outgoing("correction", post, to, now, key), now)


async def _tell_channels(transaction: Transaction, effects: Effects, now: datetime) -> None:
    if effects.channels:
        post = posts.moved(effects.after, effects.deadline)
        await hand_over(
            transaction, Outgoing("notice", post, effects.channels, now, _key(effects, "channels")), now
        )


async def _tell_people(transaction: Transaction, effects: Effects, now: datetime) -> None:
    """Thousands at once perhaps, and every one of them known, so no account is looked up."""
    if effects.people:
        post = to_json(posts.moved(effects.after, effects.deadline, own=True))
        message = NewMessage("notice", post, _key(effects, "people"))
        to = [Target(item.platform, "person", item.user_id, item.person) for item in effects.people]
        await outbox.add(transaction, message, to, at=now, due=now)


def _key(effects: Effects, whose: str) -> str:
    return f"{_moves_of(effects.deadline)}{len(effects.deadline.moves)}/{whose}"


def _moves_of(deadline: Deadline) -> str:
    return f"moved/{deadline.key}/"
