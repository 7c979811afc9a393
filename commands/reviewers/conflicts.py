"""Institutions whose papers a reviewer must not get, by their domains, as somebody typed them."""

import re

from commands.core.errors import UserError

DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}")
BETWEEN = re.compile(r"[\s,;]+")


def read_domains(typed: str) -> tuple[str, ...]:
    """Each domain once, in small letters; of an address or an e-mail the domain is taken."""
    found = tuple(dict.fromkeys(_domain(part) for part in BETWEEN.split(typed.strip()) if part))
    wrong = next((domain for domain in found if not DOMAIN.fullmatch(domain)), None)
    if wrong is not None:
        message = f"“{wrong}” is no domain. Write domains such as mit.edu, with commas between them."
        raise UserError(message, field="conflict_domains")
    return found


def _domain(part: str) -> str:
    host = part.casefold().rpartition("@")[2].partition("://")[2] or part.casefold().rpartition("@")[2]
    return host.partition("/")[0].removeprefix("www.").strip(".")
