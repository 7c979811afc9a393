"""Organisers say what they saw of a delivery whose fate no platform told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.on_discord.as_text import as_text
from commands.catalogue import COMMANDS
from commands.core.context import Context
from commands.core.dispatch import Dispatcher
from commands.core.errors import UserError
from commands.core.invocation import Invocation
from commands.core.rate import RateLimit
from commands.core.reply import Heading, Reply
from commands.delivery.commands import announce_settle
from commands.delivery.post import Post
from commands.delivery.told import summary, unsettled
from commands.live import Live
from commands.services import Services
from storage import audit, claims, outbox
from storage.claims import Grip, Wish
from storage.outbox import NewMessage, Outcome, Target
from storage.parts import Attempt
from storage.store import Transaction
from tests.doubles import AUTHOR, ORGANISER, SUMMER, FixedClock, Records

GRIP = Grip("one", timedelta(minutes=1))
PLACE = Target("slack", "channel", "C01")


async def unknown(transaction: Transaction) -> tuple[int, int]:
    """A message and its delivery, which the platform did not answer."""
    message = await outbox.add(transaction, NewMessage("announcement", "{}"), (PLACE,), at=SUMMER, due=SUMMER)
    (claim,) = await claims.claim(transaction, GRIP, Wish("slack", 1), SUMMER)
    await claims.begin(transaction, claim, Attempt(0, 1, 1, "mark", SUMMER), SUMMER)
    await claims.give_up(transaction, claim, "uncertain", ("unanswered", ""), SUMMER)
    assert message
    return message, claim.delivery


@pytest.mark.parametrize(("saw", "state"), [("arrived", "sent"), ("missing", "planned")])
async def test_what_an_organiser_saw_decides_and_is_kept_in_the_audit(
    ctx: Context, saw: str, state: str
) -> None:
    async with ctx.services.store.begin() as transaction:
        message, delivery = await unknown(transaction)
    await announce_settle.run(replace(ctx, caller=ORGANISER), delivery=delivery, saw=saw)
    async with ctx.services.store.reading() as transaction:
        assert [each.state for each in await outbox.outcomes(transaction, message)] == [state]
        (entry,) = await audit.read(transaction)
    assert (entry.action, entry.subject, entry.actor) == ("settled", f"delivery {delivery}", "Grace")


@pytest.mark.parametrize(
    ("saw", "said", "state"),
    [("missing", "something newer took its place", "cancelled"), ("arrived", "it arrived there", "sent")],
)
async def test_what_something_newer_replaced_is_not_sent_again(
    ctx: Context, saw: str, said: str, state: str
) -> None:
    async with ctx.services.store.begin() as transaction:
        message, delivery = await unknown(transaction)
        await outbox.supersede(transaction, message, SUMMER)
    card = await announce_settle.run(replace(ctx, caller=ORGANISER), delivery=delivery, saw=saw)
    assert said in as_text(card)
    async with ctx.services.store.reading() as transaction:
        assert [each.state for each in await outbox.outcomes(transaction, message)] == [state]


async def test_a_second_press_changes_nothing_and_says_so(ctx: Context) -> None:
    async with ctx.services.store.begin() as transaction:
        _, delivery = await unknown(transaction)
    organiser = replace(ctx, caller=ORGANISER)
    await announce_settle.run(organiser, delivery=delivery, saw="arrived")
    with pytest.raises(UserError, match="settled already"):
        await announce_settle.run(organiser, delivery=delivery, saw="missing")


async def test_only_organisers_settle_whatever_button_is_pressed(services: Services) -> None:
    dispatcher = Dispatcher(COMMANDS, Live(services), FixedClock(), RateLimit(30, 60), Records())
    pressed = Invocation.from_code("announce settle?delivery=1&saw=missing")
    answer = await dispatcher.dispatch(pressed, AUTHOR)
    assert answer.outcome == "refused"


def test_the_card_of_an_unknown_delivery_has_a_button_for_each_answer() -> None:
    card = unsettled(Post(Reply.of(Heading("News"))), 7, PLACE, "https://example.org/C01", {})
    buttons = [button for block in card.blocks for button in getattr(block, "buttons", ())]
    assert [button.press.code for button in buttons] == [
        "announce settle?delivery=7&saw=arrived",
        "announce settle?delivery=7&saw=missing",
    ]


def test_a_summary_of_much_trouble_lists_a_bounded_part() -> None:
    failed = Outcome(1, PLACE, "failed", "no access", "", 1, SUMMER, SUMMER, ())
    said = str(summary(Post(Reply.of(Heading("News"))), [failed] * 50, {}))
    assert "“News” stands in 0 of 50 places" in said
    assert "… and 30 more." in said
