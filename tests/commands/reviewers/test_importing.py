"""Volunteers of another form: shown row by row, merged, and nobody's own words overwritten."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.core.dispatch import Answer
from commands.core.errors import UserError
from commands.core.upload import Upload
from commands.event.facts import Event
from commands.reviewers.sheet import read_sheet
from storage import audit, reviewers
from tests.commands.reviewers.conftest import ADA, GRACE, IDA, Desk, told
from tests.commands.reviewers.test_organisers import bullets, file_of

FORM = """\
When,Full name,E-mail address,OpenReview profile,Areas of expertise,How many papers?,First author?
1,Zoë Müller,zoe@example.org,openreview.net/profile?id=~Zoe_Muller1,"Basic science, Novel paradigms",2-3,Yes
2,Ada Lovelace,ada@example.org,~Ada_Lovelace1,,4,No
3,Bad Mail,bad@,,,,
4,Kurt,kurt@example.org,K G,Set,99,
5,Zoë M.,zoe@example.org,~Zoe_Muller1,Basic science,1,
"""


def upload(content: str | bytes) -> Upload:
    data = content if isinstance(content, bytes) else content.encode()

    async def fetch() -> bytes:
        return data

    return Upload("form.csv", len(data), fetch)


async def shown(desk: Desk, content: str = FORM) -> Answer:
    return await desk.call("reviewers import", {"file": upload(content)}, GRACE)


async def test_every_row_is_shown_with_what_becomes_of_it_and_nothing_is_kept(desk: Desk) -> None:
    await desk.signs_up(ADA, load="1")
    preview = await shown(desk)
    assert bullets(preview) == [
        "Row 2: Zoë Müller · left out; Row 6 has the same e-mail and is newer.",
        "Row 3: Ada Lovelace · signed up here, left as they wrote it",
        "Row 4: Bad Mail · left out; “bad@” is no e-mail address. There must be something after the @-sign.",
        "Row 5: Kurt · new; left out “K G”, which is no OpenReview profile; no topic of this event in “Set”",
        "Row 6: Zoë M. · new",
    ]
    assert "Zoë M." in file_of(preview, "import-preview.csv")
    async with desk.store.begin() as transaction:
        assert await reviewers.count(transaction, "signed") == 1


async def test_a_confirmed_import_is_kept_once_and_written_down(desk: Desk) -> None:
    await desk.signs_up(ADA, load="1")
    await shown(desk)
    assert "2 people are imported" in told(await desk.press("Import 2 people", GRACE))
    again = await desk.call("reviewers import-confirm", {"number": 1}, GRACE)
    assert "was confirmed" in told(again)
    assert "Papers at most: 1" in told(await desk.call("review-signup show"))
    async with desk.store.begin() as transaction:
        kurt = await reviewers.holder(transaction, "kurt@example.org")
        assert await reviewers.count(transaction, "signed") == 3
        assert [entry.action for entry in await audit.read(transaction)] == ["imported"]
    assert kurt is not None
    assert (kurt.name, kurt.load, kurt.openreview, kurt.source) == ("Kurt", 6, "", "import")


async def test_a_newer_table_fills_and_changes_what_was_imported(desk: Desk) -> None:
    await shown(desk)
    await desk.press("Import 3 people", GRACE)
    newer = (
        "name;email;openreview;topics\nKurt Gödel;kurt@example.org;~Kurt_Godel1;\nZoë M.;zoe@example.org;;\n"
    )
    preview = await shown(desk, newer)
    assert [row.partition(" · ")[2] for row in bullets(preview)] == [
        "imported before, updated",
        "imported before, unchanged",
    ]
    await desk.press("Import 1 person", GRACE)
    async with desk.store.begin() as transaction:
        kurt = await reviewers.holder(transaction, "kurt@example.org")
    assert kurt is not None
    assert (kurt.name, kurt.openreview, kurt.load) == ("Kurt Gödel", "~Kurt_Godel1", 6)


async def test_who_was_imported_signs_up_herself_and_is_not_shown_the_import(desk: Desk) -> None:
    await shown(desk)
    await desk.press("Import 3 people", GRACE)
    assert "email" not in await desk.opens(ADA)
    await desk.signs_up(ADA, load="2")
    assert "left as they wrote it" in " ".join(bullets(await shown(desk)))
    async with desk.store.begin() as transaction:
        assert await reviewers.count(transaction, "signed") == 3


async def test_who_withdrew_is_not_brought_back(desk: Desk) -> None:
    await desk.signs_up(ADA)
    await desk.call("review-signup withdraw")
    assert "withdrew, left out" in " ".join(bullets(await shown(desk)))


@pytest.mark.parametrize("who", [ADA, IDA])
async def test_nobody_but_organisers_imports(desk: Desk, who: object) -> None:
    await shown(desk)
    refused = await desk.press("Import 3 people", ADA)
    assert refused.outcome == "refused"
    refused = await desk.call("reviewers import", {"file": upload(FORM)}, IDA)
    assert "is for organisers only" in told(refused)


def test_a_table_from_an_older_spreadsheet_keeps_its_accents(event: Event) -> None:
    (entry,) = read_sheet("Surname;First name;Mail\nMüller;Zoë;zoe@example.org\n".encode("cp1252"), event)
    assert entry.name == "Zoë Müller"


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\x89PNG\r\n"])
def test_what_is_no_such_table_is_said(event: Event, content: bytes) -> None:
    with pytest.raises(UserError) as refused:
        read_sheet(content, event)
    assert refused.value.field == "file"


@given(st.binary(max_size=200))
def test_whatever_the_rows_hold_each_is_understood_or_has_a_problem(event: Event, junk: bytes) -> None:
    try:
        entries = read_sheet(b"name,email,openreview,papers\n" + junk, event)
    except UserError:
        return
    assert all(entry.problem or (entry.name and entry.email) for entry in entries)
