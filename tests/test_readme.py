"""What the README says is so."""

import re

from discord.app_commands import Command as NativeCommand

from bot.app import App
from bot.on_discord.as_text import as_text
from bot.on_discord.client import UsherClient
from bot.on_slack.manifest import manifest
from bot.on_slack.usage import usage
from bot.on_web.describe import described
from bot.settings.load import HOME, load_settings
from bot.settings.load import example as example_settings
from commands.catalogue import COMMANDS
from commands.core.command import Command, listed
from commands.core.context import Context
from commands.core.dispatch import Dispatcher
from commands.core.invocation import Invocation
from commands.core.rate import RateLimit
from commands.core.reply import Heading, Link, Paragraph, Reply, line
from commands.live import Live
from commands.services import Services
from tests.doubles import AUTHOR, FixedClock, Records

README = (HOME / "README.md").read_text(encoding="utf-8")


def example() -> Command:
    """The command of "Add a command", as a newcomer would paste it."""
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102 - the README's own example
    made = names["template"]
    assert isinstance(made, Command)
    return made


async def test_the_example_command_works_as_it_stands(ctx: Context) -> None:
    url = "https://media.neurips.cc/Conferences/NeurIPS2025/Styles.zip"
    reply = await example().run(ctx, form="link")
    assert reply == Reply.of(Heading("NeurIPS 2025 LaTeX Template"), Paragraph(line(Link(url, url))))


async def test_in_the_tuple_the_example_command_is_on_every_front_end_with_its_choices(
    services: Services,
) -> None:
    others = (command for command in COMMANDS if command.name != "template")  # who pasted it has it there
    commands, event = (*others, example()), services.event
    dispatcher = Dispatcher(commands, Live(services), FixedClock(), RateLimit(9, 9), Records())
    helped = await dispatcher.dispatch(Invocation("help"), AUTHOR)
    assert "/template: Show which template papers use." in as_text(helped.reply)
    client = UsherClient(App(dispatcher, services.store, load_settings(example_settings())))
    on_discord = client.tree.get_command("template")
    assert isinstance(on_discord, NativeCommand)
    assert [choice.value for choice in on_discord.parameters[0].choices] == ["short", "link"]
    assert "One of: short, link" in as_text(usage(commands, "template", event))
    assert "/template" in [told["command"] for told in manifest(commands)["features"]["slash_commands"]]
    (on_the_page,) = described(example(), event)["options"]
    assert [choice["value"] for choice in on_the_page["choices"]] == ["short", "link"]


def test_every_command_stands_in_the_tour() -> None:
    rows = re.findall(r"^\| `/([^`]+)` \|", README, re.MULTILINE)
    told = [_name(row) for row in rows]
    assert sorted(told) == sorted(command.name for command in listed(COMMANDS))


def _name(row: str) -> str:
    """The command of a row such as `deadline calendar [which]`: the longest that there is."""
    return max((command.name for command in COMMANDS if row.startswith(command.name)), key=len)


def test_every_file_that_is_linked_is_there() -> None:
    linked = re.findall(r"\]\((?!https?:|#)([^)]+)\)", README)
    assert linked
    assert [name for name in linked if not (HOME / name).exists()] == []


def test_every_make_target_that_is_named_exists() -> None:
    targets = re.findall(r"^([a-z]+):", (HOME / "Makefile").read_text(), re.MULTILINE)
    assert set(re.findall(r"\bmake (run|test|check|install)\b", README)) <= set(targets)
