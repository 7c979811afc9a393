"""`ask share`: the answer, for everyone to see."""

from commands.ask.card import card
from commands.core.command import command
from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.reply import Paragraph, Reply, Strong, line
from commands.questions.learnt import Found
from commands.questions.own import Which, find_own
from commands.questions.turn import say
from storage import asked

SHARED = "You shared this answer already."


@command("ask share", listed=False)
async def ask_share(ctx: Context, number: Which) -> Reply:
    """Show everyone here the answer that you got."""
    async with ctx.services.store.begin() as transaction:
        given = await find_own(transaction, ctx, number)
    said = await say(ctx.services, given.question)
    shown = said.answer if isinstance(said, Found) else None
    async with ctx.services.store.begin() as transaction:
        now = (shown.question, shown.version) if shown else (None, 0)
        if not await asked.share(transaction, number, *now):
            raise UserError(SHARED)
    heading, *rest = card(said, ctx.services.event).blocks
    who = Paragraph(line(f"{ctx.caller.person.name} asked: ", Strong(given.question)))
    return Reply.of(heading, who, *rest)
