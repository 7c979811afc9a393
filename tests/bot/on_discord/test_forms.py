"""Forms: opened where something is missing, pre-filled, and nothing typed is ever lost."""

from collections.abc import Mapping
from typing import Any

from simcord.results import InteractionResult

from commands.core.upload import Upload
from tests.bot.on_discord.bench import Bench, labels, only, text_of
from tests.papers.typeset import paper


def fields(result: InteractionResult) -> dict[str, Mapping[str, Any]]:
    """The inputs of an open dialog by name."""
    assert result.modal is not None
    return {label["component"]["custom_id"]: label["component"] for label in result.modal["components"]}


def chosen(field: Mapping[str, Any]) -> list[str]:
    return [option["value"] for option in field["options"] if option.get("default")]


ADA = {"name": "Ada", "email": "ada@example.org", "topics": ["Basic science"], "load": ["4"]}


async def test_a_form_opens_with_what_is_stored(bench: Bench) -> None:
    shown = await bench.author.slash(bench.channel, "enrol form")
    assert shown.modal is not None
    assert shown.modal["title"] == "Sign up as a reviewer"
    opened = fields(shown)
    assert opened["name"]["value"] == "Ada Lovelace"
    assert chosen(opened["topics"]) == ["Basic science"]
    assert chosen(opened["load"]) == ["3"]
    assert opened["topics"]["max_values"] == 15


async def test_a_submitted_form_runs_the_command(bench: Bench) -> None:
    shown = await bench.author.slash(bench.channel, "enrol form")
    result = await bench.author.submit_modal(shown, {**ADA, "first_author": True})
    assert only(result).ephemeral
    text = text_of(only(result))
    assert "You are signed up" in text
    assert "4" in text
    assert "yes" in text


async def test_what_was_typed_with_the_command_stands_in_its_form(bench: Bench) -> None:
    shown = await bench.author.slash(bench.channel, "enrol form", load=6, topics="Basic science")
    assert chosen(fields(shown)["load"]) == ["6"]
    assert chosen(fields(shown)["topics"]) == ["Basic science"]


async def test_with_all_that_is_required_no_form_opens(bench: Bench) -> None:
    result = await bench.author.slash(
        bench.channel, "enrol form", name="Ada", email="a@b.org", topics="Basic science"
    )
    assert "You are signed up" in text_of(only(result))


async def test_a_paper_can_be_dropped_on_the_form(bench: Bench) -> None:
    shown = await bench.author.slash(bench.channel, "checkpdf", stage="submission")
    assert chosen(fields(shown)["stage"]) == ["submission"]
    data = paper().fill_to(4, 2).references(4).pdf()
    result = await bench.author.submit_modal(shown, {"file": ("paper.pdf", data), "stage": ["submission"]})
    assert "page 4" in text_of(only(result))
    assert bench.outcomes == ["done"]


async def test_after_a_refusal_the_form_opens_again_with_what_was_typed(bench: Bench) -> None:
    shown = await bench.author.slash(bench.channel, "checkpdf")
    refused = await bench.author.submit_modal(shown, {"file": ("notes.pdf", b"no paper"), "track": ["long"]})
    assert only(refused).ephemeral
    again = await bench.author.click(only(refused), label="Change and try again")
    assert chosen(fields(again)["track"]) == ["long"]
    assert again.modal is not None
    assert again.modal["components"][0]["description"] == "Leave empty to keep notes.pdf"
    await bench.author.submit_modal(again, {"track": ["short"]})
    _, call, _ = bench.records.kept[-1]
    kept = call.options["file"]
    assert isinstance(kept, Upload)
    assert kept.name == "notes.pdf"
    assert call.options["track"] == "short"


async def test_more_than_a_dialog_holds_is_asked_in_two(bench: Bench) -> None:
    shown = await bench.author.slash(bench.channel, "survey")
    first = ("one", "two", "three", "four", "five")
    assert tuple(fields(shown)) == first
    led_on = await bench.author.submit_modal(shown, {name: name for name in first})
    assert labels(only(led_on)) == ["Continue"]
    second = await bench.author.click(only(led_on), label="Continue")
    assert tuple(fields(second)) == ("six", "seven")
    wrong = await bench.author.submit_modal(second, {"six": "wrong"})
    again = await bench.author.click(only(wrong), label="Change and try again")
    assert fields(again)["six"]["value"] == "wrong"
    done = await bench.author.submit_modal(again, {"six": "six"})
    assert "onetwothreefourfivesix" in text_of(only(done))


async def test_a_form_that_was_open_while_usher_restarted_still_counts(bench: Bench) -> None:
    shown = await bench.author.slash(bench.channel, "enrol form")
    await bench.restart()
    result = await bench.author.submit_modal(shown, {**ADA, "first_author": False})
    assert "You are signed up" in text_of(only(result))


async def test_a_form_knows_what_its_button_was_about_also_after_a_restart(bench: Bench) -> None:
    posted = bench.post_button("note edit?number=7")
    shown = await bench.author.click(posted, label="Go")
    assert {name: field["value"] for name, field in fields(shown).items()} == {"text": "What note 7 said"}
    await bench.restart()
    result = await bench.author.submit_modal(shown, {"text": "Seven"})
    assert "Note 7 says: Seven" in text_of(only(result))


async def test_nobody_goes_on_with_what_another_person_typed(bench: Bench) -> None:
    shown = await bench.author.slash(bench.channel, "survey")
    first = ("one", "two", "three", "four", "five")
    led_on = await bench.author.submit_modal(shown, dict.fromkeys(first, "a secret"))
    posted = bench.post_button(only(led_on).components[0]["components"][0]["custom_id"])
    second = await bench.organiser.click(posted, label="Go")
    refused = await bench.organiser.submit_modal(second, {"six": "y"})
    assert "“One” is not filled in." in text_of(only(refused))


async def test_an_organisers_form_takes_a_picture_with_the_command(bench: Bench) -> None:
    shown = await bench.organiser.slash(bench.channel, "broadcast new", image=("poster.png", b"\x89PNG"))
    opened = fields(shown)
    assert not opened["image"]["required"]
    result = await bench.organiser.submit_modal(
        shown, {"title": "Hello", "text": "**all**", "to": ["everyone"], "at": "now"}
    )
    assert [file.filename for file in only(result).attachments] == ["image.png"]
    assert labels(only(result)) == ["Send"]
