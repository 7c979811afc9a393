"""Files that people attach on Discord, fetched from Discord's own hosts alone."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus

import aiohttp
from yarl import URL

from commands.core.errors import UserError
from commands.core.upload import Upload

HOSTS = {"cdn.discordapp.com", "media.discordapp.net"}
MOST_BYTES = 32 * 1024 * 1024  # of an option that names no maximum
CHUNK = 256 * 1024
TIMEOUT = aiohttp.ClientTimeout(total=60)

Download = Callable[[str, int], Awaitable[bytes]]
"""Takes an address and how many bytes are taken at most."""


def upload(name: str, size: int, url: str, most: int | None, download: Download) -> Upload:
    async def fetch() -> bytes:
        return await download(url, most or MOST_BYTES)

    return Upload(name, size, fetch)


def downloads(api_url: str) -> Download:
    """A download from Discord's hosts, or from where the configured API answers."""
    api = URL(api_url).origin()

    async def download(url: str, most: int) -> bytes:
        address = URL(url)
        known = address.scheme == "https" and address.host in HOSTS
        if not known and address.origin() != api:
            raise UserError("That file is not on Discord, so it was not fetched. Attach it to a message.")
        try:
            return await _read(address, most)
        except (aiohttp.ClientError, TimeoutError, OSError):
            raise UserError("Discord did not hand out the file. Attach it again.") from None

    return download


async def _read(address: URL, most: int) -> bytes:
    content = bytearray()
    async with (
        aiohttp.ClientSession(timeout=TIMEOUT, raise_for_status=True) as session,
        session.get(address, allow_redirects=False) as response,
    ):
        if response.status != HTTPStatus.OK:  # a redirect leads away from Discord
            raise UserError("Discord did not hand out the file. Attach it again.")
        async for chunk in response.content.iter_chunked(CHUNK):
            content += chunk
            if len(content) > most:
                raise UserError(f"The file is larger than {most // 1_000_000} MB, the most that is taken.")
    return bytes(content)
