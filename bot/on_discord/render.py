"""A reply as messages that Discord takes: split or attached as a file where it is long, never refused."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import discord

from bot.on_discord.as_text import as_text
from bot.on_discord.cards import Attached, Card, Deck, deck
from bot.on_discord.escape import escaped
from bot.on_discord.limits import (
    BUTTONS,
    CONTENT,
    EMBED_CHARACTERS,
    EMBEDS,
    FILE_BYTES,
    FILES,
    shortened,
)
from commands.core.reply import Button, Reply, Tone

MOST_MESSAGES = 4  # of one reply; what is longer comes as a file
WHOLE = "reply.txt"
MEGABYTE = 1024 * 1024
COLOURS: dict[Tone, int] = {"plain": 0x4F6BED, "good": 0x2E9E5B, "bad": 0xD64545, "unsure": 0xE0A030}


@dataclass(frozen=True)
class Message:
    content: str = ""
    embeds: tuple[discord.Embed, ...] = ()
    files: tuple[Attached, ...] = ()
    buttons: tuple[Button, ...] = ()


def render(
    reply: Reply, most_bytes: int = FILE_BYTES, most_messages: int = MOST_MESSAGES
) -> tuple[Message, ...]:
    """At least one message; `most_bytes` is what Discord takes of one file here."""
    dealt = _numbered(_within(_bounded(deck(reply), reply, most_messages), most_bytes))
    messages = [_message(cards) for cards in _packed(dealt.cards, most_bytes)]
    _attach(dealt.files, messages, most_bytes)
    _place(dealt.buttons, messages)
    return tuple(messages)


def _bounded(dealt: Deck, reply: Reply, most_messages: int) -> Deck:
    """Cards for a few messages; the rest of the words in a file that holds all of them."""
    groups = list(_packed(dealt.cards, FILE_BYTES))
    if len(groups) <= most_messages:
        return dealt
    note = Card(groups[0][0].tone, text=f"This is long: the whole of it is in {escaped(WHOLE)}.")
    rest = (card for group in groups[1:] for card in group if card.picture)
    pictures = [Card(card.tone, picture=card.picture) for card in rest]
    content = as_text(reply).encode("utf-8", "replace")[:FILE_BYTES]
    return Deck([*groups[0], note, *pictures], [Attached(WHOLE, content), *dealt.files], dealt.buttons)


def _within(dealt: Deck, most_bytes: int) -> Deck:
    """Without files that Discord would refuse; a sentence stands for each."""
    cards = [card for old in dealt.cards for card in _card_within(old, most_bytes)]
    refused = [file for file in dealt.files if len(file.content) > most_bytes]
    notes = [Card("unsure", text=_too_large(file, most_bytes)) for file in refused]
    return Deck([*cards, *notes], [file for file in dealt.files if file not in refused], dealt.buttons)


def _card_within(card: Card, most_bytes: int) -> Iterator[Card]:
    if card.picture is None or len(card.picture.content) <= most_bytes:
        yield card
        return
    without = replace(card, picture=None)
    if not without.is_empty:
        yield without
    yield Card("unsure", text=_too_large(card.picture, most_bytes))


def _too_large(file: Attached, most_bytes: int) -> str:
    size, most = len(file.content) / MEGABYTE, most_bytes / MEGABYTE
    return escaped(f"{file.name} has {size:.1f} MB; Discord takes at most {most:.0f} MB, so it is left out.")


def _numbered(dealt: Deck) -> Deck:
    """With names that tell the files of a message apart."""
    names: set[str] = set()
    cards = [
        replace(card, picture=_renamed(card.picture, names)) if card.picture else card for card in dealt.cards
    ]
    return Deck(cards, [_renamed(file, names) for file in dealt.files], dealt.buttons)


def _renamed(file: Attached, names: set[str]) -> Attached:
    name, number = file.name, 1
    while name in names:
        number += 1
        name = f"{number}-{file.name}"
    names.add(name)
    return replace(file, name=name)


def _packed(cards: Iterable[Card], most_bytes: int) -> Iterator[list[Card]]:
    now: list[Card] = []
    for card in cards:
        if now and not _fit([*now, card], most_bytes):
            yield now
            now = []
        now.append(card)
    if now:
        yield now


def _fit(cards: Sequence[Card], most_bytes: int) -> bool:
    weight = sum(len(card.picture.content) for card in cards if card.picture)
    characters = sum(card.characters for card in cards)
    return len(cards) <= EMBEDS and characters <= EMBED_CHARACTERS and weight <= most_bytes


def _message(cards: Sequence[Card]) -> Message:
    pictures = tuple(card.picture for card in cards if card.picture)
    return Message(embeds=tuple(_embed(card) for card in cards), files=pictures)


def _embed(card: Card) -> discord.Embed:
    embed = discord.Embed(title=card.title or None, description=card.text or None, colour=COLOURS[card.tone])
    for name, value in card.fields:
        embed.add_field(name=name, value=value, inline=False)
    if card.picture:
        embed.set_image(url=f"attachment://{card.picture.name}")
    return embed


def _attach(files: Iterable[Attached], messages: list[Message], most_bytes: int) -> None:
    """Put the files on the last message, and on more of them where one is full."""
    for file in files:
        if not messages or not _has_room(messages[-1], file, most_bytes):
            messages.append(Message())
        messages[-1] = replace(messages[-1], files=(*messages[-1].files, file))


def _has_room(message: Message, file: Attached, most_bytes: int) -> bool:
    weight = sum(len(other.content) for other in (*message.files, file))
    return len(message.files) < FILES and weight <= most_bytes


def _place(buttons: Iterable[Button], messages: list[Message]) -> None:
    """Put the buttons under the last message; a message holds no code twice."""
    if not messages:
        messages.append(Message("Choose:" if buttons else "Done."))
    for button in buttons:
        placed = messages[-1].buttons
        if len(placed) == BUTTONS or any(button.press.code == other.press.code for other in placed):
            messages.append(Message("More choices:"))
        messages[-1] = replace(messages[-1], buttons=(*messages[-1].buttons, button))


def sentence(text: str) -> Message:
    """A plain word in passing, with room for what escaping adds."""
    return Message(escaped(shortened(text, CONTENT // 2)))
