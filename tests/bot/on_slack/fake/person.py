"""Somebody in the workspace: types, presses, fills in; what they do reaches Usher over either way."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlencode

from aiohttp import ClientSession

from tests.bot.on_slack.fake.blocks import check_option
from tests.bot.on_slack.fake.server import FakeSlack
from tests.bot.on_slack.fake.workspace import ADA, CHANNEL, ME, SECRET, TEAM, Posted, Shared

Mode = Literal["socket", "http"]
ACKNOWLEDGED_WITHIN = 3.0
KINDS = {"slash": "slash_commands", "event": "events_api", "act": "interactive"}


def signed(body: str, at: float, secret: str = SECRET) -> dict[str, str]:
    stamp = str(int(at))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


@dataclass(frozen=True)
class Person:
    slack: FakeSlack
    session: ClientSession
    mode: Mode
    address: str
    id: str = ADA
    channel: str = CHANNEL

    async def deliver(self, kind: str, payload: Mapping[str, Any]) -> dict[str, Any]:
        """Usher's acknowledgement; a late or missing one fails the test."""
        async with asyncio.timeout(ACKNOWLEDGED_WITHIN):
            return await (self._over_socket if self.mode == "socket" else self._over_http)(kind, payload)

    async def _over_socket(self, kind: str, payload: Mapping[str, Any]) -> dict[str, Any]:
        wire, envelope = self.slack.wire, self.slack.workspace.next_id("env")
        assert wire.current is not None
        wire.waiting[envelope] = asyncio.get_running_loop().create_future()
        told = {"envelope_id": envelope, "type": KINDS[kind], "payload": payload}
        await wire.current.send_json({**told, "accepts_response_payload": kind != "event"})
        answer: dict[str, Any] = await wire.waiting[envelope]
        return answer

    async def _over_http(self, kind: str, payload: Mapping[str, Any]) -> dict[str, Any]:
        status, text = await self.post(*encoded(kind, payload))
        assert status == 200, text
        return dict(json.loads(text)) if text.startswith("{") else {}

    async def post(
        self, body: str, content_type: str, at: float | None = None, secret: str = SECRET
    ) -> tuple[int, str]:
        headers = {"Content-Type": content_type, **signed(body, at or time.time(), secret)}
        async with self.session.post(self.address, data=body, headers=headers) as response:
            return response.status, await response.text()

    async def types(self, said: str) -> dict[str, Any]:
        """A slash command and its text; `&`, `<` and `>` come as entities."""
        payload = self.command(said)
        await self.deliver("slash", payload)
        return payload

    def command(self, said: str) -> dict[str, Any]:
        slash, _, text = said.partition(" ")
        safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return {
            "command": slash,
            "text": safe,
            "user_id": self.id,
            "team_id": TEAM,
            "channel_id": self.channel,
            "trigger_id": self.trigger(),
            "response_url": self.response_url(),
        }

    def trigger(self) -> str:
        return self.slack.workspace.new_trigger(asyncio.get_running_loop().time())

    def response_url(self) -> str:
        hook = self.slack.workspace.next_id("hook")
        self.slack.workspace.hooks[hook] = (self.channel, self.id, 5)
        return f"{self.slack.origin}/hooks/{hook}"

    def act(self, kind: str, **told: Any) -> dict[str, Any]:
        person = {"user": {"id": self.id, "team_id": TEAM}, "team": {"id": TEAM}}
        return {"type": kind, **person, "trigger_id": self.trigger(), **told}

    async def presses(self, button: Mapping[str, Any], *, at_home: bool = False) -> None:
        told = {name: button[name] for name in ("action_id", "value", "type")}
        action = {**told, "block_id": "b", "action_ts": self.slack.workspace.next_id("")}
        where = {} if at_home else {"channel": {"id": self.channel}, "response_url": self.response_url()}
        await self.deliver("act", self.act("block_actions", actions=[action], **where))

    async def submits(self, view: Mapping[str, Any], **filled: Any) -> dict[str, Any]:
        return await self.deliver("act", self.submission(view, **filled))

    def submission(self, view: Mapping[str, Any], **filled: Any) -> dict[str, Any]:
        """The dialog with what it opened with, and what is filled in over it."""
        blocks = view["blocks"]
        values = {each["block_id"]: _state(each["element"], filled.get(each["block_id"])) for each in blocks}
        return self.act("view_submission", view={**view, "state": {"values": values}})

    async def looks_up(self, view: Mapping[str, Any], block_id: str, typed: str) -> list[dict[str, Any]]:
        block = next(block for block in view["blocks"] if block["block_id"] == block_id)
        told = {
            "action_id": block["element"]["action_id"],
            "block_id": block_id,
            "value": typed,
            "view": view,
        }
        answer = await self.deliver("act", self.act("block_suggestion", **told))
        for option in answer["options"]:
            check_option(option)
        return list(answer["options"])

    async def uses_shortcut(self, callback: str, files: list[dict[str, Any]]) -> None:
        message = {"ts": "1.1", "text": "our paper", "files": files}
        where = {"channel": {"id": self.channel}, "response_url": self.response_url()}
        await self.deliver("act", self.act("message_action", callback_id=callback, message=message, **where))

    def opened(self) -> dict[str, Any]:
        event = {"type": "app_home_opened", "user": self.id, "tab": "home", "channel": f"D{self.id}"}
        return {
            "type": "event_callback",
            "event_id": self.slack.workspace.next_id("Ev"),
            "team_id": TEAM,
            "api_app_id": "A1",
            "event": event,
        }

    async def says(self, text: str, thread: str = "") -> dict[str, Any]:
        """A message in the channel; who is mentioned in it hears of it."""
        workspace, ts = self.slack.workspace, self.slack.workspace.next_ts()
        workspace.posted.append(Posted(self.channel, text, [], ts=ts, thread=thread, user=self.id))
        under = {"thread_ts": thread} if thread else {}
        said = {"type": "app_mention", "user": self.id, "text": text, "ts": ts, "channel": self.channel}
        told = {**self.opened(), "event": {**said, **under}}
        if f"<@{ME}>" in text:
            await self.deliver("event", told)
        return told

    def uploads(self, name: str, content: bytes) -> dict[str, Any]:
        """A file as Slack tells of it in payloads."""
        workspace = self.slack.workspace
        file = workspace.next_id("F")
        told = {
            "id": file,
            "name": name,
            "filetype": name.rpartition(".")[2],
            "size": len(content),
            "url_private_download": f"{self.slack.origin}/files/{file}/{name}",
        }
        workspace.files[file] = Shared(file, name, content, told=told)
        return told

    def sees(self) -> list[Posted]:
        """The messages for everyone where they are, for them alone, and in their direct messages."""
        return [each for each in self.slack.workspace.posted if each.reader in {None, self.id}]


def encoded(kind: str, payload: Mapping[str, Any]) -> tuple[str, str]:
    form = "application/x-www-form-urlencoded"
    if kind == "event":
        return json.dumps(payload), "application/json"
    return (
        (urlencode(payload), form) if kind == "slash" else (urlencode({"payload": json.dumps(payload)}), form)
    )


def _state(element: Mapping[str, Any], filled: Any) -> dict[str, Any]:
    """One input's state: a text, the values of options, or files."""
    state: dict[str, Any] = {"type": element["type"]}
    offered = [*element.get("options", []), *element.get("initial_options", [])]
    if element["type"] == "file_input":
        state["files"] = filled or []
    elif element["type"] in {"checkboxes", "multi_static_select", "multi_external_select"}:
        picked = [each for each in offered if each["value"] in filled] if filled is not None else None
        state["selected_options"] = element.get("initial_options", []) if picked is None else picked
    elif element["type"] in {"static_select", "external_select"}:
        option = {"value": filled} if filled else element.get("initial_option")
        state["selected_option"] = option
    else:
        state["value"] = filled if filled is not None else element.get("initial_value")
    return {element["action_id"]: state}
