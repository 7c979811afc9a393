"""Slack's Web API as delivery needs it: no retries of its own, and each failure by what it means."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from aiohttp import ClientConnectorError, ClientError, ClientTimeout
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.sender import Fixed, Gone, Later, Reason, Refused, Unanswered

PATIENCE = ClientTimeout(total=15, sock_connect=5)
UNAUTHORISED = "Slack refuses the token"
TOKEN_PAUSE = 60.0  # seconds
BAD_TOKEN = {"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"}
UNSURE = {"internal_error", "fatal_error", "service_unavailable", "request_timeout"}
GONE = {"message_not_found", "thread_not_found", "cannot_reply_to_message", "restricted_action_thread_locked"}
FIXED = {"cant_update_message", "edit_window_closed", "cant_delete_message", "cannot_edit_message"}
INVITE = "invite Usher to the channel"
REFUSALS: Mapping[str, tuple[Reason, str]] = {
    "channel_not_found": ("channel gone", "Slack knows no such channel, or it is private: " + INVITE),
    "is_archived": ("channel gone", "the channel is archived"),
    "not_in_channel": ("no access", INVITE),
    "restricted_action": ("no access", "the workspace restricts who may post there"),
    "missing_scope": ("no access", "the Usher app lacks a scope; `usher doctor` names it"),
    "user_not_found": ("no access", "Slack knows no such person"),
    "user_disabled": ("no access", "this person's account is closed"),
    "cannot_dm_bot": ("no access", "this is a bot"),
    "msg_too_long": ("too long", ""),
    "msg_blocks_too_long": ("too long", ""),
}


@dataclass(frozen=True)
class SlackApi:
    client: AsyncWebClient

    async def call(self, method: str, **given: Any) -> Mapping[str, Any]:
        """By POST with JSON; a failure is raised as what it means."""
        try:
            answer = await self.client.api_call(method, json=given)
        except SlackApiError as error:
            raise meaning(error) from error
        except ClientConnectorError as error:
            raise Later("platform down", "Slack can't be reached") from error
        except (SlackClientError, ClientError, OSError, TimeoutError, ValueError) as error:
            raise Unanswered from error
        told: Mapping[str, Any] = answer.data if isinstance(answer.data, dict) else {}
        return told


def meaning(error: SlackApiError) -> Exception:
    response: Any = error.response
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    told = getattr(response, "data", None)
    name = str(told.get("error", "")) if isinstance(told, dict) else ""
    if status == HTTPStatus.TOO_MANY_REQUESTS or name == "ratelimited":
        headers = {key.lower(): value for key, value in dict(response.headers).items()}
        return Later("rate limited", seconds=float(headers.get("retry-after", 1)))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or name in UNSURE or not name:
        return Unanswered()
    if name in BAD_TOKEN:
        return Later("no access", UNAUTHORISED, TOKEN_PAUSE)
    if name in GONE:
        return Gone()
    if name in FIXED:
        return Fixed()
    reason, detail = REFUSALS.get(name, ("refused", name))
    return Refused(reason, detail, name)
