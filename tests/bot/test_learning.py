"""Each reload learns anew, and the process must not grow by it."""

import asyncio
from threading import get_ident
from typing import cast

from bot.learning import learn
from commands.ask.knowledge import Knowledge

AT_ONCE = 5


class Pupil:
    """Notes in which thread it learns."""

    def __init__(self) -> None:
        self.threads: list[int] = []

    def prepare(self) -> None:
        self.threads.append(get_ident())


async def test_all_that_is_learned_is_learned_in_one_thread_which_is_not_the_loops() -> None:
    pupil = Pupil()
    await asyncio.gather(*(learn(cast(Knowledge, pupil)) for _ in range(AT_ONCE)))
    assert len(pupil.threads) == AT_ONCE
    assert len(set(pupil.threads) - {get_ident()}) == 1
