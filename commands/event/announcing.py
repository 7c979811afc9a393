"""How organisers announce, as the settings say."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Announcing:
    """So many organisers must confirm, what goes to these groups of channels.

    `mentions` are what a post may ring, by the names that organisers choose from, as the platforms write
    them; what is rehearsed goes to the group `rehearsal`.
    """

    approvals: int = 1
    groups: tuple[str, ...] = ()
    mentions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rehearsal: str = "organisers"
