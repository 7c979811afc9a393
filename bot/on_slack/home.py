"""The App Home tab: what a person wants to see without asking."""

from typing import Any

from slack_sdk.models.blocks import Block, DividerBlock
from slack_sdk.models.views import View

from bot.app import App
from bot.on_slack import limits
from bot.on_slack.names import UMBRELLA
from bot.on_slack.pieces import pieces
from commands.core.invocation import Invocation
from commands.core.person import Caller
from commands.core.reply import Code, Paragraph, Reply, line

SHOWN = ("deadline", "review-signup show")
"""Commands whose replies stand on the tab, in this order, for those who may run them."""

HINT = Reply.of(Paragraph(line("Type ", Code(f"/{UMBRELLA}"), " in any channel to see all that Usher does.")))


async def home(app: App, caller: Caller) -> dict[str, Any]:
    """The tab's view for this person, in their own time zone."""
    known = {command.name for command in app.dispatcher.permitted(caller)}
    blocks: list[Block] = []
    for name in SHOWN:
        if name in known:
            answer = await app.dispatcher.dispatch(Invocation(name), caller)
            if answer.outcome == "done":
                blocks += [piece.block for piece in pieces(answer.reply, caller.person.zone)]
                blocks.append(DividerBlock())
    hint = [piece.block for piece in pieces(HINT)]
    return View(type="home", blocks=[*blocks[: limits.VIEW_BLOCKS - len(hint)], *hint]).to_dict()
