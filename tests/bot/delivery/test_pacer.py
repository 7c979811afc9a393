"""Turns come at the pace that a platform sets, and a channel's own pace holds no other channel."""

from dataclasses import dataclass, field

from bot.delivery.pacer import Pacer


@dataclass
class Time:
    """Time that passes only where somebody waits for it alone."""

    now: float = 0.0
    waits: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.waits.append(round(seconds, 3))


async def test_turns_are_given_one_after_the_other() -> None:
    time = Time()
    pacer = Pacer(0.5, now=time, sleep=time.sleep)
    for _ in range(4):
        await pacer.turn()
    assert time.waits == [0.5, 1.0, 1.5]


async def test_a_channel_that_waits_keeps_no_other_waiting() -> None:
    time = Time()
    pacer = Pacer(0.1, 1.0, now=time, sleep=time.sleep)
    for channel in ("a", "a", "a", "b"):
        await pacer.turn(channel)
    assert time.waits == [1.0, 2.0, 0.3]


async def test_a_limit_on_everything_holds_everybody() -> None:
    time = Time()
    pacer = Pacer(0.0, now=time, sleep=time.sleep)
    pacer.hold(7.0)
    await pacer.turn("a")
    time.now = 8.0
    await pacer.turn("b")
    assert time.waits == [7.0]


async def test_idle_channels_are_forgotten() -> None:
    time = Time()
    pacer = Pacer(0.0, 1.0, now=time, sleep=time.sleep)
    for number in range(3_000):
        time.now = number * 2.0
        await pacer.turn(str(number))
    assert len(pacer._lanes) <= 1_001
