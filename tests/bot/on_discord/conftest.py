"""One server in memory for each test."""

from collections.abc import AsyncIterator
from dataclasses import replace

import discord
import pytest
from simcord import Env

from bot.app import App
from bot.on_discord.client import UsherClient
from bot.settings.model import DiscordSettings
from commands.services import Services
from tests.bot.on_discord.bench import Bench, Shelf, app_for
from tests.doubles import Records
from tests.papers.checker import PapersHere


@pytest.fixture
def records() -> Records:
    return Records()


@pytest.fixture
def discord_settings() -> DiscordSettings:
    return DiscordSettings()


@pytest.fixture
def app(services: Services, records: Records, discord_settings: DiscordSettings) -> App:
    return app_for(replace(services, papers=PapersHere()), records, discord_settings)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
async def simcord_bot(app: App, shelf: Shelf) -> UsherClient:
    return UsherClient(app, shelf)


@pytest.fixture
async def simcord_env(simcord_bot: UsherClient) -> AsyncIterator[Env]:
    """With patience for a busy machine."""
    env = Env(simcord_bot, settle_timeout=60)
    await env.start()
    yield env
    await env.shutdown()
    env.raise_errors()


@pytest.fixture
async def bench(simcord_env: Env, app: App, shelf: Shelf, records: Records) -> Bench:
    shelf.env = simcord_env
    guild = simcord_env.create_guild("Workshop")
    channel = guild.create_text_channel("general")
    managers = guild.create_role("organisers", permissions=discord.Permissions(manage_guild=True))
    author = guild.add_member(simcord_env.create_user("ada"))
    organiser = guild.add_member(simcord_env.create_user("grace"), roles=[managers])
    await simcord_env.settle()
    return Bench(simcord_env, app, shelf, records, guild, channel, author, organiser)
