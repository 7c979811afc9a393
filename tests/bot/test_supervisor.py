"""Front ends side by side: retried with growing pauses, stopped together, nothing acknowledged lost."""

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.supervisor import PAUSES, STATES, STEADY, Report, Supervisor, Unavailable
from bot.work import Work
from tests.doubles import FixedClock


@dataclass
class Pauses:
    """Stands for the passing of time: keeps what was waited for."""

    waited: list[float] = field(default_factory=list)
    enough: int = 8
    done: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, seconds: float) -> None:
        self.waited.append(seconds)
        if len(self.waited) >= self.enough:
            self.done.set()
            await asyncio.Event().wait()


async def forever(report: Report) -> None:
    report("running")
    await asyncio.Event().wait()


async def refused(_report: Report) -> None:
    raise Unavailable("Discord refuses the token.")


async def broken(_report: Report) -> None:
    raise ZeroDivisionError


async def test_a_platform_that_refuses_is_tried_again_with_growing_pauses() -> None:
    pauses = Pauses()
    await Supervisor(FixedClock(), Work(), pauses).run({"discord": refused}, pauses.done)
    assert pauses.waited == [*PAUSES, PAUSES[-1], PAUSES[-1]]


async def test_one_that_is_down_does_not_stop_the_other_and_says_why() -> None:
    pauses = Pauses(enough=1)
    supervisor = Supervisor(FixedClock(), Work(), pauses)
    await supervisor.run({"slack": forever, "discord": refused}, pauses.done)
    assert supervisor.health["slack"].state == "running"
    assert (supervisor.health["discord"].state, supervisor.health["discord"].reason) == (
        "down",
        "Discord refuses the token.",
    )


async def test_a_platform_is_connecting_until_it_says_how_it_is() -> None:
    clock, stop, states = FixedClock(), asyncio.Event(), list[str]()
    supervisor = Supervisor(clock, Work())

    async def front_end(report: Report) -> None:
        for state in STATES[:3]:
            report(state)
            states.append(supervisor.health["slack"].state)
        stop.set()
        await asyncio.Event().wait()

    await supervisor.run({"slack": front_end}, stop)
    assert states == ["connecting", "standby", "running"]


async def test_a_bug_in_one_is_logged_and_it_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    pauses = Pauses(enough=2)
    await Supervisor(FixedClock(), Work(), pauses).run({"slack": broken}, pauses.done)
    assert "ZeroDivisionError" in caplog.text
    assert pauses.waited == [5, 10]


async def test_after_a_long_good_run_the_pauses_begin_anew() -> None:
    clock, pauses = FixedClock(), Pauses(enough=4)

    async def good_for_a_while(_report: Report) -> None:
        clock.seconds += STEADY if len(pauses.waited) == 2 else 0
        raise Unavailable("Discord is down.")

    await Supervisor(clock, Work(), pauses).run({"discord": good_for_a_while}, pauses.done)
    assert pauses.waited == [5, 10, 5, 10]


async def test_a_stop_waits_for_what_was_acknowledged_and_refuses_the_rest() -> None:
    work, stop, answered = Work(), asyncio.Event(), asyncio.Event()

    async def answering() -> None:
        with work.underway():
            stop.set()
            while not work.closing:  # noqa: ASYNC110 - the stop is what is waited for
                await asyncio.sleep(0)
            answered.set()

    async def front_end(report: Report) -> None:
        answer = asyncio.create_task(answering())
        await forever(report)
        await answer

    await Supervisor(FixedClock(), work).run({"slack": front_end}, stop)
    assert answered.is_set()


async def test_a_stop_ends_also_a_front_end_that_fails_while_it_closes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    stop = asyncio.Event()

    async def front_end(report: Report) -> None:
        stop.set()
        try:
            await forever(report)
        finally:
            raise ConnectionResetError

    async with asyncio.timeout(5):
        await Supervisor(FixedClock(), Work()).run({"discord": front_end}, stop)
    assert "ConnectionResetError" in caplog.text


async def test_what_takes_too_long_is_cut_off() -> None:
    work = Work()
    with work.underway():
        assert not await work.drained(0)
    assert await work.drained(0)
