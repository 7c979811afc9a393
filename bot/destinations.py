"""The groups of channels that the settings name, read once."""

from collections.abc import Iterable, Mapping

from commands.core.errors import UserError
from commands.delivery.destination import Destination, channel


def read_destinations(groups: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[Destination, ...]]:
    """`UserError` names the group with a channel that can't be one."""
    return {name: _group(name, written) for name, written in groups.items()}


def unknown_group(name: str, known: Iterable[str]) -> str:
    """Words for a setting that names a group that there is not."""
    listed = ", ".join(f"“{each}”" for each in known) or "none"
    return f"there is no group of destinations “{name}”. There are {listed}."


def _group(name: str, written: tuple[str, ...]) -> tuple[Destination, ...]:
    try:
        return tuple(dict.fromkeys(channel(item) for item in written))
    except UserError as error:
        raise UserError(f"destinations.{name}: {error}") from None
