"""The list of reviewers by the page's own requests: nobody but organisers gets any of it."""

import pytest

from tests.bot.on_web.visitor import Visitor

ADA = {
    "name": "Ada Lovelace",
    "email": "ada@example.org",
    "topics": ["Basic science"],
    "consent": "yes",
}
ORGANISERS = (
    "reviewers",
    "reviewers export",
    "reviewers import",
    "reviewers import-confirm",
    "reviewers remind",
)


@pytest.mark.parametrize("name", ORGANISERS)
async def test_a_direct_call_is_refused(visitor: Visitor, name: str) -> None:
    files = {"file": b"name,email\n"} if name == "reviewers import" else {}
    told = (await visitor.call(name, {}, files, inline="all")).json
    assert told["outcome"] == "refused"
    assert "is for organisers only" in str(told["blocks"])


@pytest.mark.parametrize("code", ["reviewers export?kind=csv", "reviewers remind?send=yes"])
async def test_a_buttons_code_is_refused(visitor: Visitor, code: str) -> None:
    told = (await visitor.call(code=code, inline="all")).json
    assert told["outcome"] == "refused"


async def test_their_commands_are_not_even_listed(visitor: Visitor) -> None:
    async with visitor.looking() as view:
        names = {command["name"] for command in view.state["commands"]}
    assert "review-signup" in names
    assert not names & set(ORGANISERS)


async def test_the_form_tells_a_person_her_own_answers_alone(visitor: Visitor) -> None:
    assert (await visitor.call("review-signup", {**ADA, "version": 0})).json["outcome"] == "done"
    own = (await visitor.post("/api/form", name="review-signup", options={})).json
    assert own["email"] == "ada@example.org"
    assert own["version"] == 1
    other = (await visitor.playing("volunteer").post("/api/form", name="review-signup", options={})).json
    assert "email" not in other
