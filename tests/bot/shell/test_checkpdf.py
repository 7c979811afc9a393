"""`usher checkpdf` checks many papers and says which fail."""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.settings.load import example
from bot.shell.checkpdf import checkpdf
from tests.papers.typeset import paper

app = typer.Typer()
app.command()(checkpdf)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Three papers of 3, 7 and 11 pages, and a file that is none."""
    for name, page in (("a", 3), ("b", 7), ("c", 11)):
        (tmp_path / f"{name}.pdf").write_bytes(paper().fill_to(page, 5).references(9).pdf())
    (tmp_path / "d.pdf").write_bytes(b"a letter")
    return tmp_path


def usher(*words: object) -> Result:
    return CliRunner().invoke(app, [*map(str, words), "--config", str(example())])


def test_json_is_one_object_a_line_in_the_order_given(papers: Path) -> None:
    files = [papers / f"{name}.pdf" for name in "cadb"]
    lines = usher("--json", *files).stdout.splitlines()
    results = [json.loads(line) for line in lines]
    assert [result["file"] for result in results] == [str(file) for file in files]
    assert [result.get("main_text", {}).get("last_page") for result in results] == [11, 3, None, 7]
    assert set(results[2]) == {"file", "error"}


def test_a_folder_stands_for_its_papers(papers: Path) -> None:
    results = [json.loads(line) for line in usher("--json", papers).stdout.splitlines()]
    assert [Path(result["file"]).name for result in results] == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]


def test_code_that_lies_beside_the_papers_is_not_run(papers: Path) -> None:
    (papers / "commands").mkdir()
    (papers / "commands" / "__init__.py").write_text('open("ran", "w")')
    program = Path(sys.executable).parent / "usher"
    done = subprocess.run(
        [program, "checkpdf", "a.pdf", "--json", "--config", str(example())],
        cwd=papers,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert json.loads(done.stdout)["main_text"]["last_page"] == 3
    assert not (papers / "ran").exists()


def test_a_missing_file_is_told_and_the_others_checked(papers: Path) -> None:
    lines = usher("--json", papers / "none.pdf", papers / "a.pdf").stdout.splitlines()
    missing, sound = map(json.loads, lines)
    assert "can't be read" in missing["error"]
    assert sound["verdicts"]["short/submission"] == "pass"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("a.pdf",), 0),
        (("b.pdf",), 0),
        (("c.pdf",), 1),
        (("b.pdf", "--track", "short"), 1),
        (("b.pdf", "--track", "long"), 0),
        (("c.pdf", "--stage", "camera-ready"), 1),
        (("a.pdf", "d.pdf"), 1),
    ],
)
def test_the_exit_status_tells_whether_a_paper_fails(
    papers: Path, words: tuple[str, ...], status: int
) -> None:
    named = [str(papers / word) if word.endswith(".pdf") else word for word in words]
    assert usher(*named).exit_code == status


def test_the_table_says_each_verdict_in_words(papers: Path) -> None:
    said = " ".join(usher(papers / "c.pdf", "--track", "long").stdout.split())
    assert "c.pdf" in said
    assert "page 11" in said


def test_without_double_blind_review_nothing_is_said_of_the_authors(papers: Path) -> None:
    (papers / "call.md").write_text("# Rivers\n")
    config = papers / "config.toml"
    config.write_text('[event]\nname = "Rivers"\ncall = "call.md"\n')
    sheet = papers / "out.csv"
    said = CliRunner().invoke(app, [str(papers / "a.pdf"), "--csv", str(sheet), "--config", str(config)])
    assert "anonymous" not in said.stdout
    assert "named" not in said.stdout
    (row,) = csv.DictReader(sheet.read_text().splitlines())
    assert row["authors"] == "not judged"


def test_an_unknown_track_is_refused_with_those_there_are(papers: Path) -> None:
    result = usher(papers / "a.pdf", "--track", "poster")
    assert "short/submission" in str(result.exception)


def test_the_report_is_one_page_that_needs_nothing_else(papers: Path, tmp_path: Path) -> None:
    report = tmp_path / "out" / "report.html"
    report.parent.mkdir()
    usher(papers, "--report", report)
    text = report.read_text()
    assert text.count('<th scope="row">') == 4
    assert text.count("data:image/png;base64,") >= 3
    assert not re.search(r"""(src|href)=["']?(https?:|//)""", text)
    assert "not a PDF" in text


def test_a_hostile_file_name_stays_text_in_the_report(tmp_path: Path) -> None:
    (tmp_path / "<img src=x onerror=alert(1)>.pdf").write_bytes(b"no paper")
    report = tmp_path / "report.html"
    usher(tmp_path, "--report", report)
    assert "<img src=x" not in report.read_text()


def test_the_spreadsheet_has_a_line_a_paper_and_no_formulas(papers: Path, tmp_path: Path) -> None:
    (papers / "=cmd.pdf").write_bytes(b"no paper")
    table = tmp_path / "out.csv"
    usher(papers, "--csv", table)
    rows = list(csv.DictReader(table.read_text().splitlines()))
    assert [row["file"] for row in rows] == ["'=cmd.pdf", "a.pdf", "b.pdf", "c.pdf", "d.pdf"]
    assert [row["long/submission"] for row in rows] == ["", "pass", "pass", "fail", ""]
    assert rows[3]["long/submission lines over"] == "65"


def test_names_are_looked_for_in_every_paper(papers: Path) -> None:
    lines = usher("--json", "--names", "B. Writer, Sought Nowhere", papers / "a.pdf").stdout.splitlines()
    named = [each for each in json.loads(lines[0])["findings"] if each["rule"] == "names"]
    assert named
    assert all("B. Writer" in each["message"] for each in named)


def test_a_report_that_cannot_be_written_is_told(papers: Path, tmp_path: Path) -> None:
    result = usher(papers / "a.pdf", "--report", tmp_path / "none" / "report.html")
    assert "can't be written" in str(result.exception)
