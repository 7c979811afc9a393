"""What organisers see, take along and send, and that nobody else does."""

import csv
import io
from collections.abc import Iterable

import pytest

from commands.core.dispatch import Answer
from commands.core.reply import Bullets, File, Table
from commands.reviewers.export import MOST_PROBLEMS, Lines, Recruitment
from storage import audit, outbox, reviewers
from storage.reviewers import SignUp
from tests.commands.reviewers.conftest import ADA, GRACE, IDA, Desk, told, volunteer
from tests.doubles import SUMMER


def file_of(answer: Answer, name: str) -> str:
    return next(
        bytes(block.content).decode("utf-8-sig")
        for block in answer.reply.blocks
        if isinstance(block, File) and block.name == name
    )


def bullets(answer: Answer) -> list[str]:
    return [
        "".join(vars(span)["text"] for span in item)
        for block in answer.reply.blocks
        if isinstance(block, Bullets)
        for item in block.items
    ]


async def test_the_overview_counts_people_topics_and_first_authors(desk: Desk) -> None:
    await desk.signs_up(ADA, first_author="yes", load="4", topics=("Basic science", "Novel paradigms"))
    await desk.signs_up(IDA, openreview="~Ida_Rhodes1")
    await desk.call("review-signup later", who=volunteer("eda"))
    shown = await desk.call("reviewers", who=GRACE)
    assert shown.private
    said = told(shown)
    assert "Signed up: 2" in said
    assert "Reviews offered: 7 of 450 needed" in said
    assert "First authors who signed up: 1 of 2 who said so (50%)" in said
    assert "1 without an OpenReview profile: Ada." in said
    (table,) = [block for block in shown.reply.blocks if isinstance(block, Table)]
    assert table.rows[-2:] == (
        ("Novel paradigms", "1", "2", "30", "7%", "10"),
        ("Basic science", "2", "5", "30", "17%", "10"),
    )


@pytest.mark.parametrize("name", ["reviewers", "reviewers export", "reviewers remind"])
async def test_nobody_but_organisers_gets_the_list(desk: Desk, name: str) -> None:
    answer = await desk.call(name, who=ADA)
    assert answer.outcome == "refused"
    assert "is for organisers only" in told(answer)


async def test_the_table_holds_everything_and_its_taking_is_written_down(desk: Desk) -> None:
    await desk.signs_up(
        ADA, name="Zoë, =Ada", conflict_people="Bob\n=HYPERLINK(1)", topics=("Basic science",)
    )
    answer = await desk.call("reviewers export", {"kind": "csv"}, GRACE)
    (row,) = csv.DictReader(io.StringIO(file_of(answer, "reviewers.csv"), newline=""))
    assert row["name"] == "Zoë, =Ada"
    assert row["email"] == "ada@example.org"
    assert row["conflict people"] == "Bob\n=HYPERLINK(1)"
    assert row["state"] == "signed"
    async with desk.store.begin() as transaction:
        (entry,) = await audit.read(transaction, "reviewers")
    assert (entry.actor, entry.action, entry.detail) == ("Grace", "exported", "csv, 1 people")


async def test_the_lines_for_openreview_name_what_is_wrong_with_them_first(desk: Desk) -> None:
    await desk.signs_up(ADA, openreview="~Ada_Lovelace1")
    await desk.signs_up(IDA, openreview="~Ada_Lovelace1")
    await desk.signs_up(volunteer("eda"), name="Eda (Chair), Jr.")
    answer = await desk.call("reviewers export", {"kind": "openreview"}, GRACE)
    assert file_of(answer, "openreview.txt") == "~Ada_Lovelace1\neda@example.org, Eda Chair Jr.\n"
    assert bullets(answer) == ["Ida has the same profile as Ada: ~Ada_Lovelace1, written once."]


def person(number: int, **more: str) -> SignUp:
    return SignUp(number, "signed", SUMMER, SUMMER, SUMMER, SUMMER, **{"name": f"Person {number}", **more})  # type: ignore[arg-type]  # texts alone


def text(lines: Lines) -> list[str]:
    return bytes(lines.content).decode().splitlines()


def recruitment(people: Iterable[SignUp]) -> Recruitment:
    ready = Recruitment()
    for each in people:
        ready.take(each)
    return ready


def test_who_gives_nothing_to_be_found_by_is_named_and_a_bad_profile_falls_back_on_the_e_mail() -> None:
    ready = recruitment([person(1), person(2, openreview="Person Two", email="two@example.org")])
    assert text(ready.lines) == ["two@example.org, Person 2"]
    assert text(ready.problems) == [
        "Person 1: neither a profile nor an e-mail, so left out.",
        "Person 2: “Person Two” is no profile, so the e-mail is used.",
    ]


def test_the_lines_read_back_to_the_same_people() -> None:
    people = [person(n, email=f"p{n}@example.org") for n in range(3)] + [person(9, openreview="~Nine_Lives9")]
    read = [line.partition(", ")[::2] for line in text(recruitment(people).lines)]
    assert read == [(p.openreview, "") if p.openreview else (p.email, p.name) for p in people]


async def test_more_problems_than_a_card_lists_are_in_a_file(desk: Desk) -> None:
    for number in range(MOST_PROBLEMS + 2):
        await desk.signs_up(volunteer(f"v{number:02}"), openreview="~Ada_Lovelace1")
    answer = await desk.call("reviewers export", {"kind": "openreview"}, GRACE)
    assert file_of(answer, "openreview.txt") == "~Ada_Lovelace1\n"
    listed = file_of(answer, "problems.txt").splitlines()
    assert len(listed) == MOST_PROBLEMS + 1
    assert bullets(answer) == [*listed[:MOST_PROBLEMS], "and 1 more, in the file"]


async def test_declared_first_authors_are_reminded_once_and_in_private(desk: Desk) -> None:
    await desk.call("review-signup later")
    await desk.signs_up(IDA, first_author="yes")
    shown = await desk.call("reviewers remind", who=GRACE)
    assert "1 first author would get this" in told(shown)
    assert "1 first author will be reminded" in told(await desk.press("Send it to 1", GRACE))
    assert "nobody to remind" in told(await desk.call("reviewers remind", who=GRACE))
    assert "0 first authors will" in told(await desk.call("reviewers remind", {"send": "yes"}, GRACE))
    async with desk.store.begin() as transaction:
        assert sum((await outbox.counts(transaction)).values()) == 1
        assert await reviewers.declared(transaction) == ()


async def test_a_non_organiser_cannot_send_the_reminder_by_its_button(desk: Desk) -> None:
    await desk.call("review-signup later")
    await desk.call("reviewers remind", who=GRACE)
    refused = await desk.press("Send it to 1", IDA)
    assert refused.outcome == "refused"
    async with desk.store.begin() as transaction:
        assert sum((await outbox.counts(transaction)).values()) == 0
