"""The app manifest: one upload gives a Slack app its commands, scopes, shortcuts and events."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bot.on_slack.names import RESERVED, UMBRELLA, top_words
from bot.on_slack.shortcuts import SHORTCUTS
from commands.core.command import Command, listed
from commands.core.option import Option

NAME = "Usher"
DESCRIPTION = "Deadlines, questions and page checks for the authors of a research workshop."
COLOUR = "#2b3a67"
SCOPES = (
    "app_mentions:read",
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:write",
    "users:read",
)
"""The least: answer, be called, fetch papers, hand out files, in direct messages, in one's time zone.

The histories of channels that Usher is in are read after a crash, so that nothing is sent twice, and in
a thread in which Usher is mentioned, to see whether an organiser has replied there.
"""
EVENTS = ("app_home_opened", "app_mention")

MOST_COMMANDS = 50
MOST_SHORTCUTS = 10
LENGTHS = {  # of a manifest's texts, by where they stand
    "display_information.name": 35,
    "display_information.description": 140,
    "bot_user.display_name": 80,
    "slash_commands.command": 32,
    "slash_commands.description": 2_000,
    "slash_commands.usage_hint": 1_000,
    "shortcuts.name": 24,
    "shortcuts.description": 150,
    "shortcuts.callback_id": 255,
}
COMMAND_NAME = re.compile(r"/[a-z0-9_-]+")


def manifest(commands: Sequence[Command], url: str | None = None) -> dict[str, Any]:
    """For Socket Mode, or for HTTP when `url` says where Slack is to deliver."""
    commands, place = listed(commands), {"url": url} if url else {}
    request = {"request_url": url} if url else {}
    options = {"message_menu_options_url": url} if url else {}
    return {
        "display_information": {"name": NAME, "description": DESCRIPTION, "background_color": COLOUR},
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": NAME, "always_online": True},
            "shortcuts": [_shortcut(each) for each in SHORTCUTS if _is_there(each.command, commands)],
            "slash_commands": [{**told, **place} for told in _slash_commands(commands)],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS), **request},
            "interactivity": {"is_enabled": True, **request, **options},
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }


def _is_there(name: str, commands: Iterable[Command]) -> bool:
    return any(command.name == name for command in commands)


def _shortcut(shortcut: Any) -> dict[str, str]:
    told = {"name": shortcut.name, "description": shortcut.description, "callback_id": shortcut.callback}
    return {**told, "type": "message"}


def _slash_commands(commands: Sequence[Command]) -> Iterator[dict[str, Any]]:
    yield _slash(UMBRELLA, "Show what Usher can do for you, or run any of it", "[command] [options]")
    for word in top_words(commands):
        family = [command for command in commands if command.name.partition(" ")[0] == word]
        yield _slash(word, family[0].summary, " | ".join(filter(None, map(_usage, family))))


def _slash(name: str, description: str, usage: str) -> dict[str, Any]:
    hint = {"usage_hint": usage} if usage else {}
    return {"command": f"/{name}", "description": description, **hint, "should_escape": False}


def _usage(command: Command) -> str:
    """What follows the slash command's first word."""
    _, _, sub = command.name.partition(" ")
    typed = [_placed(option) for option in command.offered if option.kind != "file"]
    return " ".join([*([sub] if sub else []), *typed])


def _placed(option: Option) -> str:
    return option.name if option.required else f"[{option.name}]"


def problems(made: Mapping[str, Any]) -> tuple[str, ...]:
    """What Slack would refuse in the manifest, as far as its rules are known."""
    features = made["features"]
    texts = [
        *(("display_information", name, text) for name, text in made["display_information"].items()),
        ("bot_user", "display_name", features["bot_user"]["display_name"]),
        *_texts("slash_commands", features["slash_commands"]),
        *_texts("shortcuts", features["shortcuts"]),
    ]
    return (*_too_long(texts), *_misnamed(features), *_misplaced(made))


def _texts(place: str, told: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    for each in told:
        yield from ((place, name, text) for name, text in each.items() if isinstance(text, str))


def _too_long(texts: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    for place, name, text in texts:
        most = LENGTHS.get(f"{place}.{name}")
        if most and len(text) > most:
            yield f"{place}.{name} “{text[:40]}” has {len(text)} characters; at most {most} are taken."


def _misnamed(features: Mapping[str, Any]) -> Iterator[str]:
    names = [told["command"] for told in features["slash_commands"]]
    yield from (
        f"{name} is no name for a slash command." for name in names if not COMMAND_NAME.fullmatch(name)
    )
    yield from (f"{name} belongs to Slack itself." for name in names if name.lstrip("/") in RESERVED)
    if len(set(names)) < len(names):
        yield "A slash command stands there twice."
    if len(names) > MOST_COMMANDS:
        yield f"There are {len(names)} slash commands; an app may have {MOST_COMMANDS}."
    if len(features["shortcuts"]) > MOST_SHORTCUTS:
        yield f"There are {len(features['shortcuts'])} shortcuts; an app may have {MOST_SHORTCUTS}."


def _misplaced(made: Mapping[str, Any]) -> Iterator[str]:
    """Without a socket Slack needs an address, and it delivers over TLS only."""
    settings = made["settings"]
    url = settings["interactivity"].get("request_url")
    if not settings["socket_mode_enabled"] and not str(url).startswith("https://"):
        yield f"{url} can't be delivered to: Slack takes https:// only."
