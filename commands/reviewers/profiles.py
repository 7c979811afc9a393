"""An OpenReview profile as somebody typed it: `~First_Last1`, its address, or that there is none yet."""

import re
from urllib.parse import parse_qs, urlsplit

from commands.core.errors import UserError

NONE = {"", "-", "–", "no", "none", "none yet", "not yet", "n/a", "na", "nothing"}
PROFILE = re.compile(r"~[^\W\d_](?:[^\W\d_]|[-'’.]|_(?=[^\W\d_]))*[1-9]\d*")
HOW_TO_FIND = (
    "It stands in the address of your profile page on openreview.net, after “id=”, and ends in a number. "
    "Leave it empty if you have none yet: without an institutional e-mail it can take two weeks."
)


def read_profile(typed: str) -> str:
    """The profile's id, or nothing where there is none yet; `UserError` says how to find it."""
    said = _from_address(typed.strip())
    if said.casefold().rstrip(".") in NONE:
        return ""
    if "@" in said:
        raise _wrong(typed, "That is an e-mail address; a profile's id looks like ~First_Last1.")
    profile = "~" + re.sub(r"\s+", "_", said.removeprefix("~").strip())
    if PROFILE.fullmatch(profile):
        return profile
    if PROFILE.fullmatch(f"{profile}1"):
        raise _wrong(typed, f"It ends in a number, as in {profile}1; look up which is yours.")
    raise _wrong(typed, "A profile's id looks like ~First_Last1.")


def is_profile(said: str) -> bool:
    return PROFILE.fullmatch(said) is not None


def _from_address(said: str) -> str:
    if "openreview.net" not in said.casefold():
        return said
    query = urlsplit(said if "//" in said else f"https://{said}").query
    return parse_qs(query).get("id", [said])[0]


def _wrong(typed: str, hint: str) -> UserError:
    return UserError(f"“{typed.strip()}” is no OpenReview profile. {hint} {HOW_TO_FIND}", field="openreview")
