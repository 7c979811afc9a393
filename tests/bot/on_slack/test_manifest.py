"""The manifest holds what Usher listens to, within Slack's rules."""

import json
import re
from typing import Any

import pytest

from bot.on_slack.manifest import SCOPES, manifest, problems
from bot.shell.slack_manifest import delivery_url, slack_manifest
from commands.catalogue import COMMANDS
from commands.core.command import listed
from commands.core.errors import UserError
from tests.bot.on_slack.fake.workspace import SCOPES as FAKE_SCOPES
from tests.commands.core.shapes import SHAPES

URL = "https://usher.example.org/slack/events"


def changed(path: str, value: Any) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(manifest(COMMANDS, URL)))
    *way, last = path.split(".")
    part: Any = made
    for step in way:
        part = part[int(step)] if step.isdigit() else part[step]
    part[last] = value
    return made


@pytest.mark.parametrize("url", [None, URL])
def test_the_manifest_of_every_command_breaks_no_rule(url: str | None) -> None:
    assert problems(manifest((*COMMANDS, *SHAPES), url)) == ()


def test_every_command_is_reached_by_a_slash_command() -> None:
    names = {told["command"] for told in manifest((*COMMANDS, *SHAPES))["features"]["slash_commands"]}
    assert {"/usher", "/deadline", "/ask", "/checkpdf", "/enrol", "/broadcast"} <= names
    assert "/help" not in names


def test_the_hint_tells_options_and_sub_commands() -> None:
    told = {each["command"]: each for each in manifest(COMMANDS)["features"]["slash_commands"]}
    assert told["/deadline"]["usage_hint"].startswith("[which] | calendar [which] | ")
    assert told["/ask"]["usage_hint"] == "question"


def test_a_socket_needs_no_address_and_http_names_it_everywhere() -> None:
    over_socket, over_http = manifest(COMMANDS), manifest(COMMANDS, URL)
    assert over_socket["settings"]["socket_mode_enabled"]
    assert "http" not in json.dumps(over_socket)
    settings = over_http["settings"]
    assert not settings["socket_mode_enabled"]
    assert settings["event_subscriptions"]["request_url"] == URL
    assert settings["interactivity"]["request_url"] == URL
    assert settings["interactivity"]["message_menu_options_url"] == URL
    assert {told["url"] for told in over_http["features"]["slash_commands"]} == {URL}


def test_the_scopes_are_those_that_the_behaviour_tests_run_with() -> None:
    assert SCOPES == FAKE_SCOPES


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("display_information.name", "U" * 36, "display_information.name “U+” has 36 characters"),
        ("features.slash_commands.0.command", "/Usher now", "/Usher now is no name"),
        ("features.slash_commands.0.command", "/help", "/help belongs to Slack itself"),
        ("features.slash_commands.0.command", "/ask", "A slash command stands there twice"),
        ("features.shortcuts.0.name", "s" * 25, "shortcuts.name “s+” has 25"),
        ("settings.interactivity.request_url", "http://usher.example.org", "Slack takes https:// only"),
    ],
)
def test_what_slack_would_refuse_is_found_before(path: str, value: str, said: str) -> None:
    (problem,) = problems(changed(path, value))
    assert re.search(said, problem)


def test_more_commands_than_an_app_may_have_are_found() -> None:
    many = [{"command": f"/c{number}", "description": "d"} for number in range(51)]
    assert problems(changed("features.slash_commands", many)) == (
        "There are 51 slash commands; an app may have 50.",
    )


def test_the_shell_prints_json_or_says_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    slack_manifest("https://usher.example.org")
    assert json.loads(capsys.readouterr().out) == manifest(listed(COMMANDS), URL)
    with pytest.raises(UserError, match="https:// only"):
        slack_manifest("http://usher.example.org")


def test_an_address_may_name_the_place_already() -> None:
    assert delivery_url("https://x.org/") == "https://x.org/slack/events"
    assert delivery_url("https://x.org/slack/events") == "https://x.org/slack/events"
