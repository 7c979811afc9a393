"""Work stands back until what Slack waits for is acknowledged, but not for ever."""

import asyncio

from bot.on_slack import acks
from bot.on_slack.acks import Acknowledgements


async def test_work_begins_when_the_last_acknowledgement_is_out() -> None:
    seconds, told = list[float](), list[str]()
    gate = Acknowledgements(seconds.append)

    async def work() -> None:
        await gate.all_out()
        told.append("work")

    with gate.awaited():
        task = asyncio.create_task(work())
        with gate.awaited():
            await asyncio.sleep(0)
        await asyncio.sleep(0)
        told.append("acknowledged")
    await task
    assert told == ["acknowledged", "work"]
    assert len(seconds) == 2


async def test_work_waits_for_nobody_when_nothing_is_awaited() -> None:
    await asyncio.wait_for(Acknowledgements(list[float]().append).all_out(), 0.5)


async def test_an_acknowledgement_that_never_comes_stops_no_work() -> None:
    gate = Acknowledgements(list[float]().append)
    began = asyncio.get_running_loop().time()
    with gate.awaited():
        await gate.all_out()
    assert asyncio.get_running_loop().time() - began < acks.MOST_WAIT + 1
