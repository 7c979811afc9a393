"""The conversation of all front ends, on Discord."""

from simcord.results import InteractionResult

from tests.bot.on_discord.bench import Bench, labels, shown, text_of
from tests.conversation import SCRIPT, Step, facts, missing
from tests.doubles import ORGANISER, FixedClock

NAMES = {"questions": "questions show", "deadline": "deadline show", "reviewers": "reviewers show"}


async def say(bench: Bench, step: Step) -> InteractionResult:
    assert isinstance(bench.app.dispatcher.clock, FixedClock)
    bench.app.dispatcher.clock.seconds += 60
    person = bench.organiser if step.caller is ORGANISER else bench.author
    file = {} if step.file is None else {"file": ("paper.pdf", step.file)}
    options = {name: int(value) if value.isdecimal() else value for name, value in step.options.items()}
    return await person.slash(bench.channel, NAMES.get(step.name, step.name), **options, **file)


def told(result: InteractionResult) -> str:
    words: list[str] = []
    for message in shown(result):
        words += [text_of(message), *labels(message), *(file.filename for file in message.attachments)]
    return "\n".join(words)


async def test_discord_tells_the_same_facts(bench: Bench) -> None:
    for step in SCRIPT:
        expected = await facts(bench.app.dispatcher, step)
        assert missing(expected, told(await say(bench, step))) == [], step
