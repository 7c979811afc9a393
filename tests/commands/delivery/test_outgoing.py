"""What is handed to the outbox comes out as it went in, once."""

from datetime import UTC, datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from commands.core.errors import UserError
from commands.core.invocation import Invocation
from commands.core.reply import Block, Column, File, Reply, Table
from commands.delivery.destination import Destination, channel
from commands.delivery.outgoing import Outgoing, hand_over, read_post
from commands.delivery.post import Post
from commands.delivery.written import to_json
from storage.store import Store
from storage.tables.outbox import deliveries, messages

NOW = datetime(2025, 8, 1, 12, tzinfo=UTC)

st.register_type_strategy(
    Invocation, st.builds(Invocation, st.just("ask"), st.dictionaries(st.just("q"), st.text(max_size=5)))
)
st.register_type_strategy(File, st.builds(File, st.text(), st.binary(), st.text()))  # as it reads back
st.register_type_strategy(
    Table, st.builds(Table, st.text(), st.just((Column("a"),)), st.lists(st.tuples(st.text())).map(tuple))
)

POSTS = st.builds(
    Post, st.builds(Reply, st.lists(st.one_of(*map(st.from_type, get_args(Block))), max_size=4).map(tuple))
)


@given(POSTS)
def test_a_post_is_kept_as_it_was_written(post: Post) -> None:
    assert read_post(to_json(post)) == post


async def test_a_message_with_a_key_goes_out_once(store: Store) -> None:
    reminder = Outgoing("reminder", Post(Reply(())), (Destination("slack", "C01"),), NOW, key="7 days before")
    async with store.begin() as transaction:
        first = await hand_over(transaction, reminder, NOW)
        second = await hand_over(transaction, reminder, NOW)
        count = (await transaction.execute(select(func.count()).select_from(deliveries))).scalar()
    assert (first is not None, second, count) == (True, None, 1)


async def test_a_person_who_is_written_to_owns_the_delivery(store: Store) -> None:
    notice = Outgoing("notice", Post(Reply(())), (Destination("discord", "42", "person"),), NOW)
    async with store.begin() as transaction:
        await hand_over(transaction, notice, NOW)
        assert (await transaction.execute(select(deliveries.c.person))).scalar() is not None
        assert (await transaction.execute(select(messages.c.created_at))).scalar() == NOW


@pytest.mark.parametrize("written", ["general", "irc:1", "discord:", ":1", ""])
def test_a_channel_without_platform_or_id_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(UserError, match="as in discord:"):
        channel(written)


def test_a_channel_is_written_as_it_was_read() -> None:
    assert channel("slack:C0123").written == "slack:C0123"
