"""Sign up, change, withdraw: each one unit of work, in which the places are given out one after another."""

from dataclasses import replace
from datetime import datetime

from commands.account import account_of, caller_person, reach
from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.invocation import Invocation
from commands.core.reply import Button, Buttons, Heading, Paragraph, Reply, line
from commands.delivery.outgoing import Outgoing, hand_over
from commands.delivery.post import Post
from commands.event.reviewing import Reviewing
from commands.reviewers.answers import Answers, differences
from storage import audit, personal, reviewers
from storage.people import known_person
from storage.reviewers import COUNTED, SignUp
from storage.store import Transaction

NOT_SET_UP = "The organisers take no reviewer sign-ups here."
TAKEN = (
    "This e-mail has signed up from another account. If it is yours, run /review-signup code there, and "
    "/review-signup join with that code here."
)


def reviewing_of(ctx: Context) -> Reviewing:
    """`UserError` where the organisers have not set up reviewers' sign-up."""
    reviewing = ctx.services.event.reviewing
    if reviewing is None:
        raise UserError(NOT_SET_UP)
    return reviewing


def check_open(reviewing: Reviewing, now: datetime) -> None:
    if reviewing.opens and now < reviewing.opens:
        raise UserError(f"Sign-up opens on {_said(reviewing.opens)}.")
    if reviewing.closes and reviewing.closes <= now:
        raise UserError(
            f"Sign-up closed on {_said(reviewing.closes)}. Who has signed up can still change it."
        )


def _said(at: datetime) -> str:
    return f"{at:%B} {at.day}, {at.year} at {at:%H:%M} ({at.tzname()})"


async def sign_up(ctx: Context, answers: Answers, version: int | None) -> SignUp:
    """Keep the answers; `version` is what they were made from, None where they were typed out of nothing."""
    reviewing = reviewing_of(ctx)
    async with ctx.services.store.begin() as transaction:
        person = await caller_person(transaction, ctx)
        await reviewers.wait_for_the_queue(transaction)
        before = await reviewers.find(transaction, person)
        if before is None or before.state not in COUNTED:
            check_open(reviewing, ctx.now)
            return await _enter(transaction, ctx, answers, before or _blank(person, reviewing, ctx.now))
        return await _change(transaction, ctx, answers, before, version)


def _blank(person: int, reviewing: Reviewing, now: datetime) -> SignUp:
    return SignUp(person, "declared", reviewing.erase_at, now, now, now, version=0)


async def _enter(transaction: Transaction, ctx: Context, answers: Answers, before: SignUp) -> SignUp:
    reviewing = reviewing_of(ctx)
    await _free_the_email(transaction, ctx, answers.email, before.person)
    await fill_places(transaction, reviewing, ctx.now)  # who waits comes before who comes now
    places = reviewing.places
    full = places is not None and await reviewers.count(transaction, "signed") >= places
    entered = answers.laid_over(before, reviewing)
    entered = replace(
        entered,
        state="waiting" if full else "signed",
        queued_at=ctx.now,
        created_at=ctx.now,
        changed_at=ctx.now,
    )
    if before.version:
        return await _put(transaction, entered)
    entered = replace(entered, version=1)
    if not await reviewers.add(transaction, entered):
        raise UserError(TAKEN, field="email")
    return entered


async def _change(
    transaction: Transaction, ctx: Context, answers: Answers, before: SignUp, version: int | None
) -> SignUp:
    reviewing, there = reviewing_of(ctx), Answers.of(before)
    agreed = before.consent_version == reviewing.consent_version
    if answers == there and agreed and before.source == "self":
        return before
    if version is not None and version != before.version and answers != there:
        raise UserError(_overtaken(differences(there, answers)))
    await _free_the_email(transaction, ctx, answers.email, before.person)
    return await _put(transaction, replace(answers.laid_over(before, reviewing), changed_at=ctx.now))


def _overtaken(differing: str) -> str:
    return (
        f"Your sign-up was changed elsewhere since this form was opened: {differing}. Nothing is saved yet. "
        "Send the form again to keep what is here, or leave it to keep what is there."
    )


async def _put(transaction: Transaction, changed: SignUp) -> SignUp:
    if not await reviewers.change(transaction, changed):
        raise UserError(TAKEN, field="email")
    return replace(changed, version=changed.version + 1)


async def _free_the_email(transaction: Transaction, ctx: Context, email: str, person: int) -> None:
    """An imported row that nobody stands behind gives way to the person; so does what was withdrawn."""
    holder = await reviewers.holder(transaction, email)
    if holder is None or holder.person == person:
        return
    if holder.state == "withdrawn":
        await reviewers.remove(transaction, holder.person)
    elif holder.source == "import":
        await personal.erase(transaction, holder.person)
        entry = audit.Entry(
            ctx.now, person, ctx.caller.person.name, "replaced an imported sign-up", "reviewers"
        )
        await audit.write(transaction, entry)
    else:
        raise UserError(TAKEN, field="email")


async def mine(ctx: Context) -> SignUp | None:
    async with ctx.services.store.reading() as transaction:
        person = await known_person(transaction, account_of(ctx.caller))
        return await reviewers.find(transaction, person) if person else None


async def place_of(ctx: Context, signed: SignUp) -> int:
    async with ctx.services.store.reading() as transaction:
        return await reviewers.place_in_queue(transaction, signed)


async def declare(ctx: Context) -> SignUp:
    """Keep that the caller is a first author; who has signed up gets that added."""
    reviewing = reviewing_of(ctx)
    async with ctx.services.store.begin() as transaction:
        person = await caller_person(transaction, ctx)
        before = await reviewers.find(transaction, person)
        if before and before.first_author:
            return before
        if before and before.state in COUNTED:
            return await _put(transaction, replace(before, first_author=True, changed_at=ctx.now))
        if before:
            await reviewers.remove(transaction, person)
        declared = replace(_blank(person, reviewing, ctx.now), version=1, first_author=True)
        await reviewers.add(transaction, declared)
        return declared


async def withdraw(ctx: Context) -> bool:
    """Whether there was something to withdraw; a place that it frees goes to who waited longest."""
    async with ctx.services.store.begin() as transaction:
        person = await caller_person(transaction, ctx)
        await reviewers.wait_for_the_queue(transaction)
        signed = await reviewers.find(transaction, person)
        if signed is None or signed.state == "withdrawn":
            return False
        if signed.state == "declared":
            await reviewers.remove(transaction, person)
        else:
            await reviewers.withdraw(transaction, signed, ctx.now)
            await fill_places(transaction, reviewing_of(ctx), ctx.now)
        return True


async def fill_places(transaction: Transaction, reviewing: Reviewing, now: datetime) -> None:
    """Give every free place to who waited longest, and tell her."""
    places = reviewing.places
    while places is None or await reviewers.count(transaction, "signed") < places:
        first = await reviewers.first_in_queue(transaction)
        if first is None:
            return
        await reviewers.change(transaction, replace(first, state="signed", changed_at=now))
        to = await reach(transaction, first.person)
        if to:
            key = f"reviewer-place-{first.person}-{first.version}"
            await hand_over(transaction, Outgoing("notice", Post(A_PLACE), (to,), now, key), now)


A_PLACE = Reply.of(
    Heading("You have a place as a reviewer", "good"),
    Paragraph(line("A place became free, and you were next on the waiting list. Thank you for waiting.")),
    Buttons((Button("Show my sign-up", Invocation("review-signup show")),)),
)
