"""Learning what `/ask` answers from, all of it in one thread: in others its memory would lie idle after."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from commands.ask.knowledge import Knowledge

_THREAD = ThreadPoolExecutor(1, "learning")


async def learn(knowledge: Knowledge) -> None:
    """Return once all is learned, while others go on."""
    await asyncio.get_running_loop().run_in_executor(_THREAD, knowledge.prepare)
