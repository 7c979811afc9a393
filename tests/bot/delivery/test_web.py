"""What is delivered to the playground stands in its channels, for whom it is, and follows each change."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.app import App
from bot.clock import ShiftedClock
from bot.delivery.postman import SendersPostman
from bot.delivery.serve import delivering
from bot.delivery.web import WebSender
from bot.on_web.people import PEOPLE
from bot.on_web.playground import Playground
from bot.settings.load import example, load_settings
from commands.catalogue import COMMANDS
from commands.core.dispatch import Dispatcher
from commands.core.rate import RateLimit
from commands.core.reply import Copy
from commands.delivery.destination import Destination, channel
from commands.delivery.outgoing import Outgoing, hand_over
from commands.delivery.written import to_json
from commands.live import Live
from commands.services import Services
from storage import outbox
from tests.bot.delivery.conftest import post
from tests.doubles import SUMMER, Records

ANNOUNCEMENTS = channel("web:announcements")
ADA = Destination("web", "author", "person")


@pytest.fixture
def app(services: Services) -> App:
    clock = ShiftedClock()
    clock.set(SUMMER)
    dispatcher = Dispatcher(COMMANDS, Live(services), clock, RateLimit(30, 60), Records())
    return App(dispatcher, services.store, load_settings(example()))


@pytest.fixture
def playground(app: App) -> Playground:
    clock = app.dispatcher.clock
    assert isinstance(clock, ShiftedClock)
    return Playground(app.dispatcher, clock)


async def announce(app: App, *to: Destination) -> int:
    now = app.dispatcher.clock.now()
    async with app.store.begin() as transaction:
        made = await hand_over(transaction, Outgoing("announcement", post("It is out."), to, now), now)
    assert made
    return made


def words(playground: Playground, person: str = "organiser") -> list[str]:
    return [str(message["blocks"]) for message in playground.room.seen_by(PEOPLE[person])]


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not holds():  # noqa: ASYNC110 - the room tells tabs alone
            await asyncio.sleep(0.01)


async def sent(app: App, message: int) -> None:
    async with asyncio.timeout(20):
        while True:
            async with app.store.reading() as transaction:
                if (await outbox.counts(transaction, message))["sent"]:
                    return
            await asyncio.sleep(0.01)


async def test_what_is_handed_over_shows_at_once_changes_in_place_and_goes(
    app: App, playground: Playground
) -> None:
    async with delivering(app, {"web": WebSender(playground)}):
        message = await announce(app, ANNOUNCEMENTS)
        await until(lambda: "It is out." in "".join(words(playground)))
        (before,) = playground.room.seen_by(PEOPLE["author"])
        async with app.store.begin() as transaction:
            await outbox.revise(transaction, message, to_json(post("It is not.")), app.dispatcher.clock.now())
        await until(lambda: "It is not." in "".join(words(playground)))
        (after,) = playground.room.seen_by(PEOPLE["author"])
        assert (after["id"], after["at"], after["channel"]) == (before["id"], before["at"], "announcements")
        async with app.store.begin() as transaction:
            await outbox.retract(transaction, message, app.dispatcher.clock.now())
        await until(lambda: words(playground) == [])


async def test_a_correction_names_what_it_stands_under_also_after_a_restart(
    app: App, playground: Playground
) -> None:
    async with delivering(app, {"web": WebSender(playground)}):
        message = await announce(app, ANNOUNCEMENTS)
        await sent(app, message)
        now, post_under = app.dispatcher.clock.now(), replace(post("It moved."), under=message)
        async with app.store.begin() as transaction:
            correction = await hand_over(
                transaction, Outgoing("correction", post_under, (ANNOUNCEMENTS,), now), now
            )
        assert correction
        await sent(app, correction)
    later = Playground(app.dispatcher, playground.clock)
    await WebSender(later).restore(app.store)
    for room in (playground.room, later.room):
        above, below = room.seen_by(PEOPLE["author"])
        assert (above["under"], below["under"]) == (0, above["id"])


async def test_what_is_for_one_person_is_seen_by_nobody_else(app: App, playground: Playground) -> None:
    async with delivering(app, {"web": WebSender(playground)}):
        await announce(app, ADA)
        await until(lambda: words(playground, "author") != [])
    assert words(playground, "organiser") == []


async def test_another_run_shows_and_changes_what_an_earlier_one_delivered(
    app: App, playground: Playground
) -> None:
    async with delivering(app, {"web": WebSender(playground)}):
        message = await announce(app, ANNOUNCEMENTS)
        await sent(app, message)
    later = Playground(app.dispatcher, playground.clock)
    sender = WebSender(later)
    await sender.restore(app.store)
    assert "It is out." in words(later)[0]
    async with delivering(app, {"web": sender}):
        async with app.store.begin() as transaction:
            await outbox.retract(transaction, message, app.dispatcher.clock.now())
        await until(lambda: words(later) == [])


async def test_a_platform_that_is_not_set_up_fails_with_words(app: App, playground: Playground) -> None:
    organisers = {"organisers": (channel("web:organisers"),)}
    base = app.dispatcher.services
    live = Live(replace(base, destinations=organisers))
    served = replace(app, dispatcher=replace(app.dispatcher, live=live))
    async with delivering(served, {"web": WebSender(playground)}):
        message = await announce(app, ANNOUNCEMENTS, channel("slack:C01"), channel("web:nowhere"))
        await until(lambda: "stands in 1 of 3 places" in "".join(words(playground)))
    async with app.store.reading() as transaction:
        told = {each.target.id: each.reason for each in await outbox.outcomes(transaction, message)}
    assert told == {"announcements": "", "C01": "not set up", "nowhere": "channel gone"}


async def test_the_playgrounds_postman_knows_its_channels_alone(playground: Playground) -> None:
    postman = SendersPostman({"web": WebSender(playground)})
    to = (ANNOUNCEMENTS, ADA, channel("web:nowhere"), channel("discord:1"))
    assert await postman.problems(to) == {
        to[2]: "there is no #nowhere on the playground",
        to[3]: "Discord is not set up here",
    }
    assert await postman.names(to) == {ANNOUNCEMENTS: "announcements", to[2]: "nowhere"}
    assert postman.copies(post("Words"), "web") == (Copy(post("Words").shown.blocks),)
