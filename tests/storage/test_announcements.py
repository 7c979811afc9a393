"""Announcements keep each revision's words, and the posts of the newest and the confirmed one."""

from dataclasses import replace

from sqlalchemy import select

from storage.announcements import Draft, Organiser, add, change, draft_of, find, handed_over, newest
from storage.outbox import NewMessage
from storage.outbox import add as put
from storage.people import Account, person_of
from storage.store import Store
from storage.tables.announcements import revisions
from tests.doubles import SUMMER

DRAFT = Draft("Hello", "Hi", ("everyone",), ("slack:C1",), ("here",), SUMMER, "a post with a picture")


async def test_only_what_can_still_be_sent_keeps_its_post(store: Store) -> None:
    async with store.begin() as transaction:
        me = Organiser(await person_of(transaction, Account("slack", "U1"), SUMMER), "Grace")
        number = (await add(transaction, me, DRAFT, SUMMER)).id
        message = await put(transaction, NewMessage("announcement", "x"), (), at=SUMMER, due=SUMMER)
        assert message
        await handed_over(transaction, number, 1, message)
        for title in ("Second", "Third"):
            await change(transaction, number, replace(DRAFT, title=title), SUMMER)
        rows = await transaction.execute(
            select(revisions.c.title, revisions.c.post).order_by(revisions.c.revision)
        )
        assert [tuple(row) for row in rows] == [
            ("Hello", DRAFT.post),
            ("Second", ""),
            ("Third", DRAFT.post),
        ]
        assert await draft_of(transaction, number, 1) == DRAFT


async def test_the_list_leaves_the_posts_where_they_are(store: Store) -> None:
    async with store.begin() as transaction:
        me = Organiser(await person_of(transaction, Account("slack", "U1"), SUMMER), "Grace")
        number = (await add(transaction, me, DRAFT, SUMMER)).id
        (listed,) = await newest(transaction, 10)
        assert listed.draft == replace(DRAFT, post="")
        found = await find(transaction, number)
        assert found
        assert found.draft == DRAFT
