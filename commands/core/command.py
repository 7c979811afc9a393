"""A command, declared once: its name, options, help and limits are read from one typed function."""

import inspect
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from commands.core.context import Context
from commands.core.form import Form
from commands.core.invocation import Raw
from commands.core.option import Choice, Kind, Option
from commands.core.person import Permission
from commands.core.reply import Reply
from commands.core.upload import Upload
from commands.event.facts import Event

Handler = Callable[..., Awaitable[Reply]]

KINDS: dict[Any, Kind] = {str: "text", int: "integer", float: "number", bool: "flag", Upload: "file"}


@dataclass(frozen=True)
class Command:
    """What must be known before the handler runs: both platforms fix forms and privacy at once.

    A space in the name makes a sub-command. `cost` is what one run takes from a person's rate limit. One
    that is not `listed` is run by a button or a mention, and nobody types it.
    """

    name: str
    summary: str
    options: tuple[Option, ...]
    run: Handler
    permission: Permission = Permission.EVERYONE
    private: bool = False
    form: Form | None = None
    example: str = ""
    cost: int = 1
    listed: bool = True

    @property
    def fields(self) -> tuple[Option, ...]:
        """The options that a dialog asks for."""
        return tuple(option for option in self.options if not option.carried)

    @property
    def offered(self) -> tuple[Option, ...]:
        """The options that a person may type."""
        return tuple(option for option in self.options if option.offered)

    def carried(self, given: Mapping[str, Raw]) -> dict[str, Raw]:
        """What of this a dialog takes along without asking for it."""
        along = {option.name for option in self.options if option.carried}
        return {name: value for name, value in given.items() if name in along}

    def option(self, name: str) -> Option | None:
        return next((option for option in self.options if option.name == name), None)


def command(  # noqa: PLR0913 - one keyword for each fact a platform must know beforehand
    name: str,
    *,
    permission: Permission = Permission.EVERYONE,
    private: bool = False,
    form: Form | None = None,
    example: str = "",
    cost: int = 1,
    listed: bool = True,
) -> Callable[[Handler], Command]:
    """Turn a typed async function into a `Command`; its docstring's first line becomes the help."""

    def declare(run: Handler) -> Command:
        summary = (inspect.getdoc(run) or "").partition("\n")[0]
        options = _options(run)
        return Command(name, summary, options, run, permission, private, form, example, cost, listed)

    return declare


def listed(commands: Iterable[Command]) -> tuple[Command, ...]:
    """Those that people type."""
    return tuple(command for command in commands if command.listed)


def _options(run: Handler) -> tuple[Option, ...]:
    hints = get_type_hints(run, include_extras=True)
    parameters = list(inspect.signature(run).parameters.values())
    if not parameters or hints.get(parameters[0].name) is not Context:
        raise TypeError(f"{run.__name__} must take a Context first")
    return tuple(_option(parameter, hints[parameter.name]) for parameter in parameters[1:])


def _option(parameter: inspect.Parameter, hint: Any) -> Option:
    plain, *extras = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    said = next((extra for extra in extras if isinstance(extra, Option)), None)
    if said is None:
        raise TypeError(f"option {parameter.name} needs an Option with a description")
    required = parameter.default is inspect.Parameter.empty
    default = None if required else parameter.default
    typed = replace(said, name=parameter.name, required=required, default=default)
    return _with_kind(typed, _without_none(plain))


def _without_none(hint: Any) -> Any:
    if get_origin(hint) not in (UnionType, Union):
        return hint
    (inner,) = (part for part in get_args(hint) if part is not NoneType)
    return inner


def _with_kind(option: Option, hint: Any) -> Option:
    if get_origin(hint) is tuple:
        return replace(option, kind="choices", choices=option.choices or _literals(get_args(hint)[0]))
    if get_origin(hint) is Literal:
        return replace(option, kind="choice", choices=option.choices or _literals(hint))
    if hint not in KINDS:
        raise TypeError(f"option {option.name} has a type no front end can ask for: {hint}")
    kind = KINDS[hint]
    return replace(option, kind="choice" if option.choices and kind == "text" else kind)


def _literals(hint: Any) -> Callable[[Event], tuple[Choice, ...]]:
    choices = tuple(Choice(value, value) for value in get_args(hint))
    return lambda _event: choices
