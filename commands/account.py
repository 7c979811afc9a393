"""The caller as the store knows people."""

from commands.core.context import Context
from commands.core.person import Caller
from commands.delivery.destination import Destination, Platform, direct_messages
from storage.people import Account, accounts_of, person_of
from storage.store import Transaction

PLATFORMS: tuple[Platform, ...] = ("discord", "slack", "web")


def account_of(caller: Caller) -> Account:
    own = direct_messages(caller)
    return Account(own.platform, own.id)


async def caller_person(transaction: Transaction, ctx: Context) -> int:
    """The person behind the caller's account, made at the first meeting."""
    return await person_of(transaction, account_of(ctx.caller), ctx.now)


async def reach(transaction: Transaction, person: int) -> Destination | None:
    """One place where a person is told something, so that nobody is told it twice."""
    known = {account.platform: account for account in await accounts_of(transaction, person)}
    return next(
        (Destination(name, known[name].user_id, "person") for name in PLATFORMS if name in known), None
    )
