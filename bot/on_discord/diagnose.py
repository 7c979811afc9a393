"""Whether Discord is set up, a line a finding: what is wrong, and where to click."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import aiohttp
import discord

from bot.diagnosis import Finding
from bot.on_discord.invite import NEEDED, invite
from bot.on_discord.serve import REFUSED, UNREACHABLE
from bot.settings.model import DiscordSettings
from commands.core.clock import Clock

TIMEOUT = aiohttp.ClientTimeout(total=15)
MOST_SKEW = 5.0  # seconds between this machine's clock and Discord's before countdowns look wrong


@dataclass(frozen=True)
class Answered:
    """What Discord said to one request; `date` is its clock."""

    status: int
    body: Any
    date: datetime | None


async def diagnose(settings: DiscordSettings, clock: Clock) -> tuple[Finding, ...]:
    """Ask Discord with the configured token; nothing is changed there."""
    token = settings.token.get_secret_value() if settings.token else ""
    headers = {"Authorization": f"Bot {token}"}
    try:
        async with aiohttp.ClientSession(headers=headers, timeout=TIMEOUT) as session:
            application = await _get(session, settings, "/oauth2/applications/@me")
            if application.status == HTTPStatus.UNAUTHORIZED:
                return (Finding(ok=False, said=REFUSED),)
            guilds = await _get(session, settings, "/users/@me/guilds")
            return tuple(_findings(settings, clock, application, guilds))
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
        return (Finding(ok=False, said=UNREACHABLE.format(url=settings.api_url, error=error)),)


async def _get(session: aiohttp.ClientSession, settings: DiscordSettings, path: str) -> Answered:
    async with session.get(f"{settings.api_url.rstrip('/')}{path}") as response:
        said = response.headers.get("Date")
        date = parsedate_to_datetime(said) if said else None
        return Answered(response.status, await response.json(content_type=None), date)


def _findings(
    settings: DiscordSettings, clock: Clock, application: Answered, guilds: Answered
) -> Iterator[Finding]:
    if application.status != HTTPStatus.OK or guilds.status != HTTPStatus.OK:
        worst = max(application.status, guilds.status)
        yield Finding(ok=False, said=f"Discord answers with HTTP {worst}. See discordstatus.com.")
        return
    name, number = application.body["name"], int(application.body["id"])
    yield Finding(ok=True, said=f"Discord takes the token: {name}, application {number}.")
    yield _clock(clock, application.date)
    yield _public(application.body)
    yield from _guilds(settings, guilds.body, number)
    yield from _organisers(settings, guilds.body)


def _clock(clock: Clock, discords: datetime | None) -> Finding:
    if discords is None:
        return Finding(ok=True, said="Discord did not tell its time, so the clock is not compared.")
    skew = (clock.now() - discords).total_seconds()
    if abs(skew) <= MOST_SKEW:
        return Finding(ok=True, said="This machine's clock agrees with Discord's.")
    way = "ahead of" if skew > 0 else "behind"
    said = f"This machine's clock is {abs(skew):.0f} s {way} Discord's. Turn on time synchronisation (NTP)."
    return Finding(ok=False, said=said)


def _public(application: dict[str, Any]) -> Finding:
    if application.get("bot_public"):
        said = (
            "Anyone may add this bot to a server; only yours gives rights over it. To keep it to yourself, "
            "turn off Public Bot at discord.com/developers, Bot."
        )
        return Finding(ok=True, said=said)
    return Finding(ok=True, said="Only its owner may add this bot to a server.")


def _guilds(
    settings: DiscordSettings, guilds: Sequence[dict[str, Any]], application: int
) -> Iterator[Finding]:
    address = invite(application, settings.guild)
    if not guilds:
        yield Finding(ok=False, said=f"Usher is in no server. Open {address}")
    if settings.guild and all(int(guild["id"]) != settings.guild for guild in guilds):
        yield Finding(ok=False, said=f"Usher is not in discord.guild, {settings.guild}. Open {address}")
    for guild in guilds:
        yield _permissions(guild)


def _permissions(guild: dict[str, Any]) -> Finding:
    has, name = discord.Permissions(int(guild.get("permissions", 0))), guild["name"]
    lacking = [flag for flag, wanted in NEEDED if wanted and not (getattr(has, flag) or has.administrator)]
    if not lacking:
        return Finding(ok=True, said=f"In “{name}”: every permission that is needed.")
    listed = ", ".join(flag.replace("_", " ").title() for flag in lacking)
    return Finding(ok=False, said=f"In “{name}”: turn on {listed} in Server Settings, Roles, Usher.")


def _organisers(settings: DiscordSettings, guilds: Sequence[dict[str, Any]]) -> Iterator[Finding]:
    if settings.organiser_roles or settings.organisers:
        said = (
            "Organisers' commands are listed for those with Manage Server. To list them for your organisers, "
            "open Server Settings, Integrations, Usher and add their role to each."
        )
        yield Finding(ok=True, said=said)
    elif not settings.guild and len(guilds) > 1:
        said = "Nobody organises: with several servers, set discord.guild, organiser_roles or organisers."
        yield Finding(ok=False, said=said)
    else:
        yield Finding(ok=True, said="Those with Manage Server organise.")
