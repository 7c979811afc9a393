"""Files on Slack: uploaded once for all channels; pictures stand in the messages, other files are linked."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from hashlib import sha256
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.delivery.sender import Later
from bot.delivery.slack_api import SlackApi, meaning
from bot.on_slack.render import Attachment
from bot.on_slack.spans import is_safe, mrkdwn
from commands.core.reply import Link, Plain
from storage import kept
from storage.store import Store

ALT_TEXT = 2_000  # characters
IMAGES = (b"\x89PNG", b"\xff\xd8", b"GIF8")
NOT_UPLOADED = "Slack did not take the file"


@dataclass
class Pictures:
    """An upload is known by its content, from one start to the next."""

    api: SlackApi
    store: Store
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _known: dict[str, str] = field(default_factory=dict)

    async def blocks(self, files: Sequence[Attachment]) -> list[dict[str, Any]]:
        return [await self._block(file) for file in files]

    async def _block(self, file: Attachment) -> dict[str, Any]:
        number, address = (await self._uploaded(file)).split(" ", 1)
        if bytes(file.content).startswith(IMAGES):
            told = (file.description or file.name)[:ALT_TEXT]
            return {"type": "image", "slack_file": {"id": number}, "alt_text": told}
        said = Link(file.name, address) if is_safe(address) else Plain(file.name)
        text = f"📎 {mrkdwn((said,), UTC)}"
        return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}

    async def forget(self, files: Sequence[Attachment]) -> None:
        """Slack does not have them any more."""
        for file in files:
            self._known.pop(_name(file), None)
            async with self.store.begin() as transaction:
                await kept.write(transaction, _name(file), "")

    async def _uploaded(self, file: Attachment) -> str:
        """The file's id and address; many channels at once wait for one upload."""
        name = _name(file)
        async with self._turn:
            if not self._known.get(name):
                async with self.store.reading() as transaction:
                    self._known[name] = await kept.read(transaction, name) or ""
            if not self._known[name]:
                self._known[name] = await self._upload(file)
                async with self.store.begin() as transaction:
                    await kept.write(transaction, name, self._known[name])
            return self._known[name]

    async def _upload(self, file: Attachment) -> str:
        """What goes wrong here left no message anywhere."""
        described = {"alt_txt": file.description[:1000]} if file.description else {}
        upload = {"filename": file.name, "title": file.name, "file": bytes(file.content), **described}
        try:
            answer = await self.api.client.files_upload_v2(file_uploads=[upload])
        except SlackApiError as error:
            meant = meaning(error)
            raise (meant if isinstance(meant, Later) else Later("refused", NOT_UPLOADED)) from error
        except (SlackClientError, ClientError, OSError, TimeoutError) as error:
            raise Later("platform down", NOT_UPLOADED) from error
        made: Mapping[str, Any] = (answer.get("files") or [{}])[0]
        return f"{made.get('id', '')} {made.get('permalink', '')}"


def _name(file: Attachment) -> str:
    return f"slack-file:{sha256(file.name.encode() + bytes(file.content)).hexdigest()[:40]}"
