"""What the call does not say, from the asker to the organisers and back, on Discord."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.on_discord.client import UsherClient
from commands.core.reply import Buttons, Reply
from commands.delivery.destination import Destination
from commands.delivery.outgoing import read_post
from commands.services import Services
from storage.tables.outbox import deliveries, messages
from tests.bot.on_discord.bench import Bench, app_for, labels, only, text_of

SILENT = "Is there a poster session?"
OLD, NEW = "Yes, on both days.", "Only on the second day."
BOARD = "4711"  # the organisers' channel


@pytest.fixture
async def services(services: Services) -> Services:
    return replace(services, destinations={"organisers": (Destination("discord", BOARD),)})


async def handed_over(bench: Bench, target: str) -> list[Reply]:
    """What waits to be delivered there; how it gets there is tested with the delivery."""
    found = select(messages.c.body).join(deliveries, deliveries.c.message == messages.c.id)
    async with bench.app.store.reading() as transaction:
        bodies = await transaction.execute(found.where(deliveries.c.target == target).order_by(messages.c.id))
    return [read_post(body).reply for body in bodies.scalars()]


def code(reply: Reply, label: str) -> str:
    rows = (block.buttons for block in reply.blocks if isinstance(block, Buttons))
    (found,) = (each.press.code for row in rows for each in row if each.label == label)
    return found


async def restart(bench: Bench) -> None:
    """Another process on the same store."""
    bench.app = app_for(bench.app.dispatcher.live.base, bench.records)
    await bench.env.restart_bot(UsherClient(bench.app, bench.shelf))


async def test_the_loop_from_silence_to_knowledge_to_correction(bench: Bench) -> None:
    asked = only(await bench.author.slash(bench.channel, "ask", question=SILENT))
    assert labels(asked) == ["Ask the organisers"]
    dialog = await bench.author.click(asked, label="Ask the organisers")
    assert dialog.modal
    sent = only(await bench.author.submit_modal(dialog, {"question": SILENT}))
    assert "Sent to the organisers" in text_of(sent)
    (card,) = await handed_over(bench, BOARD)
    assert "ada" not in str(card)

    posted = bench.post_button(code(card, "Answer"))
    refused = only(await bench.author.click(posted, label="Go"))
    assert "for organisers only" in text_of(refused)
    dialog = await bench.organiser.click(posted, label="Go")
    answered = only(await bench.organiser.submit_modal(dialog, {"text": OLD}))
    assert "One person is told" in text_of(answered)
    assert OLD in str(await handed_over(bench, str(bench.author.id)))

    await restart(bench)
    known = only(await bench.organiser.slash(bench.channel, "ask", question="will there be a poster session"))
    assert "The organisers say" in text_of(known)
    assert OLD in text_of(known)

    shown = only(await bench.organiser.slash(bench.channel, "questions show", number=1))
    dialog = await bench.organiser.click(shown, label="Correct")
    corrected = only(await bench.organiser.submit_modal(dialog, {"text": NEW}))
    assert "2 people are told" in text_of(corrected)
    assert f"Struck(text='{OLD}')" in str((await handed_over(bench, str(bench.author.id)))[-1])


async def test_an_answer_is_shared_with_the_whole_channel(bench: Bench) -> None:
    asked = only(await bench.author.slash(bench.channel, "ask", question="page limit of short papers?"))
    assert asked.ephemeral
    shared = only(await bench.author.click(asked, label="Share"))
    assert not shared.ephemeral
    assert "ada asked: " in text_of(shared)
    assert labels(shared) == []


async def test_asking_needs_no_second_word_for_all_that_can_follow(bench: Bench) -> None:
    assert "ask" in bench.author.available_commands(bench.channel)
    assert not any(name.startswith("ask ") for name in bench.author.available_commands(bench.channel))
