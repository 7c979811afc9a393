"""One reference from a platform's event to all that comes of it."""

import asyncio

from commands.core.request import current, request


def test_outside_of_a_request_there_is_no_reference() -> None:
    assert current() == ""


def test_two_requests_have_references_of_their_own() -> None:
    with request():
        first = current()
    with request():
        assert current() not in {"", first}
    assert current() == ""


def test_within_a_request_its_reference_is_kept() -> None:
    with request():
        outer = current()
        with request():
            assert current() == outer


def test_what_is_delivered_later_takes_up_the_reference_that_was_kept() -> None:
    with request("4f2a"):
        assert current() == "4f2a"


async def test_tasks_of_a_request_share_its_reference_and_other_requests_do_not_disturb_it() -> None:
    async def seen() -> str:
        await asyncio.sleep(0)
        return current()

    async def served() -> tuple[str, str]:
        with request():
            return current(), await asyncio.create_task(seen())

    (one, ones_task), (other, others_task) = await asyncio.gather(served(), served())
    assert one == ones_task != other == others_task
