"""What the page sent: who asks, and a call with its files."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, tzinfo
from pathlib import PurePath
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aiohttp import BodyPartReader, web

from bot.on_web.people import CHANNELS, PEOPLE, Channel
from commands.core.dispatch import Answer
from commands.core.invocation import Invocation, Raw
from commands.core.person import Caller, Person, Place
from commands.core.upload import Upload

MEGABYTE = 1024 * 1024
UPLOAD_MOST = 32 * MEGABYTE
FIELDS_MOST = MEGABYTE
CHUNK = 256 * 1024


@dataclass(frozen=True)
class Asked:
    """A call as the page posted it; `key` is the page's name for it while it runs.

    `inline` says which refusals the page shows itself, beside what was typed, instead of the channel.
    """

    call: Invocation
    caller: Caller
    key: str
    inline: Literal["none", "field", "all"]

    def shows(self, answer: Answer) -> bool:
        """Whether the page shows this answer beside what was typed."""
        if answer.outcome == "done" or self.inline == "none":
            return False
        return self.inline == "all" or answer.field is not None


def person_of(request: web.Request) -> Person:
    """The person whom the page plays, with the zone of its browser."""
    said = request.headers.get("X-Usher-Person") or request.query.get("as", "")
    known = PEOPLE.get(said)
    if known is None:
        raise web.HTTPBadRequest(text="Nobody of that name is here.")
    zone = _zone(request.headers.get("X-Usher-Zone") or request.query.get("zone", ""))
    return replace(known, zone=zone)


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def channel_for(person: Person, name: object) -> Channel:
    channel = CHANNELS.get(name) if isinstance(name, str) else None
    if channel is None:
        raise web.HTTPBadRequest(text="There is no such channel.")
    if not channel.open_to(person):
        raise web.HTTPForbidden(text=f"#{channel.name} is for organisers only.")
    return channel


async def fields_of(request: web.Request) -> dict[str, Any]:
    return _fields(await request.read())


async def call_of(request: web.Request) -> Asked:
    """A multipart post: the call as JSON, and one part for each file option."""
    person = person_of(request)
    if (request.content_length or 0) > UPLOAD_MOST + FIELDS_MOST:
        raise too_large("This upload")
    try:
        fields, files = await _parts(request)
    except (ValueError, AssertionError):
        raise not_understood() from None
    channel = channel_for(person, fields.get("channel"))
    caller = Caller(person, Place("web", channel.name))
    return Asked(_call(fields, files), caller, str(fields.get("key", "")), _inline(fields.get("inline")))


async def _parts(request: web.Request) -> tuple[dict[str, Any], dict[str, Raw]]:
    """`ValueError` or `AssertionError` where the body is no proper multipart form."""
    fields: dict[str, Any] = {}
    files: dict[str, Raw] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise not_understood()
        if part.name == "call":
            fields = _fields(await _read(part, FIELDS_MOST))
        else:
            files[(part.name or "").removeprefix("file:")] = await _upload(part)
    return fields, files


def _inline(said: object) -> Literal["none", "field", "all"]:
    return "all" if said == "all" else "field" if said == "field" else "none"


def _call(fields: dict[str, Any], files: dict[str, Raw]) -> Invocation:
    """A button's code as it stands in the reply, or a name with options."""
    if "code" in fields:
        return Invocation.from_code(str(fields["code"]))
    return Invocation(str(fields.get("name", "")), {**options_of(fields.get("options")), **files})


async def _read(part: BodyPartReader, most: int) -> bytes:
    content = bytearray()
    while chunk := await part.read_chunk(CHUNK):
        content += chunk
        if len(content) > most:
            raise too_large(f"“{part.filename}”" if part.filename else "This text")
    return bytes(content)


async def _upload(part: BodyPartReader) -> Upload:
    content = await _read(part, UPLOAD_MOST)

    async def fetch() -> bytes:
        return content

    name = PurePath(part.filename or "file").name.encode(errors="replace").decode()
    return Upload(name, len(content), fetch)


def not_understood() -> web.HTTPBadRequest:
    return web.HTTPBadRequest(text="The request was not understood.")


def too_large(what: str) -> web.HTTPRequestEntityTooLarge:
    most = UPLOAD_MOST // MEGABYTE
    return web.HTTPRequestEntityTooLarge(
        max_size=UPLOAD_MOST, text=f"{what} is larger than {most} MB, the most that the playground takes."
    )


def _fields(content: bytes) -> dict[str, Any]:
    """A JSON object whose every text can be written down: half a surrogate pair can't."""
    try:
        fields = json.loads(content)
        json.dumps(fields, ensure_ascii=False).encode()
    except ValueError:
        fields = None
    if not isinstance(fields, dict):
        raise not_understood()
    return fields


def options_of(said: object) -> dict[str, Raw]:
    """Only what a chat platform could send: texts, numbers, yes or no, and lists of texts."""
    if not isinstance(said, dict):
        return {}
    return {str(name): _raw(value) for name, value in said.items() if value is not None}


def _raw(value: object) -> Raw:
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    return value if isinstance(value, str | int | float | bool) else json.dumps(value)
