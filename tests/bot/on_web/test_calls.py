"""Calls, forms, suggestions and files, each as the person who asks."""

import asyncio

import pytest

from bot.clock import ShiftedClock
from bot.on_web import receive
from bot.on_web.people import PEOPLE
from bot.on_web.playground import Playground
from tests.bot.on_web.visitor import Visitor


async def test_a_command_answers_in_its_channel(visitor: Visitor) -> None:
    async with visitor.looking() as view:
        told = await visitor.call("deadline", {"which": "submission"})
        card = await view.card()
    assert told.json["outcome"] == "done"
    assert card["channel"] == "general"
    assert card["used"] == "/deadline which:submission"
    assert card["only"] == "author"
    assert card["blocks"][0]["type"] == "heading"


async def test_a_button_runs_as_the_code_it_carries(visitor: Visitor) -> None:
    async with visitor.looking() as view:
        await visitor.call(code="visit?town=vienna&nights=3")
        card = await view.card()
    assert card["blocks"][0]["text"] == "3 in vienna by train"


async def test_a_refused_option_is_told_beside_the_field_and_not_in_the_channel(
    visitor: Visitor, playground: Playground
) -> None:
    told = await visitor.call("visit", {"town": "vienna", "nights": "99"}, inline="field")
    assert told.json["outcome"] == "refused"
    assert told.json["field"] == "nights"
    assert "between 1 and 9" in told.json["blocks"][0]["text"]
    assert not playground.room.seen_by(PEOPLE["author"])


async def test_a_dialog_keeps_every_refusal_to_itself(visitor: Visitor) -> None:
    async with visitor.looking() as view:
        told = await visitor.call("refuse", inline="all")
        assert told.json["blocks"][0]["text"] == "Not today. Try tomorrow."
        await visitor.call("refuse")
        assert (await view.card())["blocks"][0]["text"] == "Not today. Try tomorrow."


async def test_a_bug_shows_a_reference_and_nothing_of_itself(visitor: Visitor) -> None:
    async with visitor.looking() as view:
        told = await visitor.call("break")
        card = await view.card()
    assert told.json["outcome"] == "failed"
    assert "nobody may see" not in str(card)
    assert "reference" in str(card)


@pytest.mark.parametrize("person", ["author", "volunteer"])
async def test_who_is_no_organiser_is_refused_on_every_path(visitor: Visitor, person: str) -> None:
    page = visitor.playing(person)
    assert (await page.call("decide", {"what": "all"})).json["outcome"] == "refused"
    assert (await page.call(code="decide?what=all")).json["outcome"] == "refused"
    assert (await page.post("/api/suggest", name="decide", option="what", typed="")).json == []
    assert (await page.call("deadline", channel="organisers")).status == 403
    assert (await page.post("/api/say", channel="organisers", text="hi")).status == 403
    async with page.looking() as view:
        assert "organisers" not in [channel["name"] for channel in view.state["channels"]]
        assert "decide" not in [command["name"] for command in view.state["commands"]]


async def test_an_organiser_may(visitor: Visitor) -> None:
    assert (await visitor.playing("organiser").call("decide")).json["outcome"] == "done"


async def test_a_file_reaches_its_option(visitor: Visitor) -> None:
    async with visitor.looking() as view:
        await visitor.call("weigh", files={"file": b"x" * 70_000})
        card = await view.card()
    assert card["blocks"][0]["text"] == "file.bin weighs 70000 bytes"
    assert card["used"] == "/weigh file:file.bin"


@pytest.mark.parametrize("declared", [True, False])
async def test_a_file_over_the_cap_is_refused_with_the_cap_named(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, *, declared: bool
) -> None:
    monkeypatch.setattr(receive, "UPLOAD_MOST", receive.MEGABYTE)
    monkeypatch.setattr(receive, "FIELDS_MOST", receive.MEGABYTE if declared else 40 * receive.MEGABYTE)
    told = await visitor.call("weigh", files={"file": b"x" * (2 * receive.MEGABYTE + 10_000)})
    assert told.status == 413
    assert "1 MB" in told.text


async def test_a_form_opens_with_what_is_known(visitor: Visitor) -> None:
    told = await visitor.post("/api/form", name="sign")
    assert told.json == {"name": "Ada Lovelace", "topics": ["circuits"], "load": 3}


async def test_values_are_suggested_while_typing(visitor: Visitor) -> None:
    told = await visitor.post("/api/suggest", name="visit", option="town", typed="vi")
    assert told.json == [{"value": "vienna", "label": "Vienna"}]
    declared = await visitor.post("/api/suggest", name="visit", option="how", typed="")
    assert [choice["value"] for choice in declared.json] == ["train", "boat"]


async def test_several_choices_arrive_as_several(visitor: Visitor) -> None:
    async with visitor.looking() as view:
        await visitor.call("sign", {"name": "Ada", "topics": ["circuits", "probing"]})
        assert "('circuits', 'probing')" in str(await view.card())


async def test_a_slow_call_shows_its_progress_to_its_caller_and_then_its_answer(visitor: Visitor) -> None:
    async with visitor.looking() as view, visitor.playing("volunteer").looking() as other:
        await visitor.call("slow", {"seconds": 0.6}, key="mine")
        working = (await view.until("message"))["message"]
        progress = await view.until("progress")
        card = await view.card()
        await visitor.playing("volunteer").call("echo", {"text": "after"})
        first_of_other = (await other.until("message"))["message"]
    assert working["key"] == progress["key"] == "mine"
    assert 0 < progress["done"] < 1
    assert card["blocks"][0]["text"] == "At last"
    assert first_of_other["blocks"][0]["text"] == "after"


async def test_a_call_can_be_cancelled_by_its_caller_alone(visitor: Visitor) -> None:
    async with visitor.looking() as view:
        call = asyncio.create_task(visitor.call("slow", {"seconds": 60}, key="long"))
        await view.until("message")
        assert (await visitor.playing("volunteer").post("/api/cancel", key="long")).json == {
            "cancelled": False
        }
        assert (await visitor.post("/api/cancel", key="long")).json == {"cancelled": True}
        assert (await call).json == {"outcome": "cancelled"}
        assert (await view.until("call"))["call"]["outcome"] == "cancelled"


async def test_only_its_reader_may_dismiss_a_private_reply(visitor: Visitor) -> None:
    async with visitor.looking() as view:
        await visitor.call("visit list")
        card = await view.card()
        assert (await visitor.playing("organiser").post("/api/dismiss", id=card["id"])).status == 403
        assert (await visitor.post("/api/dismiss", id=card["id"])).status == 200
        assert (await view.until("gone"))["id"] == card["id"]


async def test_a_private_file_is_given_to_its_person_alone(visitor: Visitor) -> None:
    async with visitor.looking() as view:
        await visitor.call("deadline calendar")
        file = (await view.card())["blocks"][1]
    mine = await visitor.get(f"{file['url']}?as=author")
    assert mine.status == 200
    assert mine.text.startswith("BEGIN:VCALENDAR")
    assert mine.headers["Content-Disposition"].startswith("attachment")
    assert (await visitor.get(f"{file['url']}?as=organiser")).status == 404
    assert (await visitor.get(file["url"])).status == 400


async def test_a_public_picture_is_shown_inline(visitor: Visitor) -> None:
    async with visitor.looking() as view:
        await visitor.call("show")
        blocks = (await view.card())["blocks"]
    picture = next(block for block in blocks if block["type"] == "picture")
    told = await visitor.get(f"{picture['url']}?as=volunteer")
    assert told.headers["Content-Type"] == "image/png"
    assert told.headers["Content-Disposition"].startswith("inline")


async def test_the_clock_can_be_set_and_set_back(visitor: Visitor, clock: ShiftedClock) -> None:
    async with visitor.looking() as view:
        assert not view.state["clock"]["real"]
        await visitor.post("/api/clock", at="2025-08-22T10:00:00+02:00")
        assert (await view.until("clock"))["clock"]["now"].startswith("2025-08-22T08:00")
        assert clock.now().isoformat().startswith("2025-08-22T08:00")
        await visitor.post("/api/clock", at=None)
        assert (await view.until("clock"))["clock"]["real"]
    assert clock.is_real


@pytest.mark.parametrize("at", ["", "soon", "2025-08-22T10:00:00", "0001-01-01T00:00:00+00:00", 5, [], {}])
async def test_a_time_that_is_none_is_refused(visitor: Visitor, at: object) -> None:
    assert (await visitor.post("/api/clock", at=at)).status == 400


async def test_the_reader_s_own_calendar_decides_what_today_is(visitor: Visitor, clock: ShiftedClock) -> None:
    await visitor.post("/api/clock", at="2025-08-21T23:30:00+00:00")
    async with visitor.looking() as view:
        await visitor.call("deadline", {"which": "submission"})
        assert "today" in str(await view.card())
        await visitor.sending(X_Usher_Zone="America/Vancouver").call("deadline", {"which": "submission"})
        assert "tomorrow" in str(await view.card())


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b"\xff\xfe", b'{"text": "\\ud800"}'])
@pytest.mark.parametrize("path", ["say", "suggest", "form", "dismiss", "clock", "cancel", "call"])
async def test_nonsense_is_refused_and_breaks_nothing(visitor: Visitor, path: str, body: bytes) -> None:
    address = f"{visitor.address}/api/{path}"
    async with visitor.session.post(address, data=body, headers=visitor._headers()) as response:
        assert response.status == 400


BOUNDARY = "multipart/form-data; boundary=b"
HALF = b'--b\r\nContent-Disposition: form-data; name="call"\r\n\r\n{}'


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (BOUNDARY, b""),
        (BOUNDARY, b"nonsense"),
        (BOUNDARY, HALF),
        (BOUNDARY, HALF + b"\r\n--b--"),
        (BOUNDARY, b"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c--\r\n--b--"),
        ("multipart/form-data", b"--b--"),
        ("text/plain", b"{}"),
    ],
)
async def test_a_broken_upload_is_refused_and_breaks_nothing(
    visitor: Visitor, kind: str, body: bytes
) -> None:
    headers = {**visitor._headers(), "Content-Type": kind}
    address = f"{visitor.address}/api/call"
    async with visitor.session.post(address, data=body, headers=headers) as response:
        assert response.status == 400


async def test_a_file_name_of_broken_letters_is_mended(visitor: Visitor) -> None:
    body = b"\r\n".join(
        [
            b"--b",
            b'Content-Disposition: form-data; name="call"',
            b"",
            b'{"channel": "general", "name": "weigh"}',
            b"--b",
            b'Content-Disposition: form-data; name="file:file"; filename="a\xffb.pdf"',
            b"",
            b"12345",
            b"--b--",
            b"",
        ]
    )
    headers = {**visitor._headers(), "Content-Type": BOUNDARY}
    address = f"{visitor.address}/api/call"
    async with visitor.looking() as view:
        async with visitor.session.post(address, data=body, headers=headers) as response:
            assert response.status == 200
        assert (await view.card())["blocks"][0]["text"] == "a?b.pdf weighs 5 bytes"


async def test_nobody_unknown_is_served(visitor: Visitor) -> None:
    assert (await visitor.playing("mallory").call("deadline")).status == 400
