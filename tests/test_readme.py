"""What the README says is so."""

import re

from bot.settings.load import HOME
from commands.catalogue import COMMANDS
from commands.core.command import Command, listed
from commands.core.context import Context
from commands.core.reply import Heading, Link, Paragraph, Reply, line

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
