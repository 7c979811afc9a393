"""What organisers do about single deliveries."""

from typing import Annotated, Literal

from commands.account import caller_person
from commands.core.command import command
from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.option import Option
from commands.core.person import Permission
from commands.core.reply import Heading, Reply
from storage import audit, uncertain

ALREADY = "This delivery is settled already, so nothing was changed."
ARRIVED = "Kept: it arrived there, and is not sent again."
AGAIN = "It is sent there again, at once."
REPLACED = "Kept. It is not sent again, since something newer took its place."


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
        state = await uncertain.settle(transaction, delivery, did_arrive=saw == "arrived", now=ctx.now)
        if state is None:
            raise UserError(ALREADY)
        person, actor = await caller_person(transaction, ctx), ctx.caller.person.name
        entry = audit.Entry(ctx.now, person, actor, "settled", f"delivery {delivery}", f"it was {saw}")
        await audit.write(transaction, entry)
    missed = REPLACED if state == "cancelled" else AGAIN
    return Reply.of(Heading(ARRIVED if saw == "arrived" else missed, "good"))
