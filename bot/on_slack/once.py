"""Each delivery is handled once, also when Slack repeats it, to whichever process."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from commands.core.clock import Clock
from storage import seen
from storage.errors import StoreError
from storage.store import Store

log = logging.getLogger(__name__)

KEPT = timedelta(days=2)  # Slack repeats an event for about an hour, and after an outage for a day
PURGE_EVERY = 3_600.0  # seconds


def key(body: Mapping[str, Any]) -> str:
    """An event's id; else a digest of the payload, whose trigger is new each time that somebody acts."""
    if "event_id" in body:
        return f"slack:{body['event_id']}"
    told = json.dumps(body, sort_keys=True, default=str)
    return f"slack:{sha256(told.encode()).hexdigest()}"


@dataclass
class Once:
    store: Store
    clock: Clock
    _purged_at: float = float("-inf")

    async def is_new(self, body: Mapping[str, Any]) -> bool:
        """When the store can't tell, a call is rather answered twice than not at all."""
        now, elapsed = self.clock.now(), self.clock.elapsed()
        due, self._purged_at = elapsed - self._purged_at >= PURGE_EVERY, max(self._purged_at, elapsed)
        try:
            async with self.store.begin() as transaction:
                if due:
                    await seen.purge(transaction, now - KEPT)
                return await seen.first_time(transaction, key(body), now)
        except StoreError:
            log.exception("the store could not tell whether a delivery is new")
            return True
