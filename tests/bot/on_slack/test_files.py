"""Files: from Slack's hosts only, whole or not at all; and those that Usher hands out."""

from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.bot.on_slack.conftest import Stage
from tests.bot.on_slack.papers import fitting_paper


async def weighed(stage: Stage, file: dict[str, Any]) -> str:
    await stage.ada.types("/weigh")
    await stage.settled()
    view = list(stage.slack.workspace.views.values())[-1]
    await stage.ada.submits(view, file=[file])
    await stage.settled()
    return stage.ada.sees()[-1].said


async def test_a_posted_paper_is_checked_from_its_messages_menu(stage: Stage) -> None:
    paper = stage.ada.uploads("Paper.PDF", fitting_paper())
    await stage.ada.uses_shortcut("check-pdf", [stage.ada.uploads("notes.txt", b"notes"), paper])
    await stage.settled()
    (reply,) = stage.ada.sees()
    assert "hort submission" in reply.said or "hort" in reply.said
    assert reply.reader == stage.ada.id


async def test_a_file_of_which_a_payload_tells_only_the_id_is_looked_up(stage: Stage) -> None:
    paper = stage.ada.uploads("paper.pdf", fitting_paper())
    stub = {"id": paper["id"], "name": "paper.pdf", "file_access": "check_file_info"}
    await stage.ada.uses_shortcut("check-pdf", [stub])
    await stage.settled()
    assert "page" in stage.ada.sees()[0].said


async def test_at_most_three_papers_of_a_message_are_checked(stage: Stage) -> None:
    paper = fitting_paper()
    await stage.ada.uses_shortcut("check-pdf", [stage.ada.uploads(f"{n}.pdf", paper) for n in range(4)])
    await stage.settled()
    assert len(stage.ada.sees()) == 3


async def test_a_message_without_a_paper_is_told_so(stage: Stage) -> None:
    await stage.ada.uses_shortcut("check-pdf", [stage.ada.uploads("notes.txt", b"notes")])
    await stage.settled()
    assert stage.ada.sees()[0].said == "There is no PDF in that message."


async def test_a_paper_that_is_too_large_is_refused_by_its_size_before_it_is_fetched(stage: Stage) -> None:
    paper = {**stage.ada.uploads("huge.pdf", b"%PDF"), "size": 10**9}
    await stage.ada.uses_shortcut("check-pdf", [paper])
    await stage.settled()
    assert "“huge.pdf” has 1000.0 MB" in stage.ada.sees()[0].said


async def test_a_sign_in_page_in_place_of_a_file_names_the_missing_scope(stage: Stage) -> None:
    stage.slack.scopes = ("commands",)
    assert "lacks the scope files:read" in await weighed(stage, stage.ada.uploads("a.bin", b"12345"))


async def test_the_token_does_not_follow_a_redirect_to_another_host(stage: Stage) -> None:
    asked: list[str] = []

    async def listen(request: web.Request) -> web.Response:
        asked.append(request.headers.get("Authorization", "none"))
        return web.Response(body=b"12345")

    elsewhere = web.Application()
    elsewhere.add_routes([web.get("/", listen)])
    async with TestServer(elsewhere) as server:
        stage.slack.elsewhere = str(server.make_url("/"))
        assert "sign-in page" in await weighed(stage, stage.ada.uploads("a.bin", b"12345"))
        file = {**stage.ada.uploads("b.bin", b"12345"), "url_private_download": stage.slack.elsewhere}
        assert "sign-in page" in await weighed(stage, file)
    assert asked == []


async def test_more_bytes_than_slack_told_are_cut_off(stage: Stage) -> None:
    view_file = {**stage.grace.uploads("image.png", b"x" * 9_000_000), "size": 10}
    await stage.grace.types("/broadcast new")
    await stage.settled()
    view = list(stage.slack.workspace.views.values())[-1]
    answer = await stage.grace.submits(view, title="T", text="t", to=["everyone"], image=[view_file])
    await stage.settled()
    told = [*answer.get("errors", {}).values(), *(reply.said for reply in stage.grace.sees())]
    assert any("larger than the 8 MB that are taken" in said for said in told)


async def test_a_file_goes_through_whole(stage: Stage) -> None:
    assert "a.bin weighs 5 bytes" in await weighed(stage, stage.ada.uploads("a.bin", b"12345"))


@pytest.mark.parametrize(("member", "place"), [(True, "C0GENERAL"), (False, "DU0ADA")])
async def test_a_public_file_goes_to_the_channel_or_where_usher_may_post(
    stage: Stage, *, member: bool, place: str
) -> None:
    stage.slack.workspace.members = {"C0GENERAL"} if member else set()
    await stage.ada.types("/handout")
    await stage.settled()
    shared = {file.channel for file in stage.slack.workspace.files.values() if file.channel}
    assert shared == {place}
    (reply,) = stage.ada.sees()
    assert ("in your direct messages" in reply.said) is not member
