"""Pools of processes that end without a word."""

import asyncio

from pebble import ProcessPool


async def stop(workers: ProcessPool) -> None:
    """End the processes, whatever they do.

    pebble gives up its locks before it ends them: one that has just been started would miss them, and say so.
    """
    channel = workers._pool_manager.worker_manager.workers_channel  # noqa: SLF001 - see above
    held = dict(vars(channel.mutex)) if channel else {}
    workers.stop()  # type: ignore[no-untyped-call]  # pebble leaves it unannotated
    await asyncio.to_thread(workers.join)
    held.clear()
