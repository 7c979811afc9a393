"""What a command is called on Slack, where some names are Slack's own and one command leads to all."""

from collections.abc import Iterable

from commands.core.command import Command

UMBRELLA = "usher"
"""`/usher` alone is the help, `/usher deadline` is /deadline."""

RESERVED = frozenset(
    (
        "active",
        "apps",
        "archive",
        "away",
        "call",
        "collapse",
        "commands",
        "debug",
        "dm",
        "dnd",
        "expand",
        "feed",
        "feedback",
        "feeds",
        "giphy",
        "help",
        "huddle",
        "invite",
        "join",
        "keys",
        "kick",
        "kill",
        "leave",
        "me",
        "msg",
        "mute",
        "open",
        "part",
        "prefs",
        "pro",
        "remind",
        "remove",
        "rename",
        "search",
        "send",
        "shortcuts",
        "shrug",
        "star",
        "status",
        "todo",
        "topic",
        "unarchive",
        "who",
    )
)
"""Names that Slack keeps or kept for itself: one of them in a manifest makes it refuse the whole."""


def slash(name: str) -> str:
    """The command as one types it: `/deadline calendar`, but `/usher help`."""
    return f"/{UMBRELLA} {name}" if name.partition(" ")[0] in RESERVED else f"/{name}"


def top_words(commands: Iterable[Command]) -> tuple[str, ...]:
    """The slash commands to register, without those that only the umbrella reaches."""
    words = dict.fromkeys(command.name.partition(" ")[0] for command in commands)
    return tuple(word for word in words if word not in RESERVED)
