"""The page limits that an event sets, by track and stage."""

from typing import Final

from commands.checkpdf.inspection import Limits
from commands.event.facts import Event

SUBMISSION: Final = "submission"
CAMERA_READY: Final = "camera-ready"


def limits_of(event: Event) -> Limits:
    """Give every limit the event states; empty where it states none."""
    pages = {f"{track.key}/{SUBMISSION}": track.pages for track in event.tracks}
    if event.camera_ready:
        extra = event.camera_ready.extra_pages
        pages |= {f"{track.key}/{CAMERA_READY}": track.pages + extra for track in event.tracks}
    return Limits(pages)
