"""Buttons and who may press them; the menu of a message."""

from simcord.actors import MemberActor

from bot.on_discord.client import UsherClient
from tests.bot.on_discord.bench import Bench, only, shown, text_of
from tests.papers.typeset import paper


async def test_a_button_works_after_a_restart(bench: Bench) -> None:
    card = only(await bench.author.slash(bench.channel, "deadline show", which="submission"))
    await bench.restart()
    result = await bench.author.click(card, label="Add to calendar")
    (file,) = only(result).attachments
    assert file.filename == "submission.ics"
    assert only(result).ephemeral


async def test_a_button_of_a_command_with_a_form_opens_the_form(bench: Bench) -> None:
    posted = bench.post_button("enrol?load=2")
    opened = await bench.author.click(posted, label="Go")
    assert opened.modal
    assert opened.modal["title"] == "Sign up as a reviewer"


async def test_a_button_of_a_command_that_is_gone_says_so(bench: Bench) -> None:
    card = only(
        await bench.organiser.slash(bench.channel, "broadcast new", title="A", text="B", to="everyone")
    )
    result = await bench.organiser.click(card, label="Send")
    assert "There is no /broadcast confirm" in text_of(only(result))


async def test_a_permission_is_checked_at_every_press(bench: Bench) -> None:
    card = only(await bench.organiser.slash(bench.channel, "secret"))
    assert not card.ephemeral
    (refusal,) = shown(await bench.author.click(card, label="Once more"))
    assert refusal.ephemeral
    assert "is for organisers only" in text_of(refusal)
    assert bench.outcomes == ["done", "refused"]


async def test_a_command_that_discord_lists_is_still_refused_to_those_who_may_not(bench: Bench) -> None:
    bench.list_for(bench.guild.default_role, "broadcast")
    result = await bench.author.slash(bench.channel, "broadcast new")
    assert result.modal is None
    assert "is for organisers only" in text_of(only(result))


async def test_one_who_loses_the_role_loses_the_form_too(bench: Bench) -> None:
    opened = await bench.organiser.slash(bench.channel, "broadcast new")
    bench.env.backend.get_guild(bench.guild.id).members[bench.organiser.id].role_ids.clear()
    result = await bench.organiser.submit_modal(opened, {"title": "A", "text": "B", "to": ["everyone"]})
    assert "is for organisers only" in text_of(only(result))


async def test_managers_of_the_server_organise_in_direct_messages_too(bench: Bench) -> None:
    result = await bench.organiser.user.slash("roster export")
    assert bench.outcomes == ["done"]
    assert only(result).attachments
    await bench.author.user.slash("roster export")
    assert bench.outcomes == ["done", "refused"]


async def test_whoever_manages_another_server_organises_nothing(bench: Bench) -> None:
    other = bench.env.create_guild("Elsewhere", owner=bench.author.user)
    channel = other.create_text_channel("general")
    await bench.env.settle()
    owner = MemberActor(bench.env, other, bench.author.user)
    await owner.slash(channel, "secret")
    assert bench.outcomes == ["refused"]


async def test_a_configured_role_organises(bench: Bench) -> None:
    role = bench.guild.create_role("chairs")
    bench.configure(organiser_roles=(role.id,))
    chair = bench.guild.add_member(bench.env.create_user("chair"), roles=[role])
    bench.list_for(role, "secret")
    assert not only(await chair.slash(bench.channel, "secret")).ephemeral
    assert bench.outcomes == ["done"]


async def test_a_configured_person_organises_everywhere(bench: Bench) -> None:
    bench.configure(organisers=(bench.author.id,))
    await bench.author.user.slash("roster export")
    assert bench.outcomes == ["done"]


async def test_the_menu_checks_each_paper_of_a_message(bench: Bench) -> None:
    data = paper().fill_to(4, 2).references(4).pdf()
    posted = await bench.author.send(
        bench.channel,
        "two drafts",
        attachments=[("a.pdf", data), ("notes.txt", b"x"), ("b.PDF", data)],
    )
    result = await bench.organiser.context_menu(bench.channel, "Check PDF", posted)
    first, second = shown(result)
    assert first.ephemeral
    assert second.ephemeral
    assert text_of(first).startswith("**a.pdf**")
    assert text_of(second).startswith("**b.PDF**")
    assert bench.outcomes == ["done", "done"]


async def test_the_menu_checks_three_papers_at_most(bench: Bench) -> None:
    posted = await bench.author.send(
        bench.channel, "many", attachments=[(f"{number}.pdf", b"x") for number in range(5)]
    )
    messages = shown(await bench.author.context_menu(bench.channel, "Check PDF", posted))
    assert len(messages) == 4
    assert "the first 3 were checked" in text_of(messages[-1])


async def test_the_menu_on_a_message_without_papers_says_what_to_do(bench: Bench) -> None:
    posted = await bench.author.send(bench.channel, "hello")
    result = await bench.author.context_menu(bench.channel, "Check PDF", posted)
    assert "There is no PDF in this message" in text_of(only(result))
    assert bench.outcomes == []


async def test_usher_refuses_politely_while_it_stops(bench: Bench) -> None:
    bench.app.work.closing = True
    result = await bench.author.slash(bench.channel, "help")
    assert only(result).ephemeral
    assert only(result).content == "Usher is restarting. Try again in a minute."
    assert bench.outcomes == []


def test_no_privileged_intent_is_asked_for(simcord_bot: UsherClient) -> None:
    asked = simcord_bot.intents
    assert {asked.members, asked.presences, asked.message_content} == {False}
