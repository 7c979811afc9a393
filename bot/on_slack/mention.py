"""A message that mentions Usher: the answer goes into its thread, for all to see."""

import logging
import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.on_slack.calls import Calls
from bot.on_slack.client import UNREACHABLE, why
from bot.on_slack.deliver import Place, Post
from bot.work import CLOSING
from commands.core.invocation import Invocation
from commands.core.person import Permission
from commands.core.reply import Heading, Paragraph, Reply, line

log = logging.getLogger(__name__)

ALOUD = "ask aloud"
LOOKED_AT = 200  # messages of a thread in which an organiser may have replied
MOST_PEOPLE = 20  # of a thread whose rights are looked up
MENTION = re.compile(r"<@[UW][A-Z0-9]+(?:\|[^>]*)?>")
HOW = Reply.of(
    Heading("Mention me together with a question about the call"),
    Paragraph(line("Say: “how long may a short paper be?” To ask without being seen, type /ask.")),
)


async def answer_mention(calls: Calls, post: Post, event: Mapping[str, Any], *, closing: bool) -> None:
    """Answer what is meant for Usher, unless an organiser replied in that thread before."""
    under = event.get("thread_ts", "")
    place = Place(post, event["user"], event["channel"], thread=under or event["ts"])
    if closing:
        await place.reply(Reply.of(Heading(CLOSING)), private=False)
        return
    if under and await _is_in_good_hands(calls, event):
        return
    question = question_in(event.get("text", ""))
    if not question:
        await place.reply(HOW, private=False)
        return
    caller = await calls.caller(place, None)
    answer = await calls.app.dispatcher.dispatch(Invocation(ALOUD, {"question": question}), caller)
    await place.reply(answer.reply, private=False)


def question_in(text: str) -> str:
    """The words of a message without those it mentions; Slack writes three characters as entities."""
    said = MENTION.sub(" ", text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return " ".join(said.split())


async def _is_in_good_hands(calls: Calls, event: Mapping[str, Any]) -> bool:
    """Whether an organiser replied before in the thread; one who asks is answered all the same."""
    said = await _thread(calls, event)
    before = [each for each in said if each.get("ts") not in {event["thread_ts"], event["ts"]}]
    people = dict.fromkeys(str(each["user"]) for each in before if "user" in each and "bot_id" not in each)
    people.pop(event["user"], None)
    if not people or await _organises(calls, event["user"]):
        return False
    return any([await _organises(calls, user) for user in list(people)[:MOST_PEOPLE]])


async def _thread(calls: Calls, event: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    try:
        told = await calls.client.conversations_replies(
            channel=event["channel"], ts=event["thread_ts"], limit=LOOKED_AT, include_all_metadata=False
        )
    except UNREACHABLE as error:
        log.warning("a thread could not be read, so nobody is known to have replied: %s", why(error))
        return ()
    found: Sequence[Mapping[str, Any]] = told["messages"]
    return found


async def _organises(calls: Calls, user: str) -> bool:
    person = await calls.people.person(user)
    return Permission.ORGANISER in person.permissions
