"""The entry that a question asks for is learned from ways of asking."""

from commands.ask.classifier import Classifier
from commands.ask.words import features

ASKED = [
    ("date", features("when is the deadline")),
    ("date", features("last day to submit")),
    ("place", features("where is the workshop")),
    ("place", features("which city")),
]


def best(classifier: Classifier, question: str) -> str:
    likely = classifier.probabilities(features(question))
    return max(likely, key=likely.__getitem__)


def test_a_new_wording_finds_its_entry() -> None:
    classifier = Classifier.learn(ASKED, [])
    assert best(classifier, "what day is the deadline") == "date"
    assert best(classifier, "in what city is it") == "place"


def test_the_words_that_answer_count_as_well() -> None:
    classifier = Classifier.learn(ASKED, [("place", features("held in Uppsala"))])
    assert best(classifier, "Uppsala?") == "place"


def test_learning_is_the_same_each_time() -> None:
    one, other = Classifier.learn(ASKED, []), Classifier.learn(ASKED, [])
    assert one.probabilities(features("city deadline")) == other.probabilities(features("city deadline"))


def test_nothing_known_speaks_for_nothing() -> None:
    assert Classifier.learn(ASKED, []).probabilities(features("zzz")) == {}
