"""What is kept about somebody is shown, handed over and erased, to her alone."""

import json

from sqlalchemy import select

from commands.core.dispatch import Answer
from commands.core.reply import File
from storage import audit, reviewers
from storage.tables.reviewers import imports
from tests.commands.reviewers.conftest import ADA, GRACE, IDA, Desk, desk, told
from tests.commands.reviewers.test_importing import FORM, upload

__all__ = ["desk"]


def file_in(answer: Answer) -> dict[str, list[dict[str, object]]]:
    (file,) = [block for block in answer.reply.blocks if isinstance(block, File)]
    return dict(json.loads(bytes(file.content)))


async def test_of_a_stranger_nothing_is_kept_and_looking_keeps_nothing(desk: Desk) -> None:
    for name in ("mydata", "mydata export", "mydata erase"):
        assert "Nothing is kept about you" in told(await desk.call(name))


async def test_what_is_kept_is_shown_and_handed_over(desk: Desk) -> None:
    await desk.signs_up(ADA, name="Zoë")
    shown = told(await desk.call("mydata"))
    assert "Accounts that you are known by: ada on Discord" in shown
    assert "Your reviewer sign-up: 1" in shown
    own = file_in(await desk.press("Get it as a file"))
    assert own["reviewers"][0]["name"] == "Zoë"
    assert own["reviewers"][0]["consent_version"] == "1"
    assert "Nothing is kept" in told(await desk.call("mydata", who=IDA))


async def test_erasing_asks_first_and_leaves_nothing(desk: Desk) -> None:
    desk.organise(places=1)
    await desk.signs_up(ADA)
    await desk.signs_up(IDA)
    await desk.call("mydata")
    assert "Erase everything that is kept about you?" in told(await desk.press("Erase it all"))
    assert "E-mail: ada@example.org" in told(await desk.call("review-signup show"))
    await desk.call("mydata erase")
    assert "Everything about you is erased" in told(await desk.press("Erase everything"))
    assert "Nothing is kept about you" in told(await desk.call("mydata"))
    assert "You are signed up" in told(await desk.call("review-signup show", who=IDA))


async def test_an_organisers_own_data_holds_nobody_elses_answers_and_erasing_removes_them(desk: Desk) -> None:
    await desk.call("reviewers import", {"file": upload(FORM)}, GRACE)
    answer = await desk.call("mydata export", who=GRACE)
    assert file_in(answer)["reviewer_imports"][0].keys() == {"id", "person", "created_at"}
    assert "example.org" not in json.dumps(file_in(answer))
    await desk.call("mydata erase", {"confirm": "yes"}, GRACE)
    async with desk.store.begin() as transaction:
        rows = await transaction.execute(select(imports.c.body))
        assert rows.scalars().all() == []


async def test_what_an_organiser_did_stays_told_without_the_name(desk: Desk) -> None:
    await desk.call("reviewers export", who=GRACE)
    await desk.call("mydata erase", {"confirm": "yes"}, GRACE)
    async with desk.store.begin() as transaction:
        (entry,) = await audit.read(transaction, "reviewers")
        assert await reviewers.count(transaction, "signed") == 0
    assert (entry.person, entry.actor, entry.action) == (None, "an organiser", "exported")
