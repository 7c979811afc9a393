"""How a command is used on Slack, as a reply."""

from collections.abc import Sequence

from bot.on_slack.names import slash
from commands.core.command import Command
from commands.core.option import Option
from commands.core.reply import Block, Bullets, Code, Heading, Line, Paragraph, Reply, line
from commands.event.facts import Event

MOST_VALUES = 12  # values of a choice that are listed


def usage(commands: Sequence[Command], name: str, event: Event) -> Reply:
    """Of the command with that name, and of those below it; with nothing known, that is said."""
    meant = [known for known in commands if known.name == name or known.name.startswith(f"{name} ")]
    if not meant:
        return Reply.of(Heading(f"There is no /{name} for you. {slash('help')} lists what there is.", "bad"))
    return Reply.of(
        Heading(f"How to use {slash(name)}"), *(block for each in meant for block in explained(each, event))
    )


def explained(command: Command, event: Event) -> tuple[Block, ...]:
    takes = tuple(_taken(option, event) for option in command.offered)
    typed = [Paragraph(line(Code(_syntax(command)), f"  {command.summary}"))]
    return (*typed, *([Bullets(takes)] if takes else []))


def _syntax(command: Command) -> str:
    return " ".join(
        [slash(command.name), *(_placed(option) for option in command.offered if _typable(option))]
    )


def _typable(option: Option) -> bool:
    return option.kind != "file"


def _placed(option: Option) -> str:
    return f"{option.name}=…" if option.required else f"[{option.name}=…]"


def _taken(option: Option, event: Event) -> Line:
    """What an option means; a file can't be typed, so the dialog asks for it."""
    asked = " The dialog that opens asks for it." if option.kind == "file" else ""
    values = [choice.value for choice in option.allowed(event)]
    more = ", …" if len(values) > MOST_VALUES else ""
    listed = f" One of: {', '.join(values[:MOST_VALUES])}{more}." if values else ""
    need = "" if option.required else " (optional)"
    return line(Code(option.name), f"{need}: {option.description}.{asked}{listed}")
