"""What `usher doctor` says of Discord: what is wrong, and where to click."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr

from bot.clock import SystemClock
from bot.on_discord.diagnose import diagnose
from bot.on_discord.invite import NEEDED
from bot.settings.model import DiscordSettings
from tests.bot.on_discord.wire import TOKEN, Wire, open_wire
from tests.doubles import FixedClock

HOME = {"id": "7", "name": "Workshop", "permissions": str(NEEDED.value)}


@dataclass
class Doctor:
    wire: Wire

    async def says(self, clock: SystemClock | FixedClock | None = None, **changed: object) -> dict[str, bool]:
        address = f"{self.wire.url}/api/v10"
        settings = DiscordSettings.model_validate({"api_url": address, "token": SecretStr(TOKEN), **changed})
        return {finding.said: finding.ok for finding in await diagnose(settings, clock or SystemClock())}


@pytest.fixture
async def doctor() -> AsyncIterator[Doctor]:
    async with open_wire() as wire:
        wire.joined = [HOME]
        yield Doctor(wire)


async def test_all_is_well(doctor: Doctor) -> None:
    found = await doctor.says()
    assert all(found.values())
    assert any(said.startswith("Discord takes the token: ") for said in found)
    assert "In “Workshop”: every permission that is needed." in found
    assert "Those with Manage Server organise." in found


async def test_a_refused_token_says_where_to_get_another(doctor: Doctor) -> None:
    doctor.wire.accepts = False
    ((said, well),) = (await doctor.says()).items()
    assert not well
    assert "Reset it at discord.com/developers" in said


async def test_no_server_comes_with_the_invitation(doctor: Doctor) -> None:
    doctor.wire.joined = []
    wrong = [said for said, well in (await doctor.says(guild=7)).items() if not well]
    assert len(wrong) == 2
    assert all("/oauth2/authorize?" in said for said in wrong)


async def test_a_missing_permission_is_named(doctor: Doctor) -> None:
    doctor.wire.joined = [{**HOME, "permissions": "1024"}]
    (wrong,) = [said for said, well in (await doctor.says()).items() if not well]
    assert wrong == (
        "In “Workshop”: turn on Send Messages, Embed Links, Attach Files, Read Message History, "
        "Send Messages In Threads in Server Settings, Roles, Usher."
    )


async def test_a_clock_that_is_wrong_is_told_by_how_much(doctor: Doctor) -> None:
    clock = FixedClock(datetime.now(UTC) - timedelta(minutes=10))
    (wrong,) = [said for said, well in (await doctor.says(clock)).items() if not well]
    assert "s behind Discord's" in wrong


async def test_several_servers_without_a_home_have_no_organisers(doctor: Doctor) -> None:
    doctor.wire.joined = [HOME, {**HOME, "id": "8", "name": "Elsewhere"}]
    found = await doctor.says()
    (wrong,) = [said for said, well in found.items() if not well]
    assert wrong.startswith("Nobody organises")
    listed = await doctor.says(organisers=(1,))
    assert all(listed.values())


async def test_a_platform_out_of_reach_is_said(doctor: Doctor) -> None:
    ((said, well),) = (await doctor.says(api_url="http://127.0.0.1:9/api")).items()
    assert not well
    assert "can't be reached at http://127.0.0.1:9/api" in said
