"""Two accounts of one person are joined by a code that one shows and the other is told."""

import secrets
from typing import Annotated

from commands.account import caller_person
from commands.core.command import command
from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.invocation import Invocation
from commands.core.option import Option
from commands.core.reply import Button, Buttons, Code, Heading, Paragraph, Reply, line
from commands.reviewers.signing import fill_places
from storage import reviewers
from storage.people import join, keep_code, redeem_code
from storage.reviewers import COUNTED
from storage.store import Transaction

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that is taken for another
CODE_LENGTH = 8
WRONG_CODE = (
    "This code is not known. A code works once and for 15 minutes; get a new one with /review-signup code on "
    "the account that has signed up."
)


@command("review-signup code", private=True, example="/review-signup code")
async def review_signup_code(ctx: Context) -> Reply:
    """Get a code that joins your account on another platform to this one."""
    code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    async with ctx.services.store.begin() as transaction:
        await keep_code(transaction, await caller_person(transaction, ctx), code, ctx.now)
    return Reply.of(
        Heading("Join your other account to this one"),
        Paragraph(line("On the other platform, within 15 minutes: ", Code(f"/review-signup join {code}"))),
        Paragraph(line("Give the code to nobody: whoever has it can see and change what is yours.")),
    )


@command("review-signup join", private=True, example="/review-signup join code:K7QF3MZD", cost=5)
async def review_signup_join(
    ctx: Context,
    code: Annotated[
        str, Option("What /review-signup code shows on your other account", maximum=40, secret=True)
    ],
) -> Reply:
    """Join this account to the one that showed you a code."""
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    async with ctx.services.store.begin() as transaction:
        here = await caller_person(transaction, ctx)
        there = await redeem_code(transaction, typed, ctx.now)
        if there is None:
            raise UserError(WRONG_CODE, field="code")
        both = await _join(transaction, ctx, there, here)
    return _joined(both=both)


async def _join(transaction: Transaction, ctx: Context, there: int, here: int) -> bool:
    """Whether both had signed up; the place of the one that gives way becomes free."""
    if there == here:
        return False
    await reviewers.wait_for_the_queue(transaction)
    found = [await reviewers.find(transaction, person) for person in (there, here)]
    await join(transaction, there, here)
    reviewing = ctx.services.event.reviewing
    if reviewing is not None:
        await fill_places(transaction, reviewing, ctx.now)
    return all(signed is not None and signed.state in COUNTED for signed in found)


def _joined(*, both: bool) -> Reply:
    kept = "Both had signed up; the sign-up of the account that showed the code stays." if both else ""
    return Reply.of(
        Heading("Your two accounts are one person here now", "good"),
        Paragraph(line(kept)) if kept else None,
        Buttons((Button("Show my sign-up", Invocation("review-signup show"), primary=True),)),
    )
