"""An e-mail address as somebody typed it."""

from email_validator import EmailNotValidError, validate_email

from commands.core.errors import UserError

PROVIDERS = (
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "yahoo.com",
    "icloud.com",
    "proton.me",
    "protonmail.com",
)
LIKE_A_SLIP = frozenset({"mail.com", "email.com", "ymail.com", "hotmail.co", "outlook.co", "rotmail.com"})
"""Domains of others that differ from a large provider's by one letter."""
SLIPS_OF_ENDINGS = {"con": "com", "cmo": "com", "ocm": "com", "comm": "com", "og": "org", "ogr": "org"}


def read_email(typed: str) -> str:
    """The address in its usual spelling; `UserError` says what is wrong, or which one was likely meant."""
    try:
        address = validate_email(typed.strip(), check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise UserError(f"“{typed.strip()}” is no e-mail address. {error}", field="email") from None
    name, _, domain = address.rpartition("@")
    meant = meant_domain(domain.casefold())
    if meant:
        raise UserError(f"“{address}” looks mistyped. Did you mean {name}@{meant}?", field="email")
    return address


def meant_domain(domain: str) -> str | None:
    """The domain that one slip turned into this one; None where it may well be meant."""
    if domain in PROVIDERS or domain in LIKE_A_SLIP:
        return None
    near = next((known for known in PROVIDERS if one_slip_apart(domain, known)), None)
    host, _, ending = domain.rpartition(".")
    mended = SLIPS_OF_ENDINGS.get(ending)
    return near or (f"{host}.{mended}" if mended else None)


def one_slip_apart(typed: str, meant: str) -> bool:
    """One letter too many, missing, wrong, or two beside each other swapped."""
    if typed == meant:
        return False
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    one, other = typed[start:], meant[start:]
    swapped = one[:2] == other[1::-1] and len(one) > 1 and one[2:] == other[2:]
    return swapped or one[1:] == other[1:] or one[1:] == other or one == other[1:]
