"""`/reviewers import`: volunteers from another form, shown row by row before anything is kept."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Annotated, Literal

from commands.account import caller_person
from commands.core.command import command
from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.invocation import Invocation
from commands.core.option import Option
from commands.core.person import Permission
from commands.core.reply import Bullets, Button, Buttons, File, Heading, Paragraph, Reply, line
from commands.core.upload import Upload
from commands.reviewers.sheet import Entry, read_sheet
from commands.reviewers.signing import reviewing_of
from commands.reviewers.spreadsheet import BOM, written
from storage import audit, people, reviewers
from storage.reviewers import SignUp
from storage.store import Transaction

LARGEST = 2_000_000  # bytes of a table
MOST_SHOWN = 15  # rows that a card lists; the file beside it lists all
GONE = "This import was confirmed, or is more than an hour old. Hand in the file again."

Step = Literal["new", "updated", "unchanged", "left", "withdrew", "problem"]
SAID: Mapping[Step, str] = {
    "new": "new",
    "updated": "imported before, updated",
    "unchanged": "imported before, unchanged",
    "left": "signed up here, left as they wrote it",
    "withdrew": "withdrew, left out",
    "problem": "left out",
}
TAKEN: tuple[Step, ...] = ("new", "updated")
COPIED = (
    "name", "email", "openreview", "topics", "load", "experience",
    "conflict_domains", "conflict_people", "first_author",
)  # fmt: skip


@command("reviewers import", permission=Permission.ORGANISER, private=True, example="/reviewers import")
async def reviewers_import(
    ctx: Context, file: Annotated[Upload, Option("The other form's answers as CSV", maximum=LARGEST)]
) -> Reply:
    """Take over volunteers from another form, after you have seen what becomes of each row."""
    reviewing_of(ctx)
    entries = read_sheet(await file.fetch(), ctx.services.event)
    async with ctx.services.store.begin() as transaction:
        steps = [await _step(transaction, entry) for entry in entries]
        person = await caller_person(transaction, ctx)
        body = json.dumps([asdict(entry) for entry in entries], ensure_ascii=False)
        number = await reviewers.keep_import(transaction, person, body, ctx.now)
    return _preview(entries, steps, number)


@command("reviewers import-confirm", permission=Permission.ORGANISER, private=True, listed=False)
async def reviewers_import_confirm(
    ctx: Context, number: Annotated[int, Option("Which import", carried=True)]
) -> Reply:
    """Keep the volunteers of an import that was shown."""
    reviewing_of(ctx)
    async with ctx.services.store.begin() as transaction:
        person = await caller_person(transaction, ctx)
        body = await reviewers.take_import(transaction, number, person)
        if body is None:
            raise UserError(GONE)
        await reviewers.wait_for_the_queue(transaction)
        taken = [
            await _take(transaction, ctx, Entry(**{**row, "topics": tuple(row["topics"])}))
            for row in json.loads(body)
        ]
        count = sum(taken)
        entry = audit.Entry(
            ctx.now, person, ctx.caller.person.name, "imported", "reviewers", f"{count} people"
        )
        await audit.write(transaction, entry)
    return Reply.of(Heading(f"{count:,} {'person is' if count == 1 else 'people are'} imported", "good"))


async def _step(transaction: Transaction, entry: Entry) -> Step:
    """What becomes of a row, as things stand."""
    if entry.problem:
        return "problem"
    there = await reviewers.holder(transaction, entry.email)
    if there is None:
        return "new"
    if there.state == "withdrawn":
        return "withdrew"
    if there.source == "self":
        return "left"
    return "unchanged" if _merged(there, entry) == there else "updated"


def _merged(there: SignUp, entry: Entry) -> SignUp:
    """What the row says; where it says nothing, what was there."""
    return replace(there, **{name: getattr(entry, name) or getattr(there, name) for name in COPIED})


async def _take(transaction: Transaction, ctx: Context, entry: Entry) -> bool:
    """Decide anew, for somebody may have signed up since the row was shown."""
    step = await _step(transaction, entry)
    if step == "new":
        return await reviewers.add(transaction, await _fresh(transaction, ctx, entry))
    there = await reviewers.holder(transaction, entry.email) if step == "updated" else None
    return there is not None and await reviewers.change(
        transaction, replace(_merged(there, entry), changed_at=ctx.now)
    )


async def _fresh(transaction: Transaction, ctx: Context, entry: Entry) -> SignUp:
    """Somebody without an account here, who takes the row over by signing up with the same e-mail."""
    reviewing, person = reviewing_of(ctx), await people.new_person(transaction, ctx.now)
    places = reviewing.places
    full = places is not None and await reviewers.count(transaction, "signed") >= places
    blank = SignUp(
        person,
        "waiting" if full else "signed",
        reviewing.erase_at,
        ctx.now,
        ctx.now,
        ctx.now,
        source="import",
        load=reviewing.load,
        consent="agreed to in another form",
        consent_version="import",
    )
    return _merged(blank, entry)


def _preview(entries: Sequence[Entry], steps: Sequence[Step], number: int) -> Reply:
    counted = Counter(steps)
    take = sum(counted[step] for step in TAKEN)
    told = "; ".join(f"{counted[step]:,} {said}" for step, said in SAID.items() if counted[step])
    rows = [_row(entry, step) for entry, step in zip(entries, steps, strict=True)]
    listed = [line(f"Row {row[0]}: {row[1]} · {row[3]}") for row in rows[:MOST_SHOWN]]
    press = Invocation("reviewers import-confirm", {"number": number})
    return Reply.of(
        Heading(f"{len(entries):,} {'row' if len(entries) == 1 else 'rows'}: nothing is kept yet", "unsure"),
        Paragraph(line(f"{told}.")),
        Bullets(tuple(listed)),
        File(
            "import-preview.csv",
            BOM + written([("row", "name", "email", "what becomes of it"), *rows]),
            "text/csv",
        ),
        Buttons((Button(f"Import {take:,} {'person' if take == 1 else 'people'}", press, primary=True),))
        if take
        else None,
    )


def _row(entry: Entry, step: Step) -> tuple[str, str, str, str]:
    why = [SAID[step], *([entry.problem] if entry.problem else []), *entry.notes]
    return str(entry.line), entry.name or "no name", entry.email, "; ".join(why)
