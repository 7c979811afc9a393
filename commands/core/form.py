"""A dialog whose fields are the command's options."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from commands.core.context import Context
from commands.core.invocation import Raw

Prefill = Callable[[Context, Mapping[str, Raw]], Awaitable[Mapping[str, Raw]]]
"""Takes the options that the button or the typed command brought along, not yet parsed."""


async def nothing(_ctx: Context, _given: Mapping[str, Raw]) -> Mapping[str, Raw]:
    return {}


@dataclass(frozen=True)
class Form:
    """Opens before the command runs, with what `prefill` knows (say, the sign-up kept from last time).

    `by_parts`: where a dialog can't hold every field, the command runs on the first part, and the rest is
    offered after it; what was stored stands in for the parts that are not shown.
    """

    title: str
    submit: str = "Submit"
    prefill: Prefill = nothing
    by_parts: bool = False
