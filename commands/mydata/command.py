"""`/mydata`: shows, exports and erases what is kept about the caller."""

import json
from collections.abc import Mapping
from typing import Annotated

from commands.account import account_of
from commands.core.command import command
from commands.core.context import Context
from commands.core.option import Option
from commands.core.reply import File, Heading, Reply
from commands.live import changed
from commands.mydata.card import Rows, asked, erased, shown
from commands.reviewers.signing import fill_places
from storage import personal, reviewers
from storage.people import known_person


@command("mydata", private=True, example="/mydata")
async def mydata(ctx: Context) -> Reply:
    """Show what is kept about you, and for how long."""
    return shown(await _kept(ctx))


@command("mydata export", private=True, example="/mydata export")
async def mydata_export(ctx: Context) -> Reply:
    """Get everything that is kept about you as a file (JSON)."""
    kept = await _kept(ctx)
    if not kept:
        return shown(kept)
    written = json.dumps(kept, ensure_ascii=False, indent=2)
    return Reply.of(
        Heading("Everything that is kept about you"),
        File("my-data.json", written.encode(), "application/json"),
    )


@command("mydata erase", private=True, example="/mydata erase")
async def mydata_erase(
    ctx: Context, *, confirm: Annotated[bool, Option("Erase it; otherwise you are asked first")] = False
) -> Reply:
    """Erase everything that is kept about you, at once and for good."""
    kept = await _kept(ctx)
    if not kept:
        return shown(kept)
    if not confirm:
        return asked(kept)
    await _erase(ctx)
    return erased()


async def _kept(ctx: Context) -> Mapping[str, Rows]:
    async with ctx.services.store.reading() as transaction:
        person = await known_person(transaction, account_of(ctx.caller))
        return await personal.export(transaction, person) if person else {}


async def _erase(ctx: Context) -> None:
    """A reviewer's place goes to the next; facts that named the person are read anew."""
    async with ctx.services.store.begin() as transaction:
        person = await known_person(transaction, account_of(ctx.caller))
        if person is None:
            return
        await reviewers.wait_for_the_queue(transaction)
        await personal.erase(transaction, person)
        await changed(transaction)
        reviewing = ctx.services.event.reviewing
        if reviewing is not None:
            await fill_places(transaction, reviewing, ctx.now)
