"""What must never be read in a log: secrets and personal data that are easily found again."""

import re

from tests.bot.on_discord.wire import TOKEN
from tests.bot.on_slack.fake.workspace import BOT_TOKEN, SECRET

PASSWORD = "xyzzy-password"  # noqa: S105 - opens nothing
NAME, EMAIL, PROFILE = "Zebedee Plantsworth", "zebedee@plants-example.org", "~Zebedee_Plantsworth1"
WORDS = "plugh plover"  # in what people ask and announce
FILE = "quuxington-secret.pdf"
IN_PAPER = "Quuxington"

PLANTS = (PASSWORD, "Plantsworth", "zebedee", "plants-example", "plugh", "plover", "quuxington", "Quuxington")
SECRETS = (TOKEN, BOT_TOKEN, f'"{SECRET}"', f"'{SECRET}'")

PATTERN = re.compile("|".join(map(re.escape, (*PLANTS, *SECRETS))), re.IGNORECASE)


def found_in(text: str) -> set[str]:
    return set(PATTERN.findall(text))
