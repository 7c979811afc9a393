"""Facts that organisers change are seen by every process at its next look."""

from dataclasses import replace

from commands.live import Live, changed
from commands.services import Services
from storage.store import Transaction


async def test_a_change_is_laid_over_the_settings_at_the_next_look(services: Services) -> None:
    async def renamed(_transaction: Transaction, found: Services) -> Services:
        looks.append(found)
        return replace(found, event=replace(found.event, name=f"Renamed {len(looks)}"))

    looks: list[Services] = []
    live = Live(services, (renamed,))
    assert (await live.refresh()).event.name == "Renamed 1"
    assert (await live.refresh()).event.name == "Renamed 1"
    async with services.store.begin() as transaction:
        await changed(transaction)
    assert (await live.refresh()).event.name == "Renamed 2"


async def test_other_settings_take_effect_under_what_was_changed(services: Services) -> None:
    live = Live(services)
    await live.replace_facts(replace(services.event, name="Another"), services.knowledge)
    assert live.services.event.name == "Another"
