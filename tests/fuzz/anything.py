"""Whatever people, pages and platforms may send."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from commands.catalogue import COMMANDS
from commands.core.command import Command
from commands.core.invocation import Invocation, Raw

# One store serves all examples of a test, and a busy machine has no deadline. A third of the usual number
# of examples will do for each run of the suite.
patiently = settings(
    max_examples=settings().max_examples // 3,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

WORDS = st.text(max_size=80) | st.sampled_from(
    [
        "",
        " ",
        "\x00",
        "yes",
        "1e999",
        "-1",
        "٣",
        "\udc80",
        "<@U1>",
        "submission",
        "a,b;c",
        "k=v",
        '"',
        "~A_B1",
    ]
)
VALUES: SearchStrategy[Raw] = st.one_of(
    WORDS, st.integers(), st.floats(), st.booleans(), st.lists(WORDS, max_size=4).map(tuple)
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=10,
)


def given_to(command: Command) -> SearchStrategy[dict[str, Raw]]:
    """Options of a command with any values, now and then one that it has not."""
    names = st.sampled_from([option.name for option in command.options] or ["none"]) | WORDS
    return st.dictionaries(names, VALUES, max_size=6)


COMMAND = st.sampled_from(COMMANDS)
CALLED = COMMAND.flatmap(lambda command: st.builds(Invocation, st.just(command.name), given_to(command)))
CALLS = CALLED | st.builds(Invocation, WORDS, st.dictionaries(WORDS, VALUES, max_size=3))
