"""`ask organisers`: hand a question on to those who can answer it."""

from collections.abc import Mapping
from typing import Annotated

from commands.account import account_of
from commands.ask.answering import LONGEST_QUESTION
from commands.core.command import command
from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.form import Form
from commands.core.invocation import Raw
from commands.core.option import Option
from commands.core.reply import Heading, Paragraph, Reply, Strong, line
from commands.delivery.outgoing import Outgoing, hand_over
from commands.delivery.post import Post
from commands.questions.own import Which, find_own, number_in
from commands.questions.telling import for_the_organisers
from storage import asked, questions
from storage.asked import Asked
from storage.questions import Follower
from storage.store import Transaction

HANDED_ON = "The organisers have this question already. Their answer comes to you in a direct message."
LONGEST_NAME = 100  # characters of a name that are kept


async def as_asked(ctx: Context, given: Mapping[str, Raw]) -> Mapping[str, Raw]:
    """The question as it was understood, for its own asker."""
    try:
        async with ctx.services.store.begin() as transaction:
            found = await find_own(transaction, ctx, number_in(given.get("number")))
    except UserError:
        return {}
    return {"question": found.question}


@command(
    "ask organisers",
    private=True,
    listed=False,
    form=Form("Ask the organisers", "Send to the organisers", prefill=as_asked),
)
async def ask_organisers(
    ctx: Context,
    number: Which,
    *,
    question: Annotated[
        str,
        Option("As they will read it", minimum=1, maximum=LONGEST_QUESTION, multiline=True, label="Question"),
    ],
    show_name: Annotated[bool, Option("Tell the organisers who asks", label="Your name")] = False,
) -> Reply:
    """Send a question on which the call is silent to the organisers."""
    async with ctx.services.store.begin() as transaction:
        given = await find_own(transaction, ctx, number)
        name = ctx.caller.person.name[:LONGEST_NAME] if show_name else ""
        queued = await _queue(transaction, ctx, given, question.strip(), name)
        if not await asked.hand_on(transaction, number, queued):
            raise UserError(HANDED_ON)
    ctx.services.tally("ask organisers", "sent")
    return _sent(question.strip(), name)


async def _queue(transaction: Transaction, ctx: Context, given: Asked, text: str, name: str) -> int:
    """The number of the question; one that waits already in the same words gains an asker."""
    follower = Follower(given.person, account_of(ctx.caller), name, 0)
    same = [item for item in await questions.waiting(transaction) if _words(item.text) == _words(text)]
    if same:
        await questions.follow(transaction, same[0].id, follower, ctx.now)
        return same[0].id
    queued = await questions.add(transaction, text, given.topic, ctx.now)
    await questions.follow(transaction, queued, follower, ctx.now)
    organisers = ctx.services.destinations.get("organisers", ())
    post = Post(for_the_organisers(queued, text, name))
    outgoing = Outgoing("notice", post, organisers, ctx.now, key=f"question:{queued}")
    await hand_over(transaction, outgoing, ctx.now)
    return queued


def _words(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _sent(text: str, name: str) -> Reply:
    who = f"with your name, {name}" if name else "without your name"
    return Reply.of(
        Heading("Sent to the organisers", "good"),
        Paragraph(line(f"They read this, {who}: ", Strong(text))),
        Paragraph(line("Their answer comes to you in a direct message. Until then, nothing is decided.")),
    )
