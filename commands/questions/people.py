"""The caller as the store knows people."""

from datetime import datetime

from commands.core.person import Caller
from commands.delivery.destination import direct_messages
from storage.people import Account, person_of
from storage.store import Transaction


def account_of(caller: Caller) -> Account:
    """The account that direct messages to the caller go to."""
    here = direct_messages(caller)
    return Account(here.platform, here.id)


async def person(transaction: Transaction, caller: Caller, now: datetime) -> int:
    return await person_of(transaction, account_of(caller), now)
