"""The results of many checks as a page for organisers, and as a table for a spreadsheet."""

import csv
import io
from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from html import escape
from importlib import resources
from string import Template

from bot.shell.checking import Checked
from commands.checkpdf.inspection import Finding, Inspection, PagePicture
from commands.checkpdf.wording import ends, label, place, said

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run
AUTHORS = {True: "anonymous", False: "named", None: "not judged"}
SHOWN = {"error": "Error", "warning": "Warning", "note": "Note"}


def html_report(checked: Sequence[Checked], names: Sequence[str], event: str) -> str:
    """Give a page that needs nothing but itself: its table can be sorted, its pictures unfold."""
    template = resources.files("bot.shell").joinpath("templates/report.html").read_text("utf-8")
    return Template(template).substitute(
        title=escape(f"Page check: {event}"),
        summary=escape(_summary(checked, names)),
        heads="".join(_head(name) for name in ("Paper", "Main text", *map(label, names), "Authors")),
        rows="\n".join(_row(each, names) for each in checked),
    )


def _summary(checked: Sequence[Checked], names: Sequence[str]) -> str:
    unread = sum(each.inspection is None for each in checked)
    parts = [f"{len(checked)} papers"]
    for name in names:
        counts = Counter(each.inspection.verdicts[name] for each in checked if each.inspection)
        parts.append(
            f"{label(name)}: {counts['pass']} pass, {counts['fail']} fail, {counts['unsure']} unsure"
        )
    return ". ".join([*parts, *([f"{unread} can't be read"] if unread else [])]) + "."


def _head(name: str) -> str:
    return f'<th scope="col"><button type="button">{escape(name)}</button></th>'


def _row(checked: Checked, names: Sequence[str]) -> str:
    inspection = checked.inspection
    file = f'<th scope="row">{escape(checked.file.name)}{_details(inspection) if inspection else ""}</th>'
    if inspection is None:
        blank = "".join(_cell("", "") for _ in (*names, "authors"))
        return f"<tr>{file}{_cell('', checked.error, 'fail')}{blank}</tr>"
    last = inspection.main_text.last_page if inspection.main_text else 0
    cells = [_cell(f"{last:05}", ends(inspection)), *(_verdict(inspection, name) for name in names)]
    authors = AUTHORS[inspection.anonymous]
    return f"<tr>{file}{''.join(cells)}{_cell(authors, authors)}</tr>"


def _verdict(inspection: Inspection, name: str) -> str:
    verdict = inspection.verdicts[name]
    rank = {"fail": 0, "unsure": 1, "pass": 2}[verdict]
    over = 9999 - inspection.lines_over.get(name, 0)
    return _cell(f"{rank}{over:04}", f"{verdict}: {said(inspection, name)}", verdict)


def _cell(key: str, text: str, kind: str = "") -> str:
    return f'<td class="{kind}" data-sort="{escape(key)}">{escape(text)}</td>'


def _details(inspection: Inspection) -> str:
    findings = "".join(f"<li>{escape(_sentence(each))}</li>" for each in inspection.findings)
    pictures = "".join(_picture(each) for each in inspection.pictures)
    return f"<details><summary>What was found</summary><ul>{findings}</ul>{pictures}</details>"


def _sentence(finding: Finding) -> str:
    where = place(finding)
    return f"{SHOWN[finding.severity]}: {f'{where}: ' if where else ''}{finding.message}"


def _picture(picture: PagePicture) -> str:
    source = f"data:image/png;base64,{b64encode(picture.content).decode()}"
    return f'<img loading="lazy" src="{source}" alt="{escape(picture.description)}">'


def csv_report(checked: Sequence[Checked], names: Sequence[str]) -> str:
    """Give one line a paper, with nothing that a spreadsheet would run as a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    verdicts = [head for name in names for head in (name, f"{name} lines over")]
    writer.writerow(["file", "pages", "last page", "line", *verdicts, "authors", "findings", "error"])
    for each in checked:
        writer.writerow([_neutral(value) for value in _values(each, names)])
    return buffer.getvalue()


def _values(checked: Checked, names: Sequence[str]) -> list[object]:
    inspection = checked.inspection
    if inspection is None:
        return [checked.file.name, *[""] * (2 * len(names) + 5), checked.error]
    main = inspection.main_text
    ending = [main.last_page, main.line] if main else ["", ""]
    verdicts = [
        value for name in names for value in (inspection.verdicts[name], inspection.lines_over.get(name, ""))
    ]
    grave = "; ".join(_sentence(each) for each in inspection.findings if each.severity != "note")
    authors = AUTHORS[inspection.anonymous]
    return [checked.file.name, inspection.pages, *ending, *verdicts, authors, grave, ""]


def _neutral(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
