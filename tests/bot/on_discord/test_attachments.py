"""Files come from Discord alone, and never more of them than is taken."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from bot.on_discord.attachments import Download, downloads, upload
from commands.core.errors import UserError


@pytest.fixture
async def host() -> AsyncIterator[str]:
    async def content(_request: web.Request) -> web.Response:
        return web.Response(body=b"x" * 1_000)

    async def away(_request: web.Request) -> web.Response:
        raise web.HTTPFound("http://127.0.0.1:9/elsewhere")

    app = web.Application()
    app.router.add_get("/paper.pdf", content)
    app.router.add_get("/away.pdf", away)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@pytest.fixture
def download(host: str) -> Download:
    return downloads(f"{host}/api/v10")


async def test_a_file_is_fetched_when_it_is_asked_for(host: str, download: Download) -> None:
    handed = upload("paper.pdf", 1_000, f"{host}/paper.pdf", 1_000, download)
    assert await handed.fetch() == b"x" * 1_000


async def test_a_file_that_grows_beyond_what_is_taken_is_cut_off(host: str, download: Download) -> None:
    with pytest.raises(UserError, match="larger than"):
        await download(f"{host}/paper.pdf", 999)


@pytest.mark.parametrize("name", ["away.pdf", "missing.pdf"])
async def test_what_leads_elsewhere_or_nowhere_is_not_followed(
    host: str, download: Download, name: str
) -> None:
    with pytest.raises(UserError, match="did not hand out the file"):
        await download(f"{host}/{name}", 1_000)


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://cdn.discordapp.com/attachments/1/2/a.pdf",
        "https://cdn.discordapp.com.evil.example/a.pdf",
        "https://evil.example/cdn.discordapp.com/a.pdf",
        "https://discord.com@evil.example/a.pdf",
    ],
)
async def test_other_hosts_are_never_asked(url: str) -> None:
    with pytest.raises(UserError, match="not on Discord"):
        await downloads("https://discord.com/api/v10")(url, 1_000)
