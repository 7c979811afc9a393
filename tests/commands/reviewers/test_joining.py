"""One person on two platforms, joined by a code alone."""

from datetime import timedelta

from commands.core.dispatch import Answer
from commands.core.reply import Code, Paragraph
from tests.commands.reviewers.conftest import ADA, ADA_ON_SLACK, IDA, Desk, told


def code_in(answer: Answer) -> str:
    spans = [span for block in answer.reply.blocks if isinstance(block, Paragraph) for span in block.said]
    return next(span.text for span in spans if isinstance(span, Code)).rpartition(" ")[2]


async def test_a_code_shown_here_joins_the_account_there(desk: Desk) -> None:
    await desk.signs_up(ADA)
    code = code_in(await desk.call("review-signup code"))
    joined = await desk.call("review-signup join", {"code": f" {code[:4].lower()}-{code[4:]} "}, ADA_ON_SLACK)
    assert "one person here now" in told(joined)
    assert "E-mail: ada@example.org" in told(await desk.call("review-signup show", who=ADA_ON_SLACK))


async def test_a_code_works_once_and_for_a_quarter_of_an_hour(desk: Desk) -> None:
    code = code_in(await desk.call("review-signup code"))
    await desk.call("review-signup join", {"code": code}, ADA_ON_SLACK)
    again = await desk.call("review-signup join", {"code": code}, IDA)
    assert (again.outcome, again.field) == ("refused", "code")
    late = code_in(await desk.call("review-signup code"))
    desk.clock.at += timedelta(minutes=15)
    assert "not known" in told(await desk.call("review-signup join", {"code": late}, IDA))


async def test_of_two_sign_ups_the_one_that_showed_the_code_stays_and_the_place_is_free(desk: Desk) -> None:
    desk.organise(places=2)
    await desk.signs_up(ADA)
    await desk.signs_up(ADA_ON_SLACK)
    await desk.signs_up(IDA)
    code = code_in(await desk.call("review-signup code"))
    joined = await desk.call("review-signup join", {"code": code}, ADA_ON_SLACK)
    assert "the account that showed the code stays" in told(joined)
    assert "E-mail: ada@example.org" in told(await desk.call("review-signup show", who=ADA_ON_SLACK))
    assert "You are signed up" in told(await desk.call("review-signup show", who=IDA))


async def test_a_code_told_to_oneself_changes_nothing(desk: Desk) -> None:
    await desk.signs_up(ADA)
    code = code_in(await desk.call("review-signup code"))
    await desk.call("review-signup join", {"code": code})
    assert "You are signed up" in told(await desk.call("review-signup show"))
