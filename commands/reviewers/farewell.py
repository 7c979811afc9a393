"""Reviewers are told before their sign-ups are erased, each once."""

from datetime import datetime, timedelta

from commands.account import reach
from commands.core.invocation import Invocation
from commands.core.reply import Button, Buttons, Heading, Moment, Paragraph, Reply, line
from commands.delivery.outgoing import Outgoing, hand_over
from commands.delivery.post import Post
from commands.services import Services
from storage import reviewers
from storage.reviewers import SignUp
from storage.store import Transaction

BEFORE = timedelta(days=7)


async def tell_before_erasing(services: Services, now: datetime) -> None:
    """Hand over a notice to everyone whose time runs out within a week; safe to run as often as one likes."""
    last = 0
    while True:
        async with services.store.begin() as transaction:
            soon = await reviewers.due(transaction, now + BEFORE, last)
            for signed in soon:
                await _tell(transaction, services, signed, now)
        if not soon:
            return
        last = soon[-1].person


async def _tell(transaction: Transaction, services: Services, signed: SignUp, now: datetime) -> None:
    to = await reach(transaction, signed.person)
    if to is None or signed.state == "withdrawn" or signed.erase_at <= now:
        return
    key = f"reviewers-erase-{signed.person}-{signed.erase_at:%Y-%m-%d}"
    post = Post(_notice(services.event.name, signed.erase_at))
    await hand_over(transaction, Outgoing("notice", post, (to,), now, key, signed.erase_at), now)


def _notice(event: str, erase_at: datetime) -> Reply:
    when = line("As you agreed, on ", Moment(erase_at), ". You need not do anything.")
    return Reply.of(
        Heading(f"Your reviewer sign-up for the {event} will be erased"),
        Paragraph(when),
        Buttons((Button("Get a copy", Invocation("mydata export")),)),
    )
