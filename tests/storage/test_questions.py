"""What is kept of questions, alike on both databases."""

from dataclasses import replace
from datetime import timedelta

from storage import asked, personal, questions, retention
from storage.asked import NewAsked, Spot, Tally, Votes
from storage.people import Account, person_of
from storage.questions import Decision, Follower, Question
from storage.store import Store, Transaction
from tests.doubles import SUMMER

MINUTE = timedelta(minutes=1)


async def somebody(transaction: Transaction, name: str = "ada") -> int:
    return await person_of(transaction, Account("web", name), SUMMER)


def new(person: int, **changed: object) -> NewAsked:
    given = NewAsked(person, "web", "general", "", "how long?", "stated", "page limit", SUMMER)
    return replace(given, **changed)  # type: ignore[arg-type]  # any of its fields


async def waiting(transaction: Transaction, text: str = "a poster session?") -> Question:
    found = await questions.get(transaction, await questions.add(transaction, text, "posters", SUMMER))
    assert found
    return found


def follower(person: int, name: str = "ada", version: int = 0) -> Follower:
    return Follower(person, Account("web", name), "", version)


def decision(person: int, text: str = "Yes.") -> Decision:
    return Decision(text, "", person, "Grace", SUMMER)


async def test_the_last_question_is_that_of_the_thread_before_that_of_the_channel(store: Store) -> None:
    async with store.begin() as transaction:
        ada = await somebody(transaction)
        await asked.add(
            transaction, new(ada, thread="1.1", question="in the thread", at=SUMMER - 60 * MINUTE)
        )
        await asked.add(transaction, new(ada, question="in the channel"))
        await asked.add(transaction, new(ada, channel="other", question="elsewhere"))
        since = SUMMER - 10 * MINUTE
        spot = Spot(ada, "web", "general", "1.1")
        assert await asked.last_question(transaction, spot, since) == "in the thread"
        other = replace(spot, thread="2.2")
        assert await asked.last_question(transaction, other, since) == "in the channel"
        assert await asked.last_question(transaction, other, SUMMER + MINUTE) is None


async def test_topics_are_counted_by_outcome_and_what_is_off_topic_is_left_out(store: Store) -> None:
    async with store.begin() as transaction:
        ada = await somebody(transaction)
        for outcome, topic in (("stated", "a"), ("silent", "b"), ("silent", "b"), ("off_topic", "talk")):
            await asked.add(transaction, new(ada, outcome=outcome, topic=topic))
        await asked.add(transaction, new(ada, topic=None))
        assert await asked.most_asked(transaction, SUMMER, 5) == (Tally("b", 2), Tally("a", 1))
        assert await asked.most_asked(transaction, SUMMER, 5, "silent") == (Tally("b", 2),)
        assert await asked.by_outcome(transaction, SUMMER) == {"off_topic": 1, "silent": 2, "stated": 2}


async def test_of_a_persons_votes_on_an_answer_the_last_one_counts(store: Store) -> None:
    async with store.begin() as transaction:
        people = [await somebody(transaction, name) for name in ("ada", "bea")]
        given = await asked.get(transaction, await asked.add(transaction, new(people[0])))
        assert given
        for helpful in (True, False):
            await asked.vote(transaction, given, people[0], SUMMER, helpful=helpful)
        await asked.vote(transaction, given, people[1], SUMMER, helpful=True)
        assert await asked.least_helpful(transaction, SUMMER, 5) == (Votes("page limit", 1, 1),)


async def test_an_answer_is_shared_and_handed_on_once(store: Store) -> None:
    async with store.begin() as transaction:
        question = await waiting(transaction)
        number = await asked.add(transaction, new(await somebody(transaction)))
        assert [await asked.share(transaction, number, question.id, 1) for _ in range(2)] == [True, False]
        handed_on = [await asked.hand_on(transaction, number, question.id) for _ in range(2)]
        assert handed_on == [True, False]


async def test_two_decisions_on_what_was_read_once_are_one(store: Store) -> None:
    async with store.begin() as transaction:
        ada, question = await somebody(transaction), await waiting(transaction)
        assert await questions.decide(transaction, question, "answered", decision(ada)) == 1
        assert await questions.decide(transaction, question, "dismissed", decision(ada, "No.")) is None
        kept = await questions.hold(transaction, question.id)
        assert kept
        assert (kept.state, kept.answer, kept.decided_by, kept.decided_at) == (
            "answered",
            "Yes.",
            "Grace",
            SUMMER,
        )


async def test_who_follows_two_questions_that_become_one_is_told_once(store: Store) -> None:
    async with store.begin() as transaction:
        people = [await somebody(transaction, name) for name in ("ada", "bea")]
        first, second = await waiting(transaction), await waiting(transaction, "posters?")
        for question, person in ((first, people[0]), (second, people[0]), (second, people[1])):
            await questions.follow(transaction, question.id, follower(person), SUMMER)
        assert await questions.merge(transaction, second, first.id)
        assert not await questions.merge(transaction, second, first.id)
        following = await questions.followers_of(transaction, first.id)
        assert sorted(each.person for each in following) == sorted(people)
        assert await questions.merged(transaction) == {first.id: ("posters?",)}
        assert [each.people for each in await questions.waiting(transaction)] == [2]


async def test_a_follower_knows_the_newest_answer_that_they_saw(store: Store) -> None:
    async with store.begin() as transaction:
        ada, question = await somebody(transaction), await waiting(transaction)
        for version in (0, 2, 1):
            await questions.follow(transaction, question.id, follower(ada, version=version), SUMMER)
        (kept,) = await questions.followers_of(transaction, question.id)
        assert kept.version == 2


async def test_who_is_erased_leaves_answers_and_no_trace_of_asking(store: Store) -> None:
    async with store.begin() as transaction:
        ada, question = await somebody(transaction), await waiting(transaction)
        await questions.follow(transaction, question.id, follower(ada), SUMMER)
        await questions.decide(transaction, question, "answered", decision(ada))
        number = await asked.add(transaction, new(ada))
        assert set(await personal.export(transaction, ada)) >= {"asked", "question_followers"}
        await personal.erase(transaction, ada)
        assert await asked.get(transaction, number) is None
        assert await questions.followers_of(transaction, question.id) == ()
        assert [each.answer for each in await questions.answered(transaction)] == ["Yes."]


async def test_after_a_season_nobody_knows_who_asked(store: Store) -> None:
    async with store.begin() as transaction:
        ada, question = await somebody(transaction), await waiting(transaction)
        await questions.follow(transaction, question.id, follower(ada), SUMMER)
        number = await asked.add(transaction, new(ada))
    await retention.purge(store, SUMMER + timedelta(days=199))
    async with store.reading() as transaction:
        assert await asked.get(transaction, number)
    await retention.purge(store, SUMMER + timedelta(days=201))
    async with store.reading() as transaction:
        assert await asked.get(transaction, number) is None
        assert await questions.followers_of(transaction, question.id) == ()
        assert await questions.get(transaction, question.id)
