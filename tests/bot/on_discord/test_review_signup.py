"""A volunteer on Discord: two short dialogs, slips told, edits after a restart, and out again."""

from collections.abc import Mapping
from typing import Any

from simcord.results import InteractionResult

from tests.bot.on_discord.bench import Bench, labels, only, shown, text_of
from tests.bot.on_discord.test_forms import chosen, fields

ADA = {
    "name": "Ada Lovelace",
    "email": "ada@example.org",
    "openreview": "~Ada_Lovelace1",
    "topics": ["Basic science"],
    "consent": True,
}


def filled(form: InteractionResult, **typed: Any) -> dict[str, Any]:
    """All that the dialog opened with, as Discord sends it back, and what is typed over it."""
    return {name: _default(field) for name, field in fields(form).items()} | typed


def _default(field: Mapping[str, Any]) -> Any:
    return chosen(field) if "options" in field else field.get("value", field.get("default", ""))


async def opened(bench: Bench) -> InteractionResult:
    return await bench.author.slash(bench.channel, "review-signup form")


async def signed_up(bench: Bench, **changed: Any) -> InteractionResult:
    return await bench.author.submit_modal(await opened(bench), {**ADA, **changed})


async def test_the_first_dialog_asks_what_matters_and_says_what_is_agreed_to(bench: Bench) -> None:
    form = await opened(bench)
    assert list(fields(form)) == ["name", "email", "openreview", "topics", "consent"]
    assert form.modal is not None
    said = {label["component"]["custom_id"]: label for label in form.modal["components"]}
    assert said["topics"]["component"]["required"] is True
    assert said["topics"]["component"]["min_values"] == 1
    assert said["openreview"]["label"] == "OpenReview profile"
    assert said["consent"]["description"].endswith("for reviewing. Kept until 2026-03-01.")


async def test_a_volunteer_signs_up_and_answers_the_rest_in_a_second_dialog(bench: Bench) -> None:
    done = await signed_up(bench)
    card = only(done)
    assert card.ephemeral
    assert "You are signed up as a reviewer" in text_of(card)
    assert [file.filename for file in card.attachments] == ["reviewer-sign-up.txt"]
    rest = await bench.author.click(card, label="Answer the other questions")
    assert list(fields(rest)) == ["load", "experience", "first_author", "conflict_domains", "conflict_people"]
    assert chosen(fields(rest)["load"]) == ["3"]
    await bench.restart()
    more = {"load": ["5"], "experience": ["often"], "first_author": True, "conflict_domains": "mit.edu"}
    said = text_of(only(await bench.author.submit_modal(rest, filled(rest, **more))))
    assert "ada@example.org" in said
    assert "I review regularly" in said
    assert "mit.edu" in said


async def test_a_slip_is_told_and_nothing_that_was_typed_is_lost(bench: Bench) -> None:
    refused = only(await signed_up(bench, email="ada@gmial.com"))
    assert "Did you mean ada@gmail.com?" in text_of(refused).replace("\\", "")
    again = await bench.author.click(refused, label="Change and try again")
    assert fields(again)["name"]["value"] == "Ada Lovelace"
    assert chosen(fields(again)["topics"]) == ["Basic science"]
    assert "ada@gmail.com" in text_of(
        only(await bench.author.submit_modal(again, filled(again, email="ada@gmail.com")))
    )


async def test_an_edit_after_a_restart_keeps_what_the_first_dialog_does_not_show(bench: Bench) -> None:
    rest = await bench.author.click(only(await signed_up(bench)), label="Answer the other questions")
    await bench.author.submit_modal(rest, filled(rest, conflict_domains="mit.edu", load=["6"]))
    form = await opened(bench)
    assert fields(form)["email"]["value"] == "ada@example.org"
    await bench.restart()
    said = text_of(only(await bench.author.submit_modal(form, filled(form, name="Countess Lovelace"))))
    assert "Countess Lovelace" in said
    assert "mit.edu" in said
    assert "6" in said


async def test_of_two_devices_the_second_hears_of_the_first_and_may_insist(bench: Bench) -> None:
    await signed_up(bench)
    phone, laptop = await opened(bench), await opened(bench)
    await bench.author.submit_modal(phone, filled(phone, name="Ada of the phone"))
    told = only(await bench.author.submit_modal(laptop, filled(laptop, name="Ada of the laptop")))
    assert "changed elsewhere" in text_of(told)
    again = await bench.author.click(told, label="Change and try again")
    assert fields(again)["name"]["value"] == "Ada of the laptop"
    assert "Ada of the laptop" in text_of(only(await bench.author.submit_modal(again, filled(again))))


async def test_withdrawn_by_one_button_and_back_again(bench: Bench) -> None:
    card = only(await signed_up(bench))
    gone = only(await bench.author.click(card, label="Withdraw"))
    assert "You have withdrawn" in text_of(gone)
    form = await bench.author.click(gone, label="Sign up as a reviewer")
    assert "value" not in fields(form)["email"]
    assert "You are signed up" in text_of(only(await bench.author.submit_modal(form, ADA)))


async def test_the_list_is_for_organisers_alone_by_command_and_by_button(bench: Bench) -> None:
    await signed_up(bench)
    overview = only(await bench.organiser.slash(bench.channel, "reviewers show"))
    assert overview.ephemeral
    assert "Basic science\n      1       3     30     10%     10" in text_of(overview)
    assert labels(overview) == ["Get the list", "Lines for OpenReview"]
    listed = await bench.organiser.slash(bench.channel, "reviewers export", kind="csv")
    assert [file.filename for message in shown(listed) for file in message.attachments] == ["reviewers.csv"]
    bench.list_for(bench.guild.default_role, "reviewers")
    refused = only(await bench.author.slash(bench.channel, "reviewers export"))
    assert "is for organisers only" in text_of(refused)
    posted = bench.post_button("reviewers export?kind=csv")
    pressed = only(await bench.author.click(posted, label="Go"))
    assert "is for organisers only" in text_of(pressed)
    assert not pressed.attachments
