"""Whatever a page posts, the playground answers in words and never breaks."""

import json
from typing import Any

import pytest
from aiohttp import ClientSession
from hypothesis import given
from hypothesis import strategies as st

from commands.core.invocation import Invocation
from tests.bot.on_web.conftest import clock, playground, server, visitor  # noqa: F401 - fixtures
from tests.bot.on_web.visitor import Visitor
from tests.fuzz.anything import CALLED, JSON, patiently

PATHS = ("say", "call", "cancel", "suggest", "form", "dismiss", "clock")
KEYS = st.sampled_from(["channel", "text", "name", "option", "typed", "key", "id", "at", "given", "call"])


@pytest.fixture
def page(visitor: Visitor) -> Visitor:  # noqa: F811 - the fixture of that name
    return visitor


async def posted(page: Visitor, path: str, body: bytes, kind: str) -> tuple[int, str]:
    headers = {**page._headers(), "Content-Type": kind}
    async with ClientSession() as session:
        answer = await session.post(f"{page.address}/api/{path}", data=body, headers=headers)
        return answer.status, await answer.text(errors="replace")


@patiently
@given(path=st.sampled_from(PATHS), fields=st.dictionaries(KEYS, JSON, max_size=6))
async def test_any_fields_are_taken_or_refused(page: Visitor, path: str, fields: dict[str, Any]) -> None:
    body = json.dumps({"channel": "general", **fields}).encode()
    status, said = await posted(page, path, body, "application/json")
    assert status < 500, said


@patiently
@given(
    path=st.sampled_from(PATHS),
    body=st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()),
    kind=st.sampled_from(["application/json", "multipart/form-data; boundary=b", "text/plain", ""]),
)
async def test_any_body_is_taken_or_refused(page: Visitor, path: str, body: bytes, kind: str) -> None:
    status, said = await posted(page, path, body, kind)
    assert status < 500, said


@patiently
@given(call=CALLED, person=st.sampled_from(["author", "organiser", "nobody"]))
async def test_any_call_is_answered(page: Visitor, call: Invocation, person: str) -> None:
    options = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in call.options.items()
        if not isinstance(value, float) or value == value  # noqa: PLR0124 - JSON knows no NaN
    }
    told = await page.playing(person).call(call.name, options)
    assert told.status < 500, told.text
    if told.status == 200:
        assert told.json["outcome"] in {"done", "refused"}
