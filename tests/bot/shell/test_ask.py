"""`usher ask` prints what `/ask` says, one JSON object a line where asked to."""

import json
from pathlib import Path

import pytest

from bot.shell.ask import ask
from commands.ask.card import NEAREST
from commands.core.errors import UserError

CALL = "# River workshop\n\nPapers are due on May 14, 2027. Papers have at most 6 pages.\n"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "call.md").write_text(CALL)
    (tmp_path / "config.toml").write_text('[event]\nname = "Rivers"\ncall = "call.md"\n')
    return tmp_path / "config.toml"


def test_one_question_is_one_object(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ask("when is the deadline?", as_json=True, config=config)
    assert json.loads(capsys.readouterr().out) == {
        "question": "when is the deadline?",
        "outcome": "stated",
        "answer": None,
        "quotations": [{"text": "Papers are due on May 14, 2027.", "section": "River workshop", "line": 3}],
    }


def test_a_file_holds_plain_lines_and_objects(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = [
        "page limit?",
        '{"id": 1, "q": "when is it due?"}',
        '{"question": "any awards?"}',
        "",
        '{"broken": ',
        "2027",
    ]
    (config.parent / "asked.txt").write_text("\n".join(asked))
    ask(from_file=config.parent / "asked.txt", as_json=True, config=config)
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["question"] for answer in answers] == [
        "page limit?",
        "when is it due?",
        "any awards?",
        '{"broken":',
        "2027",
    ]
    assert [answer["outcome"] for answer in answers[:3]] == ["stated", "stated", "silent"]


def test_a_person_reads_the_words_and_the_line(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ask("what is the page limit?", config=config)
    said = capsys.readouterr().out
    assert "Papers have at most 6 pages." in said
    assert "River workshop, line 3" in said


def test_silence_is_told_with_the_nearest_passage_marked(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask("when is the camera-ready due?", config=config)
    assert NEAREST in " ".join(capsys.readouterr().out.split())


def test_silence_is_told_with_whom_to_ask(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config.write_text(config.read_text() + 'contact = "rivers@example.org"\n')
    ask("when is the camera-ready due?", config=config)
    assert "Ask the organisers at rivers@example.org; Usher does not guess." in capsys.readouterr().out


@pytest.mark.parametrize("both", [True, False])
def test_a_question_or_a_file_but_not_both(config: Path, both: bool) -> None:  # noqa: FBT001 - pytest hands it in
    with pytest.raises(UserError, match="--from"):
        ask("page limit?" if both else None, from_file=config if both else None, config=config)


def test_a_missing_file_is_said_to_be_missing(config: Path) -> None:
    with pytest.raises(UserError, match="there is no file"):
        ask(from_file=config.parent / "nothing.txt", config=config)
