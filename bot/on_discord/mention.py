"""A message that mentions Usher: the answer is a reply to it, for all to see."""

import logging
import re
from dataclasses import dataclass

import discord

from bot.app import App
from bot.on_discord.exchange import patiently
from bot.on_discord.limits import FILE_BYTES
from bot.on_discord.naming import as_called, names_of
from bot.on_discord.people import organises
from bot.on_discord.render import Message, render
from bot.on_discord.sending import NOBODY, files_of, view_of
from bot.work import CLOSING, Count
from commands.core.command import listed
from commands.core.invocation import Invocation
from commands.core.person import Caller, Person, Place
from commands.core.reply import Heading, Paragraph, Reply, line
from storage import seen
from storage.errors import StoreError

log = logging.getLogger(__name__)

ALOUD = "ask aloud"
LOOKED_AT = 100  # messages of a thread in which an organiser may have replied
MOST_PEOPLE = 20  # of a thread whose roles are looked up
HOW = Reply.of(
    Heading("Mention me together with a question about the call"),
    Paragraph(line("Say: “how long may a short paper be?” To ask without being seen, type /ask.")),
)


@dataclass(frozen=True)
class Mentions:
    """Discord hands over the words of a message that mentions Usher without any privileged intent."""

    app: App
    answering: Count

    async def heard(self, client: discord.Client, message: discord.Message) -> None:
        """Answer what is meant for Usher, unless an organiser spoke in that thread; what fails is logged."""
        if client.user is None or message.author.bot or client.user not in message.mentions:
            return
        with self.app.work.underway(), self.answering.one():
            try:
                if await self._is_new(message) and not await self._is_in_good_hands(client, message):
                    await _reply(message, await self._answer(message, question_in(message, client.user.id)))
            except discord.HTTPException:
                log.exception("Discord refused the answer to a mention")

    async def _answer(self, message: discord.Message, question: str) -> Reply:
        if self.app.work.closing:
            return Reply.of(Heading(CLOSING))
        if not question:
            return HOW
        person = Person(f"discord:{message.author.id}", message.author.display_name)
        caller = Caller(person, _place(message.channel))
        answer = await self.app.dispatcher.dispatch(Invocation(ALOUD, {"question": question}), caller)
        return as_called(answer.reply, names_of(listed(self.app.dispatcher.commands)))

    async def _is_new(self, message: discord.Message) -> bool:
        """Another process may have heard the same while it took over; without a store, rather twice."""
        try:
            async with self.app.store.begin() as transaction:
                key, now = f"discord:{message.id}", self.app.dispatcher.clock.now()
                return await seen.first_time(transaction, key, now)
        except StoreError:
            log.exception("the store could not tell whether a mention is new")
            return True

    async def _is_in_good_hands(self, client: discord.Client, message: discord.Message) -> bool:
        """Whether an organiser spoke before in the thread; one who asks is answered all the same."""
        thread, settings = message.channel, self.app.settings.discord
        if not isinstance(thread, discord.Thread):
            return False
        try:
            before = [each async for each in thread.history(limit=LOOKED_AT, before=message)]
        except discord.HTTPException as error:
            log.warning("a thread could not be read, so nobody is known to have replied: %s", error)
            return False
        asking = message.author.id
        people = [each.author.id for each in before if _replies(each, thread) and each.author.id != asking]
        if not people or await organises(client, asking, settings):
            return False
        found = [
            await organises(client, user, settings) for user in list(dict.fromkeys(people))[:MOST_PEOPLE]
        ]
        return any(found)


def question_in(message: discord.Message, me: int) -> str:
    """The words of a message without the mention."""
    return " ".join(re.sub(rf"<@!?{me}>", " ", message.content).split())


def _place(channel: discord.abc.Messageable) -> Place:
    """A thread is a channel of its own on Discord."""
    number = str(getattr(channel, "id", ""))
    return Place("discord", number, number if isinstance(channel, discord.Thread) else "")


def _replies(message: discord.Message, thread: discord.Thread) -> bool:
    """Whether somebody says this in the thread, which they may only have opened."""
    opens = message.id == thread.id or message.type is discord.MessageType.thread_starter_message
    return not message.author.bot and not opens


async def _reply(message: discord.Message, reply: Reply) -> None:
    """Also where the question was deleted meanwhile."""
    most = message.guild.filesize_limit if message.guild else FILE_BYTES
    for rendered in render(reply, most):
        await patiently(lambda rendered=rendered: _send(message, rendered))  # type: ignore[misc]  # bound now


async def _send(message: discord.Message, rendered: Message) -> None:
    await message.channel.send(
        rendered.content or None,
        embeds=list(rendered.embeds),
        files=files_of(rendered),
        view=view_of(rendered.buttons) or discord.utils.MISSING,
        reference=message.to_reference(fail_if_not_exists=False),
        allowed_mentions=NOBODY,
        mention_author=False,
    )
