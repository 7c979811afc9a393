"""The season's plan for the page to rehearse: what would go out when and where to."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from bot.on_web.keys import PLAYGROUND
from bot.on_web.receive import person_of
from bot.on_web.render import written
from commands.core.person import Permission
from commands.deadline.plan import planned_season, table
from commands.deadline.schedule import ends_at
from commands.deadline.season_plan import Planned
from commands.event.facts import Event

MARGIN = timedelta(days=2)  # shown before the first and after the last that happens


async def season(request: web.Request) -> web.Response:
    """Only a look: nothing is handed over, and the clock is set by its own request."""
    if Permission.ORGANISER not in person_of(request).permissions:
        raise web.HTTPForbidden(text="The rehearsal is for organisers. Choose “Organiser” to look at it.")
    playground = request.app[PLAYGROUND]
    services = await playground.dispatcher.live.refresh()
    planned = await planned_season(services)
    return web.json_response(shown(services.event, planned, playground.clock.now()))


def shown(event: Event, planned: Sequence[Planned], now: datetime) -> dict[str, Any]:
    """`first` and `last` bound the slider; `table` is the file to save."""
    ends = {deadline: ends_at(deadline) for deadline in event.deadlines}
    moments = [now, *ends.values(), *(item.at for item in planned)]
    return {
        "first": written(min(moments) - MARGIN),
        "last": written(max(moments) + MARGIN),
        "deadlines": [
            {"title": item.title, "at": written(item.at), "ends": written(ends[item])} for item in ends
        ],
        "planned": [{**vars(item), "at": written(item.at)} for item in planned],
        "table": table(planned, now).decode(),
    }
