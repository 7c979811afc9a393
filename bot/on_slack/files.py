"""Files that people hand in: fetched from Slack's own hosts only, and never more than is taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin, urlsplit

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from commands.core.errors import UserError
from commands.core.upload import Upload

HOST = "files.slack.com"
CAP = 100_000_000  # bytes, where the option sets no bound
CHUNK = 65_536
MOST_REDIRECTS = 3
PATIENCE = ClientTimeout(total=60, sock_connect=10, sock_read=20)

NO_SCOPE = (
    "Slack sent its sign-in page in place of “{name}”: the Usher app lacks the scope files:read, or was not "
    "reinstalled since. Ask an organiser to run `usher doctor`."
)
NO_ACCESS = (
    "Slack does not let Usher see “{name}”. Invite Usher to the channel, or hand the file to the command."
)
GONE = "“{name}” could not be fetched from Slack. Try again in a minute."


@dataclass(frozen=True)
class Files:
    """`api_url` is where the Web API is: its host may serve files too, as proxies do."""

    client: AsyncWebClient
    session: ClientSession
    api_url: str

    def upload(self, told: Mapping[str, Any], most: int | None) -> Upload:
        """A file as Slack tells of it in a payload, to be fetched when the command asks."""
        name = str(told.get("name") or told.get("title") or "file")

        async def fetch() -> bytes:
            return await self._fetch(told, name, most or CAP)

        return Upload(name, int(told.get("size") or 0), fetch)

    async def complete(self, told: Mapping[str, Any]) -> Mapping[str, Any]:
        """What Slack knows of a file; payloads from shared channels name no more than its id."""
        if _url(told):
            return told
        try:
            answer = await self.client.files_info(file=str(told["id"]))
        except SlackApiError as error:
            raise UserError(NO_ACCESS.format(name=told.get("name") or "that file")) from error
        return dict(answer.get("file") or told)

    async def _fetch(self, told: Mapping[str, Any], name: str, most: int) -> bytes:
        url = _url(await self.complete(told))
        try:
            for _ in range(MOST_REDIRECTS):
                target = self._checked(url, name)
                headers = {"Authorization": f"Bearer {self.client.token}"}
                async with self.session.get(
                    target, headers=headers, allow_redirects=False, timeout=PATIENCE
                ) as response:
                    if response.status not in {301, 302, 303, 307, 308}:
                        return await _content(response, name, most)
                    url = urljoin(target, response.headers.get("Location", ""))
        except (ClientError, TimeoutError) as error:
            raise UserError(GONE.format(name=name)) from error
        raise UserError(GONE.format(name=name))

    def _checked(self, url: str, name: str) -> str:
        """The token goes to Slack's hosts alone; a way elsewhere is the way to its sign-in page."""
        place, api = urlsplit(url), urlsplit(self.api_url)
        ours = (place.scheme, place.netloc) in {("https", HOST), (api.scheme, api.netloc)}
        if not url:
            raise UserError(GONE.format(name=name))
        if not ours:
            raise UserError(NO_SCOPE.format(name=name))
        return url


def _url(told: Mapping[str, Any]) -> str:
    return str(told.get("url_private_download") or told.get("url_private") or "")


async def _content(response: ClientResponse, name: str, most: int) -> bytes:
    if response.status in {401, 403, 404}:
        raise UserError(NO_ACCESS.format(name=name))
    if response.status != HTTPStatus.OK:
        raise UserError(GONE.format(name=name))
    content = bytearray()
    async for chunk in response.content.iter_chunked(CHUNK):
        content += chunk
        if len(content) > most:
            raise UserError(f"“{name}” is larger than the {most / 1_000_000:.0f} MB that are taken.")
    if _is_page(bytes(content[:CHUNK])) and not name.lower().endswith((".html", ".htm")):
        raise UserError(NO_SCOPE.format(name=name))
    return bytes(content)


def _is_page(beginning: bytes) -> bool:
    return beginning.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html"))
