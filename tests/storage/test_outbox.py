"""What is decided about a message holds for each of its deliveries."""

from datetime import UTC, datetime, timedelta

from storage import claims, outbox, uncertain
from storage.claims import Claim, Grip, Wish
from storage.outbox import NewMessage, Outcome, Target
from storage.parts import Attempt, Part
from storage.store import Store, Transaction

NOW = datetime(2025, 8, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
GRIP = Grip("one", timedelta(minutes=5))
OTHER = Grip("two", timedelta(minutes=5))
SLACK, DISCORD = Target("slack", "channel", "C01"), Target("discord", "channel", "42")


async def announce(transaction: Transaction, *to: Target, key: str | None = None) -> int:
    made = await outbox.add(
        transaction, NewMessage("announcement", "words", key), to or (SLACK, DISCORD), at=NOW, due=NOW
    )
    assert made
    return made


async def take(transaction: Transaction, grip: Grip = GRIP, at: datetime = NOW) -> tuple[Claim, ...]:
    taken = [
        await claims.claim(transaction, grip, Wish(platform, 10), at) for platform in ("slack", "discord")
    ]
    return tuple(claim for some in taken for claim in some)


async def deliver(transaction: Transaction, claim: Claim, remote: str = "m1") -> None:
    await claims.record(transaction, claim, (Part(remote, claim.wanted),), NOW)
    await claims.finish(transaction, claim, NOW)


async def states(transaction: Transaction, message: int) -> list[str]:
    return [outcome.state for outcome in await outbox.outcomes(transaction, message)]


async def only(transaction: Transaction, message: int) -> Outcome:
    (outcome,) = await outbox.outcomes(transaction, message)
    return outcome


async def test_a_sent_delivery_tells_where_it_stands(store: Store) -> None:
    async with store.begin() as transaction:
        message = await announce(transaction, SLACK)
        (claim,) = await take(transaction)
        await deliver(transaction, claim, "17.5")
        outcome = await only(transaction, message)
    assert (outcome.state, outcome.remote, outcome.target) == ("sent", ("17.5",), SLACK)


async def test_a_claimed_delivery_is_nobody_elses_until_its_lease_is_over(store: Store) -> None:
    async with store.begin() as transaction:
        await announce(transaction, SLACK)
    async with store.begin() as transaction:
        (mine,) = await claims.claim(transaction, Grip("zero", timedelta()), Wish("slack", 10), NOW)
        assert (await take(transaction, GRIP)) != ()
        assert (await take(transaction, OTHER)) == ()
        assert not await claims.record(transaction, mine, (), NOW)


async def test_one_destination_gets_its_messages_one_after_the_other(store: Store) -> None:
    async with store.begin() as transaction:
        first, second = await announce(transaction, SLACK), await announce(transaction, SLACK, DISCORD)
        taken = await take(transaction)
        assert {(claim.message, claim.target) for claim in taken} == {(first, SLACK), (second, DISCORD)}
        assert await take(transaction, OTHER) == ()


async def test_a_revision_reaches_what_was_sent_and_what_was_not(store: Store) -> None:
    async with store.begin() as transaction:
        message = await announce(transaction)
        sent, _ = sorted(await take(transaction), key=lambda claim: claim.delivery)
        await deliver(transaction, sent)
        await outbox.revise(transaction, message, "other words", LATER)
        assert await states(transaction, message) == ["planned", "claimed"]
        (again,) = await take(transaction, at=LATER)
    assert (again.body, again.wanted, again.parts) == ("other words", 2, (Part("m1", 1),))


async def test_a_revision_during_the_sending_makes_it_due_again(store: Store) -> None:
    async with store.begin() as transaction:
        message = await announce(transaction, SLACK)
        (claim,) = await take(transaction)
        await outbox.revise(transaction, message, "other words", LATER)
        await deliver(transaction, claim)
        assert await states(transaction, message) == ["planned"]


async def test_a_retraction_removes_what_stands_and_cancels_the_rest(store: Store) -> None:
    async with store.begin() as transaction:
        message = await announce(transaction, SLACK)
        (claim,) = await take(transaction)
        await deliver(transaction, claim)
        unsent = await announce(transaction, DISCORD)
        for each in (message, unsent):
            await outbox.retract(transaction, each, LATER)
        assert await states(transaction, unsent) == ["cancelled"]
        (removal,) = await take(transaction, at=LATER)
        assert removal.wanted == 0
        await claims.record(transaction, removal, (), LATER)
        await claims.finish(transaction, removal, LATER)
        assert await states(transaction, message) == ["retracted"]


async def test_cancelling_stops_only_what_was_not_begun(store: Store) -> None:
    async with store.begin() as transaction:
        message = await announce(transaction)
        claim = min(await take(transaction), key=lambda claim: claim.delivery)
        await deliver(transaction, claim)
        assert await outbox.cancel(transaction, message, LATER) == 1
        other = await announce(transaction)
        assert await outbox.cancel(transaction, other, LATER) == 2
        assert await states(transaction, other) == ["cancelled", "cancelled"]
        assert (await states(transaction, message))[0] == "sent"


async def test_cancelling_what_is_in_hand_but_unsent_ends_it_unsent(store: Store) -> None:
    async with store.begin() as transaction:
        message = await announce(transaction, SLACK)
        (claim,) = await take(transaction)
        await outbox.cancel(transaction, message, LATER)
        looked = await claims.look(transaction, claim, NOW)
        assert looked
        assert looked.wanted == 0
        assert await claims.finish(transaction, looked, NOW) == "cancelled"


async def test_what_something_newer_replaces_goes_nowhere_any_more_and_stays_where_it_is(
    store: Store,
) -> None:
    async with store.begin() as transaction:
        message = await announce(transaction, SLACK, DISCORD, Target("slack", "channel", "C02"))
        first, *_, last = sorted(await take(transaction), key=lambda claim: claim.delivery)
        await deliver(transaction, first)
        await claims.give_up(transaction, last, "failed", ("no access", ""), NOW)
        await outbox.supersede(transaction, message, LATER)
        assert await outbox.retry(transaction, message, LATER) == 0
        found = await states(transaction, message)
    assert (found[0], found[2]) == ("sent", "cancelled")
    async with store.begin() as transaction:
        assert not [claim for claim in await take(transaction, at=LATER) if claim.wanted]


async def test_what_is_moved_to_another_time_waits_for_it(store: Store) -> None:
    async with store.begin() as transaction:
        message = await announce(transaction, SLACK)
        assert await outbox.reschedule(transaction, message, LATER) == 1
        assert await take(transaction) == ()
        assert await claims.due_platforms(transaction, GRIP.lasts, NOW) == frozenset()
        assert await claims.due_platforms(transaction, GRIP.lasts, LATER) == {"slack"}
        assert len(await take(transaction, at=LATER)) == 1


async def test_a_failure_says_why_and_can_be_tried_again(store: Store) -> None:
    async with store.begin() as transaction:
        message = await announce(transaction, SLACK)
        (claim,) = await take(transaction)
        await claims.give_up(transaction, claim, "failed", ("no access", "invite Usher"), NOW)
        outcome = await only(transaction, message)
        assert (outcome.state, outcome.reason, outcome.detail) == ("failed", "no access", "invite Usher")
        assert await outbox.retry(transaction, message, LATER) == 1
        assert len(await take(transaction, at=LATER)) == 1


async def test_what_is_put_off_waits_and_says_for_what(store: Store) -> None:
    async with store.begin() as transaction:
        message = await announce(transaction, SLACK)
        (claim,) = await take(transaction)
        await claims.put_off(transaction, claim, ("rate limited", "until 12:01"), LATER, NOW)
        outcome = await only(transaction, message)
        assert (outcome.state, outcome.reason, outcome.attempts) == ("planned", "rate limited", 0)
        assert await take(transaction) == ()
        assert await outbox.oldest_due(transaction, LATER) == timedelta(minutes=1)


async def unanswered(transaction: Transaction) -> tuple[int, int]:
    message = await announce(transaction, SLACK)
    (claim,) = await take(transaction)
    await claims.begin(transaction, claim, Attempt(0, 1, 1, "mark", NOW), NOW)
    await claims.give_up(transaction, claim, "uncertain", ("unanswered", ""), NOW)
    return message, claim.delivery


async def test_a_person_who_saw_it_arrive_settles_it(store: Store) -> None:
    async with store.begin() as transaction:
        message, delivery = await unanswered(transaction)
        assert await uncertain.settle(transaction, delivery, did_arrive=True, now=LATER)
        assert await states(transaction, message) == ["sent"]
        assert not await uncertain.settle(transaction, delivery, did_arrive=False, now=LATER)


async def test_what_a_person_did_not_find_is_sent_again(store: Store) -> None:
    async with store.begin() as transaction:
        _, delivery = await unanswered(transaction)
        assert await uncertain.settle(transaction, delivery, did_arrive=False, now=LATER)
        (claim,) = await take(transaction, at=LATER)
        assert (claim.attempt, claim.parts) == (None, ())


async def test_deliveries_are_counted_by_state(store: Store) -> None:
    async with store.begin() as transaction:
        await unanswered(transaction)
        message = await announce(transaction)
        await take(transaction)
        assert (await outbox.counts(transaction, message))["claimed"] == 2
        everywhere = await outbox.counts(transaction)
        undone = await outbox.counts(transaction, states=outbox.UNDONE)
    assert (everywhere["claimed"], everywhere["uncertain"], everywhere["sent"]) == (2, 1, 0)
    assert undone == {"planned": 0, "claimed": 2, "uncertain": 1, "failed": 0}


async def test_the_last_delivery_closes_its_message_once(store: Store) -> None:
    async with store.begin() as transaction:
        message = await announce(transaction)
        first, second = await take(transaction)
        await deliver(transaction, first)
        assert not await claims.close_message(transaction, message)
        await deliver(transaction, second)
        assert await claims.close_message(transaction, message)
        assert not await claims.close_message(transaction, message)


async def test_a_commit_wakes_whoever_waits_for_the_outbox(store: Store) -> None:
    async with store.begin() as transaction:
        await announce(transaction)
        assert not store.outbox_changed.is_set()
    assert store.outbox_changed.is_set()


async def test_an_edit_does_not_bring_back_what_is_being_retracted(store: Store) -> None:
    async with store.begin() as transaction:
        message = await announce(transaction, SLACK)
        (claim,) = await take(transaction)
        await deliver(transaction, claim)
        await outbox.retract(transaction, message, LATER)
        await outbox.revise(transaction, message, "other words", LATER)
        (removal,) = await take(transaction, at=LATER)
    assert removal.wanted == 0
