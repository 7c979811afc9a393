"""The conversation of all front ends, on Slack, over its socket and over HTTP."""

import json

from tests.bot.on_slack.conftest import Stage
from tests.bot.on_slack.fake.person import Person
from tests.conversation import SCRIPT, Step, facts, missing
from tests.doubles import ORGANISER

NAMES = {"help": "usher help"}


async def say(stage: Stage, step: Step) -> str:
    """All that the person sees because of a step."""
    person = stage.grace if step.caller is ORGANISER else stage.ada
    before = len(person.sees())
    await person.types(typed(step))
    await stage.settled()
    if step.file is not None:
        await hand_in(stage, person, step.file)
    told = json.dumps([vars(posted) for posted in person.sees()[before:]], ensure_ascii=False, default=str)
    return told.replace("&amp;", "&").replace(r"\n", " ")


def typed(step: Step) -> str:
    options = " ".join(f'{name}="{value}"' for name, value in step.options.items())
    return f"/{NAMES.get(step.name, step.name)} {step.options.get('question', options)}".strip()


async def hand_in(stage: Stage, person: Person, content: bytes) -> None:
    view = list(stage.slack.workspace.views.values())[-1]
    await person.submits(view, file=[person.uploads("paper.pdf", content)])
    await stage.settled()


async def test_slack_tells_the_same_facts(stage: Stage) -> None:
    for step in SCRIPT:
        expected = await facts(stage.app.dispatcher, step)
        assert missing(expected, await say(stage, step)) == [], step
