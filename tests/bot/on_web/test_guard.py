"""Nobody but the page that Usher served gets an answer."""

import pytest
from aiohttp import WSServerHandshakeError

from tests.bot.on_web.conftest import STATIC
from tests.bot.on_web.visitor import Visitor

POSTS = ("say", "call", "cancel", "suggest", "form", "dismiss", "clock", "season")
FORGED_HOSTS = (
    "evil.example",
    "evil.example:{port}",
    "127.0.0.1",
    "127.0.0.1:1",
    "127.0.0.1.evil.example:{port}",
    "",
)


@pytest.mark.parametrize("host", FORGED_HOSTS)
@pytest.mark.parametrize("path", ["/", "/static/js/main.js", "/live?as=author"])
async def test_a_forged_host_gets_nothing(visitor: Visitor, host: str, path: str) -> None:
    told = await visitor.sending(Host=host.format(port=visitor.server.port)).get(path)
    assert told.status in (400, 403)
    assert "usher-token" not in told.text


@pytest.mark.parametrize("host", ["localhost:{port}", "[::1]:{port}"])
async def test_the_other_names_of_this_machine_are_answered(visitor: Visitor, host: str) -> None:
    assert (await visitor.sending(Host=host.format(port=visitor.server.port)).get("/")).status == 200


@pytest.mark.parametrize("path", POSTS)
async def test_a_post_without_the_token_is_refused(visitor: Visitor, path: str) -> None:
    told = await visitor.sending(X_Usher_Token="").post(f"/api/{path}", text="hi")
    assert told.status == 403


@pytest.mark.parametrize("path", POSTS)
async def test_a_post_with_a_wrong_token_is_refused(visitor: Visitor, path: str) -> None:
    told = await visitor.sending(X_Usher_Token="é" * 20).post(f"/api/{path}", text="hi")
    assert told.status == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:1", "null", ""])
@pytest.mark.parametrize("path", POSTS)
async def test_a_post_from_another_origin_is_refused(visitor: Visitor, path: str, origin: str) -> None:
    told = await visitor.sending(Origin=origin).post(f"/api/{path}", text="hi")
    assert told.status == 403


async def test_another_site_cannot_listen(visitor: Visitor) -> None:
    with pytest.raises(WSServerHandshakeError) as refused:
        async with visitor.sending(Origin="https://evil.example").looking():
            pass
    assert refused.value.status == 403


@pytest.mark.parametrize("path", ["/", "/static/js/main.js", "/files/none/none?as=author", "/nowhere"])
async def test_every_answer_forbids_what_the_page_does_not_need(visitor: Visitor, path: str) -> None:
    headers = (await visitor.get(path)).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


async def test_only_static_files_are_served_from_the_disk(visitor: Visitor) -> None:
    for path in ("/static/../server.py", "/static/%2e%2e/server.py", "/static/..%2fserver.py", "/static/"):
        assert (await visitor.get(path)).status in (403, 404)


def test_no_script_writes_markup() -> None:
    scripts = list((STATIC / "js").glob("*.js"))
    assert len(scripts) > 10
    for script in scripts:
        text = script.read_text()
        for writes in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
        ):
            assert writes not in text, script.name


def test_the_page_holds_no_inline_script_or_style() -> None:
    page = (STATIC / "index.html").read_text()
    assert "style=" not in page
    assert "<style" not in page
    assert "onclick" not in page
    assert page.count("<script") == page.count("<script src=") + page.count('<script type="module" src=')


def test_nothing_is_loaded_from_elsewhere() -> None:
    for file in STATIC.rglob("*.*"):
        text = file.read_text().replace("http://www.w3.org/2000/svg", "")
        assert "http://" not in text, file.name
        assert "https://" not in text, file.name
