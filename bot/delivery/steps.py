"""One delivery, step by step: each part is noted before it is sent and recorded when it was."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.delivery.sender import MOST_PARTS, Fixed, Gone, Later, Refused, Sender, Spot
from commands.core.clock import Clock
from commands.core.reply import Heading, Reply
from commands.delivery.outgoing import read_post
from commands.delivery.plan import Done, Edit, Publish, Remove, Send, Step, mark, next_step, still_meant
from commands.delivery.post import Post
from storage import claims
from storage.claims import Claim
from storage.parts import Attempt, Part, arrived, root
from storage.store import Store

CORRECTION = Heading("Correction of the message above", "unsure")
RETRACTED = Post(Reply.of(Heading("This message was retracted", "unsure")))

UNKNOWN = "Usher does not know which message it is; see to it by hand"
UNREMOVED = "the platform does not let it be removed; see to it by hand"
REMOVED = "somebody removed the message"


class Lost(Exception):
    """Another process has the delivery now, or it is not there any more."""


@dataclass
class Steps:
    """`claim` is as far as this has come; `open` is an attempt that did not arrive, to be made again.

    `is_loose`: what it would go under is gone.
    """

    store: Store
    clock: Clock
    sender: Sender[Any]
    reached: Callable[[str], None]
    claim: Claim
    open: Attempt | None = None
    is_loose: bool = False

    async def run(self) -> None:
        """Until nothing is left to do; what goes wrong is raised, with all that was done recorded."""
        if self.claim.attempt:
            await self._recover(self.claim.attempt)
        while not isinstance(step := await self._next(), Done):
            await self._take(step)

    async def _next(self) -> Step:
        claim, count = self.claim, len(self._contents())
        step = next_step(claim.wanted, count, claim.parts)
        if isinstance(step, Done) and claim.wanted and await self.sender.publishes(claim.target):
            return next_step(claim.wanted, count, claim.parts, publishes=True)
        return step

    def _contents(self) -> Sequence[Any]:
        if not self.claim.wanted:
            return ()
        contents = self.sender.split(read_post(self.claim.body))
        if len(contents) > MOST_PARTS:
            raise Refused("too long", f"it takes {len(contents)} messages")
        return contents

    async def _take(self, step: Send | Edit | Publish | Remove) -> None:
        match step:
            case Send(number):
                await self._send(number, self._contents()[number])
            case Edit(number):
                await self._edit(number)
            case Publish(number):
                await self._publish(number)
            case Remove(number):
                await self._remove(number)

    async def _send(self, number: int, content: Any, corrects: str = "") -> None:
        attempt, repeated = self._attempt(number, content, corrects or await self._under())
        await self.sender.turn(self.claim.target, "send")
        began = self.clock.elapsed()
        if not await self._begin(attempt):
            return
        self.reached("begun")
        self._still_ours(began)
        try:
            remote = await self.sender.send(self._spot(attempt, content))
        except Gone:
            await self._go_loose(attempt, corrects)
            return
        except (Later, Refused):
            if not repeated:
                await self._forget()
            raise
        self.reached("sent")
        await self._stand(arrived(self.claim.parts, attempt, remote))

    def _still_ours(self, began: float) -> None:
        """A process that stood still may have lost its lease, and there must be time for the request."""
        if self.clock.elapsed() - began > self.claim.grip.lasts.total_seconds() / 4:
            raise Lost

    async def _under(self) -> str:
        """The copy of another message that this post goes under."""
        under = read_post(self.claim.body).under
        if under is None or self.is_loose:
            return ""
        async with self.store.reading() as transaction:
            return root(await claims.standing(transaction, under, self.claim.target))

    async def _go_loose(self, attempt: Attempt, corrects: str) -> None:
        """What it was to stand under is not there any more; only what replaces that can't do without."""
        await self._forget()
        if corrects or not attempt.under:
            raise Refused("removed there", REMOVED)
        self.is_loose, self.open = True, None

    def _attempt(self, number: int, content: Any, under: str) -> tuple[Attempt, bool]:
        """What did not arrive goes once more under its old mark, which no platform takes twice."""
        if self.open and self.open.part == number and self.open.revision == self.claim.wanted:
            return self.open, True
        now, claim = self.clock.now(), self.claim
        name, digest = mark(claim.delivery, number, now), self.sender.digest(content)
        return Attempt(number, len(self._contents()), claim.wanted, name, now, digest, under), False

    def _spot(self, attempt: Attempt, content: Any) -> Spot[Any]:
        parts = self.claim.parts
        first = parts[0].id if parts and attempt.part else ""
        is_first = not attempt.part and not parts
        mentions = read_post(self.claim.body).mentions if is_first else ()
        return Spot(self.claim.target, content, attempt, mentions, first, attempt.under)

    async def _begin(self, attempt: Attempt) -> bool:
        """False where something else is wanted since, which `claim` then tells."""
        async with self.store.begin() as transaction:
            if await claims.begin(transaction, self.claim, attempt, self.clock.now()):
                self.claim = replace(self.claim, attempt=attempt)
                return True
            looked = await claims.look(transaction, self.claim, self.clock.now())
        if looked is None:
            raise Lost
        self.claim = looked
        return False

    async def _recover(self, attempt: Attempt) -> None:
        """Look whether what was being sent has arrived, before anything is sent again."""
        async with self.store.reading() as transaction:
            known = await claims.known_ids(transaction, self.claim.target)
        spot = replace(self._spot(attempt, None), known=known)
        found = await self.sender.find(spot)
        self.reached("looked")
        if found:
            await self._stand(arrived(self.claim.parts, attempt, found))
        elif still_meant(attempt, await self._next(), self.claim.wanted):
            self.open = attempt
        else:
            await self._forget()

    async def _edit(self, number: int) -> None:
        part, content = self.claim.parts[number], self._contents()[number]
        try:
            await self._change(part, content)
        except Fixed:
            await self._send(number, self._correction(number), part.id)
        except Gone:
            raise Refused("removed there", REMOVED) from None
        else:
            self.reached("edited")
            await self._stand(self._with(number, replace(part, revision=self.claim.wanted)))

    async def _change(self, part: Part, content: Any) -> None:
        """A message that only a person saw can't be changed, as one that the platform keeps."""
        if not part.id:
            raise Fixed
        await self.sender.turn(self.claim.target, "edit")
        await self.sender.edit(part.id, content)

    def _correction(self, number: int) -> Any:
        """The first part says that it is one, where there is room for that."""
        contents, post = self._contents(), read_post(self.claim.body)
        said = replace(post, reply=Reply((CORRECTION, *post.reply.blocks)))
        told = self.sender.split(said)
        return told[0] if number == 0 and len(told) == len(contents) else contents[number]

    async def _publish(self, number: int) -> None:
        part = self.claim.parts[number]
        if part.id:
            await self.sender.turn(self.claim.target, "send")
            await self.sender.publish(part.id)
        await self._stand(self._with(number, replace(part, published=True)))

    async def _remove(self, number: int) -> None:
        part = self.claim.parts[number]
        for remote in (*part.earlier, part.id):
            if not remote:
                raise Refused("no access", UNKNOWN)
            await self.sender.turn(self.claim.target, "remove")
            await self._take_away(remote)
        self.reached("removed")
        await self._stand(self.claim.parts[:number])

    async def _take_away(self, remote: str) -> None:
        """Remove a message; one that can't be removed says that it does not hold any more."""
        try:
            await self.sender.remove(remote)
        except Gone:
            return
        except Fixed:
            try:
                await self.sender.edit(remote, self.sender.split(RETRACTED)[0])
            except (Fixed, Gone):
                raise Refused("no access", UNREMOVED) from None

    def _with(self, number: int, part: Part) -> tuple[Part, ...]:
        parts = self.claim.parts
        return (*parts[:number], part, *parts[number + 1 :])

    async def _forget(self) -> None:
        async with self.store.begin() as transaction:
            if not await claims.forget(transaction, self.claim, self.clock.now()):
                raise Lost
        self.claim = replace(self.claim, attempt=None)

    async def _stand(self, parts: tuple[Part, ...]) -> None:
        async with self.store.begin() as transaction:
            if not await claims.record(transaction, self.claim, parts, self.clock.now()):
                raise Lost
        self.claim = replace(self.claim, parts=parts, attempt=None)
        self.open = None
        self.reached("recorded")
