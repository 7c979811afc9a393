"""Discord's limits as its documentation states them in November 2026."""

from bot.characters import length

CONTENT = 2_000
EMBEDS = 10
EMBED_CHARACTERS = 6_000  # over all embeds of a message
TITLE = 256
DESCRIPTION = 4_096
FIELDS = 25
FIELD_NAME = 256
FIELD_VALUE = 1_024
ROW = 5  # buttons beside each other
BUTTONS = 25
BUTTON_LABEL = 80
FILES = 10
FILE_BYTES = 10 * 1024 * 1024  # unless an interaction tells of more
ALT_TEXT = 1_024
CHOICES = 25  # of an option, a select or a suggestion
CHOICE = 100  # characters of a choice's label or value
OPTION_TEXT = 6_000  # characters of a text option
NAME = 32  # characters of a command's or an option's name
SUMMARY = 100  # characters of a command's or an option's description
MODAL_FIELDS = 5
MODAL_TITLE = 45
LABEL = 45
PLACEHOLDER = 100
INPUT = 4_000  # characters of a text input


def shortened(text: str, most: int) -> str:
    """The text, its end replaced by an ellipsis where it is too long."""
    if length(text) <= most:
        return text
    cut = text[: most - 1]
    while length(cut) > most - 1:
        cut = cut[:-1]
    return f"{cut.rstrip()}…"
