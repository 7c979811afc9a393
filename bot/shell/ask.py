"""`usher ask`: questions about the call from a shell, one or a file of them."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from bot.event import load_knowledge, read_event
from bot.reading import read_text
from bot.settings.load import load_settings
from bot.shell.ask_report import PICTURE
from bot.shell.ask_report import report as show_report
from bot.shell.options import ConfigFile
from commands.ask.answering import Answered, answer
from commands.ask.card import NEAREST
from commands.core.errors import UserError
from commands.event.quotation import Quotation

SAID = {
    "stated": "[green]The call says[/green]",
    "silent": "[yellow]The call does not say this.[/yellow]",
    "off_topic": "[yellow]This is not about the call.[/yellow]",
}

Question = Annotated[str | None, typer.Argument(help="What you want to know.", show_default=False)]
FromFile = Annotated[
    Path | None,
    typer.Option("--from", help='A file with a question on each line, plain or as JSON: {"q": "..."}.'),
]
Report = Annotated[
    bool, typer.Option("--report", help="Show what was asked and missed most in the last seven days.")
]
Picture = Annotated[Path, typer.Option(help="Where the report's picture goes.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object a line, in the order asked.")]


def ask(  # noqa: PLR0913 - an argument for each option of the shell
    question: Question = None,
    *,
    from_file: FromFile = None,
    report: Report = False,
    picture: Picture = PICTURE,
    as_json: AsJson = False,
    config: ConfigFile = None,
) -> None:
    """Ask what the call says: its own words with their lines, or which kind of no."""
    if report:
        show_report(load_settings(config).store.url, picture, as_json=as_json)
        return
    questions = _questions(question, from_file)
    settings = load_settings(config).event
    knowledge = load_knowledge(settings, read_event(settings))
    for asked in questions:
        answered = answer(asked, knowledge)
        if as_json:
            print(json.dumps(_to_json(asked, answered), ensure_ascii=False), flush=True)  # noqa: T201 - the output itself
        else:
            _print(answered, settings.contact, asked if from_file else None)


def _questions(question: str | None, from_file: Path | None) -> list[str]:
    if (question is None) == (from_file is None):
        raise UserError(
            'Give one question, as in usher ask "is it archival?", or a file of them with --from.'
        )
    if from_file is None:
        return [question or ""]
    return [_read(line) for line in read_text(from_file, "--from").splitlines() if line.strip()]


def _read(line: str) -> str:
    """Take the question of a JSON object, or else the line as it is."""
    try:
        item: Any = json.loads(line)
    except ValueError:
        return line.strip()
    if not isinstance(item, dict):
        return line.strip()
    return str(item.get("q", item.get("question", line.strip())))


def _to_json(question: str, answered: Answered) -> dict[str, object]:
    return {
        "question": question,
        "outcome": answered.outcome,
        "answer": answered.answer,
        "quotations": [_quotation(quotation) for quotation in answered.quotations],
    }


def _quotation(quotation: Quotation) -> dict[str, object]:
    return {"text": quotation.text, "section": quotation.section, "line": quotation.line}


def _print(answered: Answered, contact: str, question: str | None) -> None:
    console = Console()
    if question:
        console.print(f"[bold]{escape(question)}[/bold]")
    console.print(SAID[answered.outcome])
    if answered.outcome == "silent":
        at = f" at {contact}" if contact else ""
        console.print(escape(f"Ask the organisers{at}; Usher does not guess."), soft_wrap=True)
    if answered.answer:
        console.print(escape(answered.answer))
    for quotation in answered.quotations:
        console.print(_quoted(quotation))
    if answered.nearest:
        console.print(NEAREST)
        console.print(_quoted(answered.nearest))


def _quoted(quotation: Quotation) -> Padding:
    where = f"{quotation.section}, line {quotation.line}" if quotation.section else f"line {quotation.line}"
    return Padding(f"“{escape(quotation.readable)}”\n[dim]{escape(where)}[/dim]", (0, 0, 1, 2))
