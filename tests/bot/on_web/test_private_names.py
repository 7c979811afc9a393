"""What a person types into a secret option is shown and logged nowhere on the page."""

from bot.on_web.describe import typed
from commands.catalogue import COMMANDS
from commands.core.invocation import Invocation


def test_the_names_to_look_for_are_not_repeated() -> None:
    said = typed(Invocation("checkpdf", {"track": "long", "names": "Ada Lovelace"}), COMMANDS)
    assert said == "/checkpdf track:long names:…"
