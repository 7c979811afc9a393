"""Secrets: from the environment or a file that only its owner can read, never from the settings."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from bot.reading import read_text
from bot.settings.model import Settings
from commands.core.errors import UserError

SECRETS = {"discord": ("token",), "slack": ("bot_token", "app_token", "signing_secret")}
TAKEN = {**SECRETS, "store": ("url",)}  # what a secrets file may hold; a store's address may hold a password
FILE_NAME = "secrets.toml"
FILE_VARIABLE = "USHER_SECRETS_FILE"
OTHERS = 0o077  # what a group and everyone else may do with a file
EVERYONE = 0o007


def secrets_in(settings: Settings) -> frozenset[str]:
    """Every secret that is set, and the store's password, so that they can be kept out of a log."""
    told = (getattr(getattr(settings, section), name) for section, names in SECRETS.items() for name in names)
    password = urlsplit(settings.store.url).password or ""
    found = {secret.get_secret_value() for secret in told if secret}
    return frozenset(found | {password, unquote(password)}) - {""}


def missing_secrets(settings: Settings, section: str) -> tuple[str, ...]:
    """What a platform still needs where some of its secrets were given, be it an empty one."""
    given = {name: getattr(getattr(settings, section), name) for name in SECRETS[section]}
    if all(secret is None for secret in given.values()):
        return ()
    by_mode = {"socket": "app_token", "http": "signing_secret"}
    needed = ("token",) if section == "discord" else ("bot_token", by_mode[settings.slack.mode])
    return tuple(name for name in needed if not given[name])


def variable(section: str, name: str) -> str:
    """The environment's name of a setting."""
    return f"USHER_{section}__{name}".upper()


def may_hold_a_secret(location: tuple[int | str, ...]) -> bool:
    """Whether the value of a setting, by the path of its name, is better not shown."""
    section, *name = location
    return any(part in TAKEN.get(str(section), ()) for part in name)


def refuse_secrets(file: Path, settings: Mapping[str, Any]) -> None:
    """A settings file is shared and shown; `UserError` names the secret that stands in it, not its value."""
    for section, names in SECRETS.items():
        found = next((name for name in names if name in _section(settings, section)), None)
        if found:
            raise UserError(
                f"{section}.{found} is a secret and must not stand in {file}. "
                f"Set {variable(section, found)}, or put it into {FILE_NAME} beside it. "
                "If the file was shared, renew the secret."
            )


def read_secrets(folder: Path) -> dict[str, dict[str, Any]]:
    """The secrets beside the settings, or in the file that `USHER_SECRETS_FILE` names; none is fine."""
    named = os.environ.get(FILE_VARIABLE)
    file = Path(named) if named else folder / FILE_NAME
    if not named and not file.exists():
        return {}
    secrets = _read(file)
    _refuse_without_section(file, secrets)
    unknown = [f"{section}.{key}" for section in secrets for key in _section(secrets, section)]
    known = {f"{section}.{name}" for section, names in TAKEN.items() for name in names}
    if wrong := [name for name in unknown if name not in known]:
        raise UserError(f"{file} holds {', '.join(wrong)}; it takes {', '.join(sorted(known))} only.")
    return {section: dict(_section(secrets, section)) for section in secrets}


def _refuse_without_section(file: Path, secrets: Mapping[str, Any]) -> None:
    for name, value in secrets.items():
        if not isinstance(value, Mapping):
            places = ", ".join(f"{' or '.join(names)} under [{section}]" for section, names in TAKEN.items())
            raise UserError(f"{file}: {name} stands under no section. Put {places}.")


def _read(file: Path) -> dict[str, Any]:
    text = read_text(file, "The secrets", f"{FILE_VARIABLE} names it.")
    if os.name == "posix" and is_exposed(file.stat()):
        raise UserError(f"Others can read the secrets in {file}. Run: chmod 600 {file}")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise UserError(f'{file} is not valid TOML. Each secret is a line such as token = "...".') from None


def is_exposed(told: os.stat_result) -> bool:
    """Whether others can read it; a file of root's that was handed to us shows our right as its group's."""
    handed = told.st_uid == told.st_gid == 0 != os.geteuid()
    return bool(told.st_mode & (EVERYONE if handed else OTHERS))


def _section(settings: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    section = settings.get(name, {})
    return section if isinstance(section, Mapping) else {}
