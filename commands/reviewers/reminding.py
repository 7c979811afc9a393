"""`/reviewers remind`: ask first authors who have not signed up, once and in private."""

from typing import Annotated

from commands.account import caller_person, reach
from commands.core.command import command
from commands.core.context import Context
from commands.core.invocation import Invocation
from commands.core.option import Option
from commands.core.person import Permission
from commands.core.reply import Button, Buttons, Heading, Paragraph, Reply, line
from commands.delivery.outgoing import Outgoing, hand_over
from commands.delivery.post import Post
from commands.reviewers.signing import reviewing_of
from storage import audit, reviewers
from storage.store import Transaction

TITLE = "Would you review for the {event}?"
REQUEST = (
    "You noted that you are a (co-)first author of a submission. The organisers ask first authors to review, "
    "and do not require it. This is the only reminder."
)


@command("reviewers remind", permission=Permission.ORGANISER, private=True, example="/reviewers remind")
async def reviewers_remind(
    ctx: Context, *, send: Annotated[bool, Option("Send it; otherwise it is only shown")] = False
) -> Reply:
    """Remind declared first authors who have not signed up, once and in private."""
    reviewing_of(ctx)
    if not send:
        async with ctx.services.store.reading() as transaction:
            return _preview(ctx, len(await reviewers.declared(transaction)))
    async with ctx.services.store.begin() as transaction:
        await reviewers.wait_for_the_queue(transaction)
        sent = sum(
            [await _remind(transaction, ctx, person) for person in await reviewers.declared(transaction)]
        )
        person, actor = await caller_person(transaction, ctx), ctx.caller.person.name
        entry = audit.Entry(ctx.now, person, actor, "reminded", "reviewers", f"{sent} first authors")
        await audit.write(transaction, entry)
    return Reply.of(Heading(f"{sent:,} first {_authors(sent)} will be reminded now, each once", "good"))


async def _remind(transaction: Transaction, ctx: Context, person: int) -> bool:
    to = await reach(transaction, person)
    if to is None:
        return False
    await reviewers.note_reminded(transaction, person, ctx.now)
    post = Post(Reply.of(*request(ctx).blocks, _answers()), sender=ctx.caller.person.name)
    key = f"reviewers-remind-{person}"
    return await hand_over(transaction, Outgoing("reminder", post, (to,), ctx.now, key), ctx.now) is not None


def request(ctx: Context) -> Reply:
    """What a first author reads."""
    return Reply.of(Heading(TITLE.format(event=ctx.services.event.name)), Paragraph(line(REQUEST)))


def _answers() -> Buttons:
    sign_up = Button("Sign up as a reviewer", Invocation("review-signup"), primary=True)
    return Buttons((sign_up, Button("No, thank you", Invocation("review-signup withdraw"))))


def _preview(ctx: Context, waiting: int) -> Reply:
    if not waiting:
        return Reply.of(
            Heading("There is nobody to remind: every declared first author signed up or was reminded")
        )
    confirm = Button(f"Send it to {waiting:,}", Invocation("reviewers remind", {"send": "yes"}), primary=True)
    head = Heading(f"{waiting:,} first {_authors(waiting)} would get this, in private and once", "unsure")
    return Reply.of(head, *request(ctx).blocks, Buttons((confirm,)))


def _authors(number: int) -> str:
    return "author" if number == 1 else "authors"
