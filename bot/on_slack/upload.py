"""Files on their way to Slack, read while they are sent; the SDK would hold each of them whole."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from aiohttp import ClientConnectionError, ClientSession
from slack_sdk.errors import SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from bot.on_slack.render import Attachment
from commands.core.spool import reader

ALT_TEXT = 1_000  # characters
TRIES = 3  # as a connection that was kept may have died


async def upload(
    client: AsyncWebClient, session: ClientSession, files: Sequence[Attachment], channel: str
) -> Sequence[dict[str, Any]]:
    """Share the files in a channel; what Slack tells of each."""
    numbers = [await _sent(client, session, file) for file in files]
    shared: list[dict[str, str | None]] = [
        {"id": number, "title": file.description or file.name}
        for number, file in zip(numbers, files, strict=True)
    ]
    answer = await client.files_completeUploadExternal(files=shared, channel_id=channel)
    told: Sequence[dict[str, Any]] = answer.get("files") or ()
    return told


async def _sent(client: AsyncWebClient, session: ClientSession, file: Attachment) -> str:
    """The file's id."""
    told = await client.files_getUploadURLExternal(
        filename=file.name, length=len(file.content), alt_txt=file.description[:ALT_TEXT] or None
    )
    for left in reversed(range(TRIES)):
        try:
            await _send(client, session, str(told["upload_url"]), file)
        except ClientConnectionError:
            if not left:
                raise
        else:
            break
    return str(told["file_id"])


async def _send(client: AsyncWebClient, session: ClientSession, url: str, file: Attachment) -> None:
    async with session.post(url, data=reader(file.content), proxy=client.proxy) as response:
        if response.status != HTTPStatus.OK:
            raise SlackRequestError(f"Slack answered {response.status} to an upload")
