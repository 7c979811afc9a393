"""Sign-ups in the store, on both databases."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from storage import reviewers
from storage.people import Account, person_of
from storage.reviewers import SignUp
from storage.store import Store, Transaction

NOW = datetime(2025, 8, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=200)


async def person(store: Store, name: str) -> int:
    async with store.begin() as transaction:
        return await person_of(transaction, Account("web", name), NOW)


def sign_up(person: int, email: str = "", **more: Any) -> SignUp:
    return replace(
        SignUp(person, "signed", LATER, NOW, NOW, NOW, name="Ada", email=email, topics=("A", "B"), load=3),
        **more,
    )


async def add(transaction: Transaction, *several: SignUp) -> None:
    for each in several:
        assert await reviewers.add(transaction, each)


async def test_what_was_signed_is_found_by_person_and_by_e_mail(store: Store) -> None:
    ada = await person(store, "ada")
    async with store.begin() as transaction:
        await add(transaction, sign_up(ada, "ada@example.org", openreview="~Ada_Lovelace1"))
        assert await reviewers.find(transaction, ada) == sign_up(
            ada, "ada@example.org", openreview="~Ada_Lovelace1"
        )
        found = await reviewers.holder(transaction, "ADA@example.org")
        assert found is not None
        assert found.person == ada


async def test_the_same_e_mail_at_once_is_one_row(store: Store) -> None:
    people = [await person(store, name) for name in ("ada", "ida", "eda")]

    async def sign(number: int) -> bool:
        async with store.begin() as transaction:
            return await reviewers.add(transaction, sign_up(number, "ada@example.org"))

    assert sorted(await asyncio.gather(*map(sign, people))) == [False, False, True]


async def test_of_two_changes_to_one_version_the_first_counts(store: Store) -> None:
    ada = await person(store, "ada")
    async with store.begin() as transaction:
        await add(transaction, sign_up(ada, "ada@example.org"))

    async def take(load: int) -> bool:
        async with store.begin() as transaction:
            return await reviewers.change(transaction, sign_up(ada, "ada@example.org", load=load))

    assert sorted(await asyncio.gather(take(1), take(2))) == [False, True]
    async with store.begin() as transaction:
        changed = await reviewers.find(transaction, ada)
    assert changed is not None
    assert changed.version == 2


async def test_a_change_to_anothers_e_mail_is_refused_and_nothing_else_is_lost(store: Store) -> None:
    ada, ida = await person(store, "ada"), await person(store, "ida")
    async with store.begin() as transaction:
        await add(transaction, sign_up(ada, "ada@example.org"), sign_up(ida, "ida@example.org"))
        assert not await reviewers.change(transaction, sign_up(ida, "ada@example.org"))
        assert await reviewers.count(transaction, "signed") == 2


async def test_of_who_withdrew_the_digest_alone_is_left(store: Store) -> None:
    ada = await person(store, "ada")
    async with store.begin() as transaction:
        await add(transaction, sign_up(ada, "ada@example.org"))
        await reviewers.withdraw(transaction, sign_up(ada, "ada@example.org"), NOW)
        left = await reviewers.holder(transaction, "ada@example.org")
        assert left == SignUp(ada, "withdrawn", LATER, NOW, NOW, NOW, version=2)


async def test_the_queue_is_in_the_order_of_asking(store: Store) -> None:
    people = [await person(store, name) for name in ("ada", "ida", "eda")]
    waiting = [
        sign_up(number, f"{number}@example.org", state="waiting", queued_at=NOW - timedelta(hours=hours))
        for hours, number in enumerate(people)
    ]
    async with store.begin() as transaction:
        await add(transaction, *waiting)
        assert [await reviewers.place_in_queue(transaction, each) for each in waiting] == [3, 2, 1]
        assert await reviewers.first_in_queue(transaction) == waiting[2]


async def test_loads_are_added_up_by_choice_of_topics(store: Store) -> None:
    people = [await person(store, name) for name in ("ada", "ida", "eda")]
    async with store.begin() as transaction:
        await add(
            transaction,
            sign_up(people[0], "a@example.org", load=2),
            sign_up(people[1], "b@example.org", load=4),
            sign_up(people[2], "c@example.org", state="waiting"),
        )
        assert await reviewers.loads(transaction) == ((("A", "B"), 2, 6),)


async def test_a_profile_is_shared_once_two_with_a_place_gave_it(store: Store) -> None:
    people = [await person(store, f"p{number}") for number in range(6)]
    given = ["~A_A1", "~A_A1", "", "", "~B_B1", "~B_B1"]
    async with store.begin() as transaction:
        for number, (each, profile) in enumerate(zip(people, given, strict=True)):
            state = "waiting" if number == 5 else "signed"
            await add(transaction, sign_up(each, f"{number}@example.org", openreview=profile, state=state))
        assert await reviewers.shared_profiles(transaction) == {"~A_A1"}


@pytest.mark.parametrize("total", [0, 2, 4, 5])
async def test_everyone_is_read_by_pages(store: Store, monkeypatch: pytest.MonkeyPatch, total: int) -> None:
    monkeypatch.setattr(reviewers, "PAGE", 2)
    people = [await person(store, f"p{number}") for number in range(total)]
    async with store.begin() as transaction:
        await add(transaction, *(sign_up(number, f"{number}@example.org") for number in people))
    pages = [page async for page in reviewers.everyone(store, "signed")]
    assert [each.person for page in pages for each in page] == people
    assert max(map(len, pages)) <= 2


async def test_an_import_is_taken_once_and_by_who_prepared_it(store: Store) -> None:
    grace, ada = await person(store, "grace"), await person(store, "ada")
    async with store.begin() as transaction:
        number = await reviewers.keep_import(transaction, grace, "rows", NOW)
        assert await reviewers.take_import(transaction, number, ada) is None
        assert await reviewers.take_import(transaction, number, grace) == "rows"
        assert await reviewers.take_import(transaction, number, grace) is None
