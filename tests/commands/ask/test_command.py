"""`/ask` as its reader sees it."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from commands.ask.card import NEAREST
from commands.ask.classifier import Classifier
from commands.ask.command import ask
from commands.ask.knowledge import Knowledge
from commands.core.context import Context
from commands.core.reply import Heading, Link, Paragraph, Quote, Reply


def heading(reply: Reply) -> str:
    return next(block.text for block in reply.blocks if isinstance(block, Heading))


def test_what_is_asked_stays_between_usher_and_the_asker() -> None:
    assert ask.private


async def test_a_statement_is_quoted_with_section_and_line_and_its_links_lead_where_they_lead(
    ctx: Context,
) -> None:
    reply = await ask.run(ctx, "which template should I use?")
    quote = next(block for block in reply.blocks if isinstance(block, Quote))
    assert heading(reply) == "The call says"
    assert (quote.section, quote.line) == ("Call for Papers", 13)
    assert (
        Link("NeurIPS 2025 LaTeX Template", "https://media.neurips.cc/Conferences/NeurIPS2025/Styles.zip")
        in quote.said
    )


async def test_silence_names_the_contact_and_marks_the_nearest_passage_as_no_answer(ctx: Context) -> None:
    event = replace(ctx.services.event, contact="chairs@example.org")
    asked = replace(ctx, services=replace(ctx.services, event=event))
    reply = await ask.run(asked, "When is the camera-ready due?")
    assert heading(reply) == "The call does not say this"
    assert "mailto:chairs@example.org" in str(reply)
    assert NEAREST in str(reply)


async def test_a_contact_that_is_a_link_is_followed_as_it_stands(ctx: Context) -> None:
    event = replace(ctx.services.event, contact="https://example.org/ask")
    asked = replace(ctx, services=replace(ctx.services, event=event))
    reply = await ask.run(asked, "When is the camera-ready due?")
    assert "mailto:" not in str(reply)
    assert str(Link("https://example.org/ask", "https://example.org/ask")) in str(reply)


async def test_without_a_contact_none_is_made_up(ctx: Context) -> None:
    event = replace(ctx.services.event, contact="")
    asked = replace(ctx, services=replace(ctx.services, event=event))
    assert "@" not in str(
        [block for block in (await ask.run(asked, "rebuttal?")).blocks if isinstance(block, Paragraph)]
    )


@pytest.mark.parametrize("question", ["tell me a joke", "qwe asd"])
async def test_off_topic_says_what_usher_answers(ctx: Context, question: str) -> None:
    reply = await ask.run(ctx, question)
    assert heading(reply).startswith("This is not about the call")
    assert "How many pages" in str(reply)


async def test_many_who_ask_at_once_wait_for_one_learning(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    knowledge, learn, learned = Knowledge(ctx.services.event.call), Classifier.learn, list[object]()

    def learning(*taught: Any) -> Classifier:
        learned.append(taught)
        return learn(*taught)

    monkeypatch.setattr(Classifier, "learn", learning)
    await asyncio.gather(*(asyncio.to_thread(knowledge.prepare) for _ in range(8)))
    assert len(learned) == 1
