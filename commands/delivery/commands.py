"""What organisers do about single deliveries."""

from typing import Annotated, Literal

from commands.core.command import command
from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.option import Option
from commands.core.person import Permission
from commands.core.reply import Heading, Reply
from storage import audit, outbox
from storage.people import Account, person_of

ALREADY = "This delivery is settled already, so nothing was changed."
SAID = {
    "arrived": "Kept: it arrived there, and is not sent again.",
    "missing": "It is sent there again, at once.",
}


@command(
    "announce settle",
    permission=Permission.ORGANISER,
    private=True,
    example="/announce settle delivery:7 saw:arrived",
)
async def announce_settle(
    ctx: Context,
    delivery: Annotated[int, Option("The number of the delivery", minimum=1)],
    saw: Annotated[Literal["arrived", "missing"], Option("Whether you saw the message there")],
) -> Reply:
    """Say whether a message arrived where the platform did not tell."""
    async with ctx.services.store.begin() as transaction:
        if not await outbox.settle(transaction, delivery, did_arrive=saw == "arrived", now=ctx.now):
            raise UserError(ALREADY)
        caller = ctx.caller
        account = Account(caller.place.platform, caller.person.id.rpartition(":")[2])
        person = await person_of(transaction, account, ctx.now)
        entry = audit.Entry(
            ctx.now, person, caller.person.name, "settle", f"delivery {delivery}", f"it was {saw}"
        )
        await audit.write(transaction, entry)
    return Reply.of(Heading(SAID[saw], "good"))
