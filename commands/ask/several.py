"""Several questions put at once, each answered by itself."""

import re
from collections.abc import Sequence
from dataclasses import replace

from commands.core.reply import Block, Buttons, Heading, Reply

FEWEST_WORDS = 3  # "Right?" asks nothing of its own
MOST = 3  # questions that one reply answers

_QUESTION = re.compile(r"[^?？]+[?？]+")


def questions_in(text: str) -> Sequence[str]:
    """The questions in a text, each with what leads up to it; a text with one or none stays whole."""
    found = [part.strip() for part in _QUESTION.findall(text)]
    asked = [part for part in found if len(part.split()) >= FEWEST_WORDS]
    return asked if 1 < len(asked) <= MOST else (text,)


def joined(answers: Sequence[Reply]) -> Reply:
    """One reply of several, numbered: a platform may show all buttons at the end."""
    if len(answers) == 1:
        return answers[0]
    blocks = ((number, block) for number, reply in enumerate(answers, 1) for block in reply.blocks)
    return Reply(tuple(_numbered(number, block) for number, block in blocks))


def _numbered(number: int, block: Block) -> Block:
    match block:
        case Heading(text):
            return replace(block, text=f"{number}. {text}")
        case Buttons(buttons):
            return Buttons(tuple(replace(each, label=f"{number}: {each.label}") for each in buttons))
        case _:
            return block
