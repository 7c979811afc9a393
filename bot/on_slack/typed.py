"""A slash command's text as an invocation: sub-commands, `key=value`, `key:value`, quotes or plain order."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from bot.on_slack.names import UMBRELLA
from commands.core.command import Command
from commands.core.errors import UserError
from commands.core.invocation import Invocation, Raw
from commands.core.option import Option

HELP = {"help", "--help", "-h", "?"}
KEY = re.compile(r"(?P<key>\w[\w-]*)(?P<sign>\s*=|:(?!//))\s*(?P<rest>.*)", re.DOTALL)
DOUBLE, SINGLE = '"“”„«»', "'‘’‚"
SEPARATORS = re.compile(r"[,;]")
LISTED = {"choice", "choices"}
NEAR = 0.7  # likeness from which a word is a slip for an option's name


@dataclass(frozen=True)
class Usage:
    """Somebody asks how a command, or a group of commands, is used."""

    name: str


def understood(commands: Sequence[Command], slash: str, text: str) -> Invocation | Usage:
    """What was typed; `UserError` names the option at fault where the text can't be taken apart."""
    name, text = slash.lstrip("/").casefold(), _unescaped(text).strip()
    if name == UMBRELLA:
        name, text = _first_word(text)
        name = name.lstrip("/").casefold() or "help"
    command, rest = _longest(commands, f"{name} {text}")
    if command is not None:
        return Usage(command.name) if rest in HELP else Invocation(command.name, options_of(command, rest))
    if not any(known.name.startswith(f"{name} ") for known in commands):
        return Invocation(name)
    sub, _ = _first_word(text)
    return Usage(name) if sub.casefold() in HELP or not sub else Invocation(f"{name} {sub.casefold()}")


def _unescaped(text: str) -> str:
    """Slack hands over its three control characters as entities."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _first_word(text: str) -> tuple[str, str]:
    first, *rest = text.split(maxsplit=1) or [""]
    return first, rest[0] if rest else ""


def _longest(commands: Sequence[Command], said: str) -> tuple[Command | None, str]:
    """The command with the most words that the text begins with, and what follows."""
    named = {command.name: command for command in commands}
    for count in range(max(name.count(" ") for name in named) + 1, 0, -1):
        *words, rest = [*said.split(maxsplit=count), ""][: count + 1]
        command = named.get(" ".join(words).casefold())
        if command:
            return command, rest.strip()
    return None, ""


def options_of(command: Command, text: str) -> Mapping[str, Raw]:
    reader = Reader(command)
    while text:
        text = reader.take(text).strip()
    return reader.given


@dataclass
class Reader:
    """Takes one option after another from the front of a text."""

    command: Command
    given: dict[str, Raw] = field(default_factory=dict)

    def take(self, text: str) -> str:
        """Keep the next option; returns what is left of the text."""
        named = KEY.match(text)
        key = self._key(named["key"], named["sign"].strip()) if named else None
        if named and key:
            option = self.command.option(key)
            value, rest = self._named(option, named["rest"]) if option else _token(named["rest"])
            self._keep(option, key, value)
            return rest
        option = self._next()
        if option is None:
            raise UserError(f"/{self.command.name} takes no more than that: I can't place “{text}”.")
        value, rest = (_whole(text), "") if self._takes_the_rest(option) else _token(text)
        self._keep(option, option.name, value)
        return rest

    def _keep(self, option: Option | None, key: str, value: str) -> None:
        """A file comes with the dialog, whatever was typed for it."""
        if option is None or option.kind not in {"file", "choices"}:
            self.given[key] = value
        elif option.kind == "choices":
            self.given[key] = tuple(part.strip() for part in SEPARATORS.split(value) if part.strip())

    def _key(self, typed: str, sign: str) -> str | None:
        """The option meant; a near miss is kept as it is, so that the refusal can name the right one."""
        key = typed.casefold().replace("-", "_")
        names = [option.name for option in self.command.options]
        if key in names:
            return key
        near = get_close_matches(key, names, n=1, cutoff=NEAR)
        if self._sole_text():
            return key if near and sign == "=" else None
        return key if near or sign == "=" else None

    def _sole_text(self) -> bool:
        """Whether all words belong to one option: then no later word of a sentence is a key."""
        return [option.kind for option in self.command.options] == ["text"]

    def _next(self) -> Option | None:
        free = (option for option in self.command.options if option.kind != "file")
        return next((option for option in free if option.name not in self.given), None)

    def _takes_the_rest(self, option: Option) -> bool:
        typable = [each for each in self.command.options if each.kind != "file"]
        texts = [each for each in typable if each.kind == "text"]
        return option.kind == "text" and (texts == [option] or option is typable[-1])

    def _named(self, option: Option, text: str) -> tuple[str, str]:
        if option.kind not in {"text", *LISTED} or text[:1] in DOUBLE + SINGLE:
            return (_whole(text), "") if self._sole_text() else _token(text)
        keys = "|".join(re.escape(each.name) for each in self.command.options if each is not option)
        after = re.search(rf"\s+(?:{keys})\s*[=:]", text, re.IGNORECASE) if keys else None
        end = after.start() if after else len(text)
        return text[:end].strip(), text[end:]


def _token(text: str) -> tuple[str, str]:
    """The first word, or what stands in quotes of any style, and the rest."""
    for marks in (DOUBLE, SINGLE):
        if text[:1] and text[0] in marks:
            closing = re.search(rf"[{marks}](?=\s|$)", text[1:])
            if closing:
                return text[1 : closing.start() + 1], text[closing.end() + 1 :]
    return _first_word(text)


def _whole(text: str) -> str:
    """All of it, without the quotes around all of it."""
    inner, rest = _token(text)
    return text.strip() if rest.strip() else inner
