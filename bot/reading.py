"""Files that a person named: their text, or in words why there is none."""

from pathlib import Path

from commands.core.errors import UserError


def read_text(file: Path, called: str, hint: str = "") -> str:
    """`called` is what the person knows it as, `hint` tells more where there is no such file."""
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UserError(f"{called}: there is no file {file}. {hint}".rstrip()) from None
    except UnicodeDecodeError:
        raise UserError(f"{called}: {file} is not text in UTF-8.") from None
    except OSError as error:
        raise UserError(f"{called}: {file} can't be read: {error.strerror}.") from None


def read_call(file: Path, called: str, hint: str = "") -> str:
    """The text of a call for papers, which can't be empty."""
    text = read_text(file, called, hint)
    if not text.strip():
        raise UserError(f"{called}: {file} is empty. Put the call for papers into it.")
    return text
