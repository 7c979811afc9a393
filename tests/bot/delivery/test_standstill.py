"""A process that stood still sends nothing: another may have its deliveries by now."""

from dataclasses import replace

from tests.bot.delivery.conftest import Desk, post


async def test_a_process_that_slept_between_the_note_and_the_request_leaves_it_to_the_next(
    desk: Desk,
) -> None:
    message = await desk.announce(post("It is out."))

    def sleep(step: str) -> None:
        if step == "begun":
            desk.clock.seconds += 600

    awake = dict(desk.couriers)
    desk.couriers = {name: replace(courier, reached=sleep) for name, courier in awake.items()}
    await desk.deliver()
    assert desk.seen() == {"discord": [], "slack": []}
    desk.couriers = awake
    await desk.restart()
    await desk.deliver()
    assert desk.seen() == {"discord": ["News\nIt is out."], "slack": ["News\nIt is out."]}
    assert await desk.states(message) == {"discord": "sent", "slack": "sent"}
