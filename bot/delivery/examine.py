"""What `usher doctor` says of the channels that announcements go to."""

from collections.abc import Iterator, Mapping, Sequence

from bot.delivery.postman import SendersPostman
from bot.delivery.serve import open_senders
from bot.destinations import read_destinations
from bot.diagnosis import Finding
from bot.settings.model import Settings
from commands.core.clock import Clock
from commands.delivery.destination import Destination
from storage.store import untouched

ALONE = (
    "event.announcements.approvals is 2, but no channel is set where organisers are told: "
    "name one in destinations.organisers."
)
UNREACHED = (
    "{platform} is on, but no group under [destinations] names a channel of it, so reminders and "
    "announcements reach nobody there. Put channels' ids ({how}) into [destinations]."
)
WHERE_IDS_ARE = {
    "discord": "turn on Developer Mode, then right-click, Copy Channel ID",
    "slack": "a channel's name, About, at the bottom",
}

Groups = Mapping[str, Sequence[Destination]]


async def examine(settings: Settings, clock: Clock) -> Sequence[Finding]:
    """A finding for each group with channels on a chat platform; the playground's need no look."""
    groups = {name: _on_chat(places) for name, places in read_destinations(settings.destinations).items()}
    places = tuple(dict.fromkeys(place for group in groups.values() for place in group))
    async with untouched(settings.store.url) as store, open_senders(settings, store, clock) as senders:
        problems = await SendersPostman(senders).problems(places)
    return (*_findings(groups, problems), *_unreached(settings, places), *_alone(settings))


def _on_chat(places: Sequence[Destination]) -> tuple[Destination, ...]:
    return tuple(place for place in places if place.platform != "web")


def _findings(groups: Groups, problems: Mapping[Destination, str]) -> Iterator[Finding]:
    for name, places in groups.items():
        wrong = [f"{place.written}: {problems[place]}" for place in places if place in problems]
        if wrong:
            yield Finding(ok=False, said=f"destinations.{name}: {'; '.join(wrong)}.")
        elif places:
            count = "1 channel" if len(places) == 1 else f"{len(places)} channels"
            yield Finding(ok=True, said=f"destinations.{name}: Usher may post in {count}.")


def _unreached(settings: Settings, places: Sequence[Destination]) -> Iterator[Finding]:
    """Platforms on which commands are answered, and nobody is told anything unasked."""
    on = {"discord": settings.discord.token, "slack": settings.slack.bot_token}
    named = {place.platform for place in places}
    for platform, token in on.items():
        if token and platform not in named:
            said = UNREACHED.format(platform=platform.title(), how=WHERE_IDS_ARE[platform])
            yield Finding(ok=False, said=said)


def _alone(settings: Settings) -> Iterator[Finding]:
    if settings.event.announcements.approvals > 1 and not settings.destinations.get("organisers"):
        yield Finding(ok=False, said=ALONE)
