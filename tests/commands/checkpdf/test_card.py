"""The card says first what matters most."""

from dataclasses import replace

import pytest

from commands.checkpdf.card import card
from commands.checkpdf.inspect import inspect
from commands.checkpdf.inspection import Inspection, Stage
from commands.checkpdf.limits import limits_of
from commands.core.reply import Bullets, Facts, Heading, Picture, Plain, Quote, Reply, line
from commands.event.facts import Event
from tests.papers.typeset import ROWS, Paper, paper


def checked(made: Paper, event: Event) -> Inspection:
    return inspect(made.pdf(), limits_of(event))


def heading(reply: Reply) -> Heading:
    return next(block for block in reply.blocks if isinstance(block, Heading))


def words(reply: Reply) -> str:
    bullets = [block for block in reply.blocks if isinstance(block, Bullets)]
    return "\n".join(
        span.text for block in bullets for item in block.items for span in item if isinstance(span, Plain)
    )


@pytest.mark.parametrize(
    ("page", "row", "said", "tone"),
    [
        (4, 20, "Short and long submission: within the limit, the main text ends on page 4", "good"),
        (7, 20, "Long submission: within the limit; too long for short", "good"),
        (10, 5, "Long submission: over by 6 lines on page 10", "bad"),
        (10, 0, "Long submission: over by 1 line on page 10", "bad"),
    ],
)
def test_the_first_line_is_the_verdict(event: Event, page: int, row: int, said: str, tone: str) -> None:
    result = checked(paper().fill_to(page, row).references(9), event)
    assert heading(card(result, event)) == Heading(said, tone)  # type: ignore[arg-type]  # a parameter's text


def test_the_first_line_is_about_the_track_and_stage_asked_for(event: Event) -> None:
    result = checked(paper().fill_to(5, 2).references(9), event)
    assert heading(card(result, event, "short")).text == "Short submission: over by 3 lines on page 5"
    told = heading(card(result, event, "short", "camera-ready"))
    assert told.text.startswith("Short camera-ready: within the limit")


def test_what_the_call_leaves_open_is_unsure_with_both_readings(event: Event) -> None:
    made = paper().fill_to(9, ROWS - 1).heading("Acknowledgments").prose(3).references(9)
    reply = card(checked(made, event), event, "long")
    assert heading(reply).tone == "unsure"
    assert "If it doesn't, the main text ends on page 9; if it does, on page 10" in words(reply)


def test_every_limit_is_judged_on_one_card(event: Event) -> None:
    reply = card(checked(paper().references(9), event), event)
    facts = next(block for block in reply.blocks if isinstance(block, Facts))
    assert [fact.label for fact in facts.facts][:4] == [
        "Short submission (4 pages)",
        "Long submission (9 pages)",
        "Short camera-ready (5 pages)",
        "Long camera-ready (10 pages)",
    ]


@pytest.mark.parametrize(
    ("made", "said"),
    [(paper().prose(3), "within the limit"), (paper().fill_to(4, 3), "within the limit, 55 lines left")],
)
def test_lines_left_are_counted_only_where_a_full_page_shows_how_many_it_holds(
    event: Event, made: Paper, said: str
) -> None:
    facts = next(block for block in card(checked(made, event), event).blocks if isinstance(block, Facts))
    assert facts.facts[0].value == line(said)


def test_the_card_shows_the_page_and_quotes_the_limits(event: Event) -> None:
    reply = card(checked(paper().references(9), event), event)
    assert any(isinstance(block, Picture) for block in reply.blocks)
    assert any(isinstance(block, Quote) for block in reply.blocks)


def test_without_limits_the_card_says_that_none_are_set(event: Event) -> None:
    bare = replace(event, tracks=(), camera_ready=None)
    reply = card(checked(paper().references(9), bare), bare)
    assert heading(reply) == Heading("The main text ends on page 1")
    assert "set no page limits" in str(reply)


def test_a_scanned_paper_is_said_to_be_unreadable(event: Event) -> None:
    made = Paper().picture_of_text().new_page().picture_of_text()
    reply = card(checked(made, event), event)
    assert heading(reply).tone == "unsure"
    assert "I can't read the text" in words(reply)


@pytest.mark.parametrize(
    ("authors", "stage", "tone"),
    [
        ("Anonymous Author(s)", "submission", "good"),
        ("Anonymous Author(s)", "camera-ready", "bad"),
        ("Ada Lovelace", "submission", "bad"),
        ("Ada Lovelace", "camera-ready", "good"),
    ],
)
def test_named_authors_are_judged_by_the_stage(event: Event, authors: str, stage: Stage, tone: str) -> None:
    reply = card(checked(paper(authors).references(9), event), event, stage=stage)
    facts = next(block for block in reply.blocks if isinstance(block, Facts))
    assert [fact.tone for fact in facts.facts if fact.label == "Authors"] == [tone]


def test_a_name_that_was_given_takes_the_green_off(event: Event) -> None:
    made = paper().line("Thanks to Ada Lovelace.").references(9)
    result = inspect(made.pdf(), limits_of(event), names="Ada Lovelace")
    first = heading(card(result, event))
    assert first.tone == "unsure"
    assert "holds a name that you gave" in first.text
    assert "that you gave" not in heading(card(result, event, stage="camera-ready")).text


@pytest.mark.parametrize(
    ("authors", "stage", "but"),
    [
        ("Ada Lovelace", None, "But page 1 names its authors"),
        ("Ada Lovelace", "submission", "But page 1 names its authors"),
        ("Anonymous Author(s)", "camera-ready", "But it is still anonymous"),
    ],
)
def test_no_calm_green_stands_over_what_double_blind_review_forbids(
    event: Event, authors: str, stage: Stage | None, but: str
) -> None:
    first = heading(card(checked(paper(authors).references(9), event), event, stage=stage))
    assert (first.text.endswith(but), first.tone) == (True, "unsure")
