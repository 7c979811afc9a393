"""What `usher doctor` says, a line a finding."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`said` tells what is right, or what is wrong and where to click."""

    ok: bool
    said: str
