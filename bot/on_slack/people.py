"""Who calls: name, time zone and rights, as Slack and the settings tell."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slack_sdk.web.async_client import AsyncWebClient

from bot.on_slack.client import UNREACHABLE, why
from commands.core.clock import Clock
from commands.core.person import Permission, Person

log = logging.getLogger(__name__)

KEPT = 3_600.0  # seconds that a name and a zone are believed
PATIENCE = 1.2  # seconds; a dialog must open within 3 s of the command
MOST_KEPT = 10_000  # people


@dataclass
class People:
    client: AsyncWebClient
    clock: Clock
    team: str
    organisers: frozenset[str]
    _kept: dict[str, tuple[float, Mapping[str, Any]]] = field(default_factory=dict)

    async def person(self, user: str, *, for_rights: bool = False) -> Person:
        """`for_rights`: whether what they may do decides, so that a right taken away counts at once."""
        told = await self._told(user, 0.0 if for_rights else KEPT)
        return Person(f"slack:{self.team}:{user}", _name(told, user), self._rights(user, told), _zone(told))

    def _rights(self, user: str, told: Mapping[str, Any]) -> frozenset[Permission]:
        own = told.get("team_id", self.team) == self.team and not told.get("deleted")
        leads = own and (told.get("is_admin") or told.get("is_owner"))
        everyone = frozenset({Permission.EVERYONE})
        return everyone | {Permission.ORGANISER} if leads or user in self.organisers else everyone

    async def _told(self, user: str, most: float) -> Mapping[str, Any]:
        """Nothing when Slack does not tell in time: a command runs without a zone rather than not at all."""
        at, told = self._kept.get(user, (float("-inf"), {}))
        if self.clock.elapsed() - at < most:
            return told
        try:
            answer = await asyncio.wait_for(self.client.users_info(user=user), PATIENCE)
        except UNREACHABLE as error:
            log.warning("users.info told nothing: %s", why(error))
            return {}
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        self._kept[user] = (self.clock.elapsed(), answer["user"])
        return self._kept[user][1]


def _name(told: Mapping[str, Any], user: str) -> str:
    profile = told.get("profile") or {}
    return str(profile.get("display_name") or told.get("real_name") or told.get("name") or user)


def _zone(told: Mapping[str, Any]) -> tzinfo:
    try:
        return ZoneInfo(str(told.get("tz") or "UTC"))
    except (ZoneInfoNotFoundError, ValueError):
        return UTC
