"""The declared commands as Discord's own: options, choices, ranges, suggestions, sub-commands."""

from collections.abc import Callable, Coroutine, Iterable, Sequence
from inspect import Parameter, Signature
from typing import Any, Protocol

import discord
from discord import app_commands

from bot.characters import length
from bot.on_discord.limits import CHOICE, CHOICES, OPTION_TEXT, SUMMARY, shortened
from commands.core.command import Command
from commands.core.option import Choice, Option
from commands.core.person import Permission
from commands.event.facts import Event

Native = app_commands.Command[Any, ..., None]
Complete = Callable[[discord.Interaction, str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]

SHOW, FORM = "show", "form"  # what a bare command is called beside its sub-commands


class Front(Protocol):
    async def called(self, interaction: discord.Interaction, command: Command, said: dict[str, Any]) -> None:
        """Run a command with its options as Discord sent them."""

    async def suggest(
        self, interaction: discord.Interaction, command: Command, option: Option, typed: str
    ) -> Sequence[Choice]:
        """What an option could be."""


def declare(
    tree: app_commands.CommandTree[Any], commands: Sequence[Command], event: Event, front: Front
) -> None:
    """Add every command; those with several words become groups of sub-commands."""
    groups: dict[tuple[str, ...], app_commands.Group] = {}
    for command in commands:
        *above, name = path(command, commands)
        native = _native(command, name, event, front)
        if above:
            _group(tuple(above), commands, groups, tree).add_command(native)
        else:
            native.default_permissions = _shown_to([command])
            tree.add_command(native)


def path(command: Command, commands: Iterable[Command]) -> tuple[str, ...]:
    """The words that call the command on Discord, where a group can't be called itself."""
    words = tuple(command.name.split())
    if any(other.name.startswith(f"{command.name} ") for other in commands):
        return (*words, FORM if command.form else SHOW)
    return words


def _group(
    above: tuple[str, ...],
    commands: Sequence[Command],
    groups: dict[tuple[str, ...], app_commands.Group],
    tree: app_commands.CommandTree[Any],
) -> app_commands.Group:
    if above in groups:
        return groups[above]
    within = [other for other in commands if path(other, commands)[: len(above)] == above]
    group = app_commands.Group(
        name=above[-1],
        description=shortened(within[0].summary or above[-1], SUMMARY),
        default_permissions=_shown_to(within) if len(above) == 1 else None,
    )
    groups[above] = group
    if len(above) == 1:
        tree.add_command(group)
    else:
        _group(above[:-1], commands, groups, tree).add_command(group)
    return group


def _shown_to(commands: Iterable[Command]) -> discord.Permissions | None:
    """A hint for Discord's list, which the server's settings can change; the check is made at each call."""
    if all(command.permission is Permission.ORGANISER for command in commands):
        return discord.Permissions(manage_guild=True)
    return None


def _native(command: Command, name: str, event: Event, front: Front) -> Native:
    async def callback(interaction: discord.Interaction, **said: Any) -> None:
        given = {option: value for option, value in said.items() if value is not None}
        await front.called(interaction, command, given)

    first = Parameter("interaction", Parameter.POSITIONAL_OR_KEYWORD, annotation=discord.Interaction)
    options = [_parameter(option, required=_required(command, option)) for option in command.offered]
    callback.__dict__["__signature__"] = Signature([first, *options])
    described = {option.name: shortened(option.description, SUMMARY) for option in command.offered}
    app_commands.describe(**described)(callback)
    app_commands.choices(**_choices(command, event))(callback)
    app_commands.autocomplete(**_completions(command, event, front))(callback)
    return app_commands.Command(
        name=name, description=shortened(command.summary or name, SUMMARY), callback=callback
    )


def _required(command: Command, option: Option) -> bool:
    """What a dialog can ask for later need not be typed first."""
    return option.required and command.form is None


def _parameter(option: Option, *, required: bool) -> Parameter:
    kind: Any = _annotation(option)
    return Parameter(
        option.name,
        Parameter.KEYWORD_ONLY,
        annotation=kind if required else kind | None,
        default=Parameter.empty if required else None,
    )


def _annotation(option: Option) -> Any:
    match option.kind:
        case "text":
            return _ranged(str, option.minimum, min(option.maximum or OPTION_TEXT, OPTION_TEXT))
        case "integer":
            return _ranged(int, option.minimum, option.maximum)
        case "number":
            return _ranged(float, option.minimum, option.maximum)
        case "flag":
            return bool
        case "file":
            return discord.Attachment
        case "choice" | "choices":
            return str


def _ranged(kind: type, low: int | None, high: int | None) -> Any:
    if low is None and high is None:
        return kind
    return app_commands.Range[kind, low, high]


def is_native(option: Option, event: Event) -> bool:
    """Whether Discord can hold the choices itself: a few, and short."""
    allowed = option.allowed(event)
    return (
        option.kind == "choice"
        and 0 < len(allowed) <= CHOICES
        and all(choice.value and length(choice.value) <= CHOICE for choice in allowed)
    )


def offered(choices: Iterable[Choice]) -> list[app_commands.Choice[str]]:
    """As many as Discord shows; a value that it can't carry is left out."""
    fitting = [choice for choice in choices if choice.value and length(choice.value) <= CHOICE]
    return [
        app_commands.Choice(name=shortened(choice.label or choice.value, CHOICE), value=choice.value)
        for choice in fitting[:CHOICES]
    ]


def _choices(command: Command, event: Event) -> dict[str, list[app_commands.Choice[str]]]:
    return {
        option.name: offered(option.allowed(event)) for option in command.offered if is_native(option, event)
    }


def _completions(command: Command, event: Event, front: Front) -> dict[str, Complete]:
    return {
        option.name: _completion(command, option, front)
        for option in command.offered
        if (option.suggest or option.choices) and not is_native(option, event) and option.kind in TYPED
    }


TYPED = {"text", "choice", "choices"}


def _completion(command: Command, option: Option, front: Front) -> Complete:
    async def complete(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        if option.kind != "choices":
            return offered(await front.suggest(interaction, command, option, typed))
        before, comma, last = typed.rpartition(",")
        found = await front.suggest(interaction, command, option, last.strip())
        lead = f"{before}{comma} " if comma else ""
        return offered(Choice(f"{lead}{choice.value}", f"{lead}{choice.label}") for choice in found)

    return complete
