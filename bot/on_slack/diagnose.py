"""What `usher doctor` finds out about the Slack app: what works, or what is wrong and where to click."""

from collections.abc import AsyncIterator
from email.utils import parsedate_to_datetime

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.diagnosis import Finding
from bot.on_slack.client import UNREACHABLE, open_client, why
from bot.on_slack.manifest import SCOPES
from bot.settings.model import SlackSettings
from commands.core.clock import Clock

MOST_SKEW = 60.0  # seconds; Slack's signatures are believed for 300
PAGE = "api.slack.com/apps, your app"

NO_TOKEN = f"Slack: no bot token. {PAGE}, OAuth & Permissions, Install; set it as USHER_SLACK__BOT_TOKEN."
BAD_TOKEN = (
    f"Slack: the bot token is refused ({{why}}). {PAGE}, OAuth & Permissions, Reinstall, copy it anew."
)
UNREACHED = (
    "Slack: {url} can't be reached ({why}). Look at this machine's way to the internet, or slack.api_url."
)
BOT_WORKS = "Slack: the bot token works, as “{user}” in “{team}”."
SCOPES_THERE = "Slack: every scope is granted."
SCOPES_MISSING = (
    "Slack: the scopes {missing} are missing. Paste `usher slack-manifest` at "
    f"{PAGE}, App Manifest, save, then Install App, Reinstall."
)
SOCKET_WORKS = "Slack: the app token opens a socket."
NO_APP_TOKEN = (
    "Slack: no app token, which mode socket needs. "
    f"{PAGE}, Basic Information, App-Level Tokens, with connections:write; set USHER_SLACK__APP_TOKEN."
)
BAD_APP_TOKEN = (
    f"Slack: the app token is refused ({{why}}). {PAGE}, Basic Information, App-Level Tokens; "
    "Socket Mode must be on there, too."
)
SIGNING_SET = "Slack: a signing secret is set; that it is the right one shows with the first command."
NO_SECRET = (
    "Slack: no signing secret, which mode http needs. "
    f"{PAGE}, Basic Information, App Credentials; set USHER_SLACK__SIGNING_SECRET."
)
CLOCK = "Slack: this machine's clock agrees with Slack's."
SKEWED = (
    "Slack: this machine's clock is {seconds:.0f} s {way} Slack's; from 300 s on every signature fails. "
    "Turn on time synchronisation (timedatectl set-ntp true)."
)


async def diagnose(settings: SlackSettings, clock: Clock) -> tuple[Finding, ...]:
    """A line a finding; nothing is changed, and no secret stands in any."""
    if settings.bot_token is None:
        return (Finding(ok=False, said=NO_TOKEN),)
    async with open_client(settings) as (client, _):
        return tuple([finding async for finding in _findings(client, settings, clock)])


async def _findings(client: AsyncWebClient, settings: SlackSettings, clock: Clock) -> AsyncIterator[Finding]:
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        yield Finding(ok=False, said=BAD_TOKEN.format(why=why(error)))
        return
    except UNREACHABLE as error:
        yield Finding(ok=False, said=UNREACHED.format(url=settings.api_url, why=why(error)))
        return
    yield Finding(ok=True, said=BOT_WORKS.format(user=answer.get("user"), team=answer.get("team")))
    yield _scopes(answer)
    yield await _way_in(client, settings)
    yield _clock(answer, clock)


def _scopes(answer: AsyncSlackResponse) -> Finding:
    granted = {scope.strip() for scope in _header(answer, "x-oauth-scopes").split(",")}
    missing = [scope for scope in SCOPES if scope not in granted]
    if missing:
        return Finding(ok=False, said=SCOPES_MISSING.format(missing=", ".join(missing)))
    return Finding(ok=True, said=SCOPES_THERE)


async def _way_in(client: AsyncWebClient, settings: SlackSettings) -> Finding:
    """How Slack reaches Usher, as the mode has it."""
    if settings.mode == "http":
        there = settings.signing_secret is not None
        return Finding(ok=there, said=SIGNING_SET if there else NO_SECRET)
    if settings.app_token is None:
        return Finding(ok=False, said=NO_APP_TOKEN)
    try:
        await client.apps_connections_open(app_token=settings.app_token.get_secret_value())
    except UNREACHABLE as error:
        return Finding(ok=False, said=BAD_APP_TOKEN.format(why=why(error)))
    return Finding(ok=True, said=SOCKET_WORKS)


def _clock(answer: AsyncSlackResponse, clock: Clock) -> Finding:
    date = _header(answer, "date")
    skew = (clock.now() - parsedate_to_datetime(date)).total_seconds() if date else 0.0
    if abs(skew) <= MOST_SKEW:
        return Finding(ok=True, said=CLOCK)
    way = "ahead of" if skew > 0 else "behind"
    return Finding(ok=False, said=SKEWED.format(seconds=abs(skew), way=way))


def _header(answer: AsyncSlackResponse, name: str) -> str:
    headers = {key.lower(): str(value) for key, value in dict(answer.headers).items()}
    return headers.get(name, "")
