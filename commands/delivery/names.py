"""What channels are called, so that people read names and not ids."""

from collections.abc import Iterable, Mapping, Sequence

from commands.core.reply import Channel
from commands.delivery.destination import Destination
from commands.services import Services
from storage import kept
from storage.outbox import Target
from storage.store import Transaction

PLATFORMS = {"discord": "Discord", "slack": "Slack", "web": "the playground"}
Names = Mapping[str, str]
"""By the channel as the settings write it."""


def on(platform: str) -> str:
    """Where something is, within a sentence."""
    return f"{'in' if platform == 'web' else 'on'} {PLATFORMS.get(platform, platform)}"


def shown(to: Destination | Target, names: Names) -> Channel:
    """By its name, or as the settings write it where no name is known."""
    return Channel(to.platform, to.id, called(to.platform, to.id, names))


def called(platform: str, identifier: str, names: Names) -> str:
    """The same in words alone."""
    written = f"{platform}:{identifier}"
    return f"#{names[written]} {on(platform)}" if written in names else written


async def known(transaction: Transaction, to: Iterable[Destination | Target]) -> Names:
    """What was learnt before, so that no platform need be asked."""
    written = {_key(f"{each.platform}:{each.id}"): f"{each.platform}:{each.id}" for each in to}
    found = await kept.several(transaction, list(written))
    return {written[key]: name for key, name in found.items()}


async def known_or_learnt(services: Services, to: Sequence[Destination]) -> Names:
    """The platforms are asked for those alone that are not known."""
    async with services.store.reading() as transaction:
        before = await known(transaction, to)
    unknown = [each for each in to if each.written not in before]
    return {**before, **await learn(services, unknown)} if unknown else before


async def learn(services: Services, to: Sequence[Destination]) -> Names:
    """As the platforms tell now, and kept for those who may not ask them."""
    found = {each.written: name for each, name in (await services.postman.names(to)).items()}
    async with services.store.reading() as transaction:
        before = await known(transaction, to)
    news = {written: name for written, name in found.items() if before.get(written) != name}
    if news:  # or an answer that only looks would wait for whoever writes
        await _keep(services, news)
    return {**before, **found}


async def _keep(services: Services, names: Names) -> None:
    async with services.store.begin() as transaction:
        for written, name in names.items():
            await kept.write(transaction, _key(written), name)


def _key(written: str) -> str:
    return f"name of {written}"
