"""What a call enqueued is delivered under the call's reference, whichever process delivers it."""

import asyncio
from dataclasses import dataclass, field
from typing import cast

from bot.delivery.courier import Courier
from bot.delivery.office import Office
from bot.work import Work
from commands.core.clock import Clock
from commands.core.reply import Reply
from commands.core.request import current, request
from commands.delivery.destination import Destination
from commands.delivery.outgoing import Outgoing, hand_over
from commands.delivery.post import Post
from storage.claims import Claim
from storage.store import Store
from tests.doubles import SUMMER, FixedClock


@dataclass
class Noting:
    """A courier that notes under which reference it was sent."""

    store: Store
    clock: Clock
    heard: "asyncio.Queue[str]" = field(default_factory=asyncio.Queue)

    def reached(self, _step: str) -> None:
        """Go on."""

    async def deliver(self, _claim: Claim) -> None:
        await self.heard.put(current())


async def test_a_delivery_goes_out_under_the_reference_of_the_call_that_enqueued_it(store: Store) -> None:
    courier = Noting(store, FixedClock())
    news = Outgoing("notice", Post(Reply(())), (Destination("slack", "C01"),), SUMMER)
    with request("4f2a"):
        async with store.begin() as transaction:
            await hand_over(transaction, news, SUMMER)
    office = Office(store, courier.clock, {"slack": cast("Courier", courier)}, Work())
    running = asyncio.create_task(office.run())
    assert await asyncio.wait_for(courier.heard.get(), 20) == "4f2a"
    running.cancel()
    await asyncio.wait({running})
