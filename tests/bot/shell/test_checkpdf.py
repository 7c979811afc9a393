"""`usher checkpdf` checks many papers and says which fail."""

import json
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


def test_an_unknown_track_is_refused_with_those_there_are(papers: Path) -> None:
    result = usher(papers / "a.pdf", "--track", "poster")
    assert "short/submission" in str(result.exception)
