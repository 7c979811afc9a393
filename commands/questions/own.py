"""A question found again by the number that its card's buttons carry."""

from typing import Annotated

from commands.account import caller_person
from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.invocation import Raw
from commands.core.option import Option
from commands.core.parse import LARGEST
from storage import asked
from storage.asked import Asked
from storage.store import Transaction

Which = Annotated[int, Option("Which question", minimum=1, carried=True)]

GONE = "Usher no longer knows this question. Ask it again with /ask."
OTHERS = "Only the person who asked this can do that. Ask it yourself with /ask."


async def find(transaction: Transaction, number: int) -> Asked:
    found = await asked.get(transaction, number)
    if found is None:
        raise UserError(GONE)
    return found


async def find_own(transaction: Transaction, ctx: Context, number: int) -> Asked:
    """`UserError` unless the caller asked it."""
    found = await find(transaction, number)
    if found.person != await caller_person(transaction, ctx):
        raise UserError(OTHERS)
    return found


def number_in(raw: Raw | None) -> int:
    """The number that a form was opened with; 0, which is nobody's, where there is none."""
    said = str(raw or "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < len(str(LARGEST)) else 0
