"""The Web API: the methods that Usher may need, each with the arguments it takes."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tests.bot.on_slack.fake.blocks import Refused, check_message, check_view
from tests.bot.on_slack.fake.workspace import APP_TOKEN, BOT_TOKEN, TEAM, Posted, Shared, Workspace

Told = dict[str, Any]

HISTORY = ("limit", "include_all_metadata", "cursor")


class Failed(Exception):
    """The error's name."""


@dataclass(frozen=True)
class Api:
    workspace: Workspace
    origin: Callable[[], str]
    now: Callable[[], float]

    def call(self, method: str, given: Told, token: str) -> Told:
        """What Slack would answer; misuse is kept as a fault, for the test to fail on."""
        self.workspace.calls.append(method)
        takes, run = self.methods().get(method, ((), None))
        if run is None or not set(given) <= set(takes):
            self.workspace.faults.append(f"{method} with {set(given) - set(takes)}")
            raise Failed("unknown_method" if run is None else "invalid_arguments")
        if token != (APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN):
            raise Failed("invalid_auth")
        try:
            return {"ok": True, **run(**{name: _decoded(value) for name, value in given.items()})}
        except Refused as error:
            self.workspace.faults.append(f"{method}: {error}")
            raise Failed("invalid_blocks") from error

    def methods(self) -> dict[str, tuple[tuple[str, ...], Callable[..., Told]]]:
        message = ("channel", "text", "blocks", "unfurl_links", "unfurl_media")
        return {
            "auth.test": ((), self.auth_test),
            "apps.connections.open": ((), self.connections_open),
            "users.info": (("user",), self.users_info),
            "conversations.open": (("users",), lambda users: {"channel": {"id": f"D{users}"}}),
            "chat.postMessage": ((*message, "metadata", "thread_ts", "reply_broadcast"), self.post_message),
            "chat.update": (("channel", "ts", "text", "blocks"), self.update),
            "chat.delete": (("channel", "ts"), self.delete),
            "conversations.info": (("channel",), self.conversations_info),
            "conversations.history": (("channel", *HISTORY), self.history),
            "conversations.replies": (("channel", "ts", *HISTORY), self.history),
            "views.open": (("trigger_id", "view"), self.views_open),
            "views.publish": (("user_id", "view"), self.views_publish),
            "files.info": (("file",), self.files_info),
            "files.getUploadURLExternal": (("filename", "length", "alt_txt"), self.upload_url),
            "files.completeUploadExternal": (("files", "channel_id"), self.complete_upload),
        }

    def auth_test(self) -> Told:
        return {"team_id": TEAM, "team": "Workshop", "user": "usher", "user_id": "U0USHER", "bot_id": "B1"}

    def connections_open(self) -> Told:
        if not self.workspace.takes_sockets:
            raise Failed("internal_error")
        address = self.origin().replace("http", "ws", 1)
        return {"url": f"{address}/link?ticket={self.workspace.next_id('t')}"}

    def users_info(self, user: str) -> Told:
        if user not in self.workspace.users:
            raise Failed("user_not_found")
        return {"user": {"id": user, **self.workspace.users[user]}}

    def post_message(  # noqa: PLR0913 - Slack's own arguments
        self,
        channel: str,
        text: str,
        blocks: list[Told],
        *,
        unfurl_links: Any,
        unfurl_media: Any,
        metadata: Told | None = None,
        thread_ts: str = "",
        reply_broadcast: bool = False,
    ) -> Told:
        self._let_in(channel)
        self._quiet(unfurl_links, unfurl_media)
        self._check(blocks)
        direct, ts = channel.startswith("U"), self.workspace.next_ts()
        place = f"D{channel}" if direct else channel
        if metadata and thread_ts:
            self._place(place, thread_ts)  # what is unasked goes under Usher's own messages alone
        posted = Posted(place, text, blocks, ts=ts, thread=str(thread_ts), metadata=metadata or {})
        posted = replace(posted, is_broadcast=reply_broadcast)
        self.workspace.posted.append(posted)
        return {"ts": ts, "channel": place}

    def _let_in(self, channel: str) -> None:
        if channel[0] not in "UD" and channel not in self.workspace.members:
            raise Failed("not_in_channel")

    def _check(self, blocks: list[Told]) -> None:
        """A picture is one of the files that are there."""
        pictures = [block["slack_file"]["id"] for block in blocks if block["type"] == "image"]
        if not set(pictures) <= set(self.workspace.files):
            raise Failed("invalid_blocks")
        check_message(blocks)

    def update(self, channel: str, ts: Any, text: str, blocks: list[Told]) -> Told:
        self._check(blocks)
        place = self._place(channel, ts)
        if self.workspace.fixed:
            raise Failed("cant_update_message")
        self.workspace.posted[place] = replace(self.workspace.posted[place], text=text, blocks=blocks)
        return {"ts": str(ts)}

    def delete(self, channel: str, ts: Any) -> Told:
        place = self._place(channel, ts)
        if self.workspace.fixed:
            raise Failed("cant_delete_message")
        del self.workspace.posted[place]
        return {"ts": str(ts)}

    def _place(self, channel: str, ts: Any) -> int:
        for place, posted in enumerate(self.workspace.posted):
            if (posted.channel, posted.ts) == (channel, str(ts)):
                return place
        raise Failed("message_not_found")

    def conversations_info(self, channel: str) -> Told:
        if not channel.startswith("C"):
            raise Failed("channel_not_found")
        name, is_member = channel.removeprefix("C0").lower(), channel in self.workspace.members
        return {"channel": {"id": channel, "name": name, "is_member": is_member}}

    def history(
        self, channel: str, limit: Any, include_all_metadata: Any, ts: Any = "", cursor: str = ""
    ) -> Told:
        """Newest first; of a thread with the message that it is under."""
        self._let_in(channel)
        under = str(ts)
        here = [each for each in self.workspace.posted if each.channel == channel and each.ts]
        shown = [each for each in here if under in {each.thread, each.ts if under else ""}]
        if under and not shown:
            raise Failed("thread_not_found")
        page = shown[::-1][int(cursor or 0) :][: int(limit)]
        told = [
            {"ts": each.ts, "text": each.text, "metadata": dict(each.metadata), "user": each.user}
            for each in page
        ]
        following = int(cursor or 0) + len(page)
        more = {"next_cursor": str(following)} if following < len(shown) else {}
        return {"messages": told, "response_metadata": more}

    def respond(self, hook: str, body: Told) -> str:
        """A response_url: five messages, `ok` or what was wrong."""
        channel, reader, left = self.workspace.hooks.get(hook, ("", "", 0))
        if not left:
            return "expired_url"
        self.workspace.hooks[hook] = (channel, reader, left - 1)
        takes = {"text", "blocks", "response_type", "replace_original", "unfurl_links", "unfurl_media"}
        if not set(body) <= takes or not body.get("text"):
            self.workspace.faults.append(f"response_url with {set(body)}")
            return "invalid_payload"
        try:
            check_message(body["blocks"])
        except Refused as error:
            self.workspace.faults.append(f"response_url: {error}")
            return "invalid_blocks"
        self._quiet(body["unfurl_links"], body["unfurl_media"])
        private = body.get("response_type", "ephemeral") == "ephemeral"
        self.workspace.posted.append(
            Posted(channel, body["text"], body["blocks"], reader if private else None)
        )
        return "ok"

    def _quiet(self, *unfurls: Any) -> None:
        if any(str(unfurl).lower() not in {"false", "0"} for unfurl in unfurls):
            self.workspace.faults.append("a message that unfurls")

    def views_open(self, trigger_id: str, view: Told) -> Told:
        until = self.workspace.triggers.get(trigger_id)
        if trigger_id in self.workspace.exchanged:
            raise Failed("exchanged_trigger_id")
        if until is None or self.now() > until:
            raise Failed("expired_trigger_id")
        check_view(view)
        self.workspace.exchanged.add(trigger_id)
        opened = {**view, "id": self.workspace.next_id("V"), "hash": self.workspace.next_id("h")}
        self.workspace.views[opened["id"]] = opened
        return {"view": opened}

    def views_publish(self, user_id: str, view: Told) -> Told:
        check_view(view)
        self.workspace.homes[user_id] = view
        return {"view": view}

    def files_info(self, file: str) -> Told:
        if file not in self.workspace.files:
            raise Failed("file_not_found")
        return {"file": dict(self.workspace.files[file].told)}

    def upload_url(self, filename: str, length: int, alt_txt: str = "") -> Told:
        shared = Shared(
            self.workspace.next_id("F"), filename, told={"length": int(length), "alt_txt": alt_txt}
        )
        self.workspace.files[shared.id] = shared
        return {"file_id": shared.id, "upload_url": f"{self.origin()}/upload/{shared.id}"}

    def complete_upload(self, files: list[Told], channel_id: str = "") -> Told:
        if channel_id:
            self._let_in(channel_id)
        for told in files:
            shared = self.workspace.files[told["id"]]
            if len(shared.content) != shared.told["length"]:
                raise Failed("file_upload_size_mismatch")
            shared.channel = channel_id
        return {"files": [{**told, "permalink": f"{self.origin()}/view/{told['id']}"} for told in files]}


def _decoded(value: Any) -> Any:
    """Arguments of a form hold lists and objects as JSON."""
    return json.loads(value) if isinstance(value, str) and value[:1] in "[{" and value else value
