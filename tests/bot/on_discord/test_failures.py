"""When Discord or the store fails in the middle, whoever waits is told."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

import pytest

from bot.on_discord.client import UsherClient
from commands.core.command import command
from commands.core.context import Context
from commands.core.form import Form
from commands.core.invocation import Raw
from commands.core.option import Option
from commands.core.reply import Heading, Reply
from storage.errors import StoreError
from tests.bot.on_discord.bench import Bench, labels, only, text_of

Name = Annotated[str, Option("Your name")]
ORIGINAL = "/webhooks/*/messages/@original"


async def unreachable(_ctx: Context, _given: Mapping[str, Raw]) -> Mapping[str, Raw]:
    raise StoreError("the disk is full")


@command("profile", private=True, form=Form("Profile", prefill=unreachable))
async def profile(_ctx: Context) -> Reply:
    """Keep a profile."""
    return Reply.of(Heading("Kept"))


async def test_a_form_that_cannot_be_filled_in_does_not_open_empty(bench: Bench) -> None:
    dispatcher = replace(bench.app.dispatcher, commands=(profile,))
    client = UsherClient(replace(bench.app, dispatcher=dispatcher), bench.shelf)
    await bench.env.restart_bot(client)
    result = await bench.author.slash(bench.channel, "profile")
    assert result.modal is None
    assert only(result).ephemeral
    assert re.search(r"can't reach its store.* this reference: [0-9a-f]{8}", text_of(only(result)))


async def test_a_form_whose_other_part_cannot_be_looked_up_keeps_nothing(bench: Bench) -> None:
    looks, kept = list[Mapping[str, Raw]]([{}]), list[str]()

    async def once(ctx: Context, given: Mapping[str, Raw]) -> Mapping[str, Raw]:
        return looks.pop() if looks else await unreachable(ctx, given)

    @command("account", private=True, form=Form("Account", prefill=once, by_parts=True))
    async def account(_ctx: Context, name: Name) -> Reply:
        """Keep an account."""
        kept.append(name)
        return Reply.of(Heading("Kept"))

    dispatcher = replace(bench.app.dispatcher, commands=(account,))
    await bench.env.restart_bot(UsherClient(replace(bench.app, dispatcher=dispatcher), bench.shelf))
    form = await bench.author.slash(bench.channel, "account")
    said = only(await bench.author.submit_modal(form, {"name": "Ada"}))
    assert "can't reach its store" in text_of(said)
    assert labels(said) == ["Change and try again"]
    assert kept == []


async def test_a_reply_that_discord_refuses_is_replaced_by_a_sentence(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    bench.env.inject_error("PATCH", ORIGINAL, status=400, times=1)
    result = await bench.author.slash(bench.channel, "help")
    assert "refused to show this reply" in only(result).content
    assert "Discord refused a message" in caplog.text


async def test_a_reply_whose_files_discord_refuses_comes_without_them(bench: Bench) -> None:
    bench.env.inject_error("PATCH", ORIGINAL, status=400, times=1)
    result = await bench.author.slash(bench.channel, "deadline calendar")
    assert "without its files" in only(result).content
    assert "Open this file" in text_of(only(result))


async def test_an_interaction_that_came_too_late_runs_nothing(bench: Bench) -> None:
    bench.env.inject_error("POST", "/interactions/*", status=404, times=1)
    result = await bench.author.slash(bench.channel, "help")
    assert not result.acknowledged
    assert bench.outcomes == []


async def test_where_roles_cannot_be_read_no_rights_are_given(bench: Bench) -> None:
    bench.env.inject_error("GET", "/guilds/*/members/*", status=403, times=1)
    await bench.organiser.user.slash("roster export")
    assert bench.outcomes == ["refused"]
