"""What becomes of a personal reminder that did not arrive: a mention in the channel, else it is counted."""

from dataclasses import replace
from datetime import datetime

from commands.delivery.destination import Destination, Platform
from commands.delivery.outgoing import Outgoing, hand_over, read_post
from commands.services import Services
from storage import reminders
from storage.reminders import Settled
from storage.store import Transaction

BATCH = 100  # reminders that one unit of work follows up


async def follow_up(services: Services, platform: Platform, now: datetime) -> None:
    """Look at the reminders that were sent, or failed for good, since the last look."""
    async with services.store.reading() as transaction:
        if not await reminders.settled(transaction, platform, 1):
            return
    async with services.store.begin() as transaction:
        for settled in await reminders.settled(transaction, platform, BATCH):
            await _follow(transaction, settled, platform, now)


async def _follow(transaction: Transaction, settled: Settled, platform: Platform, now: datetime) -> None:
    reminder = settled.reminder
    if settled.arrived:
        await reminders.reached(transaction, reminder.id)
    elif settled.in_channel or not reminder.channel:
        await reminders.missed(transaction, reminder.id)
    else:
        post = replace(read_post(settled.body), mentions=(f"@{reminder.user_id}",))
        to = Destination(platform, reminder.channel)
        outgoing = Outgoing("reminder", post, [to], now, f"{settled.key}/channel")
        message = await hand_over(transaction, outgoing, now)
        if message is not None:
            await reminders.await_mention(transaction, reminder.id, message)
        else:
            await reminders.missed(transaction, reminder.id)
