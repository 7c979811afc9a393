"""`/review-signup`: sign up as a reviewer, change it, show it, withdraw it."""

from collections.abc import Mapping

from commands.core.command import command
from commands.core.context import Context
from commands.core.errors import UserError
from commands.core.form import Form
from commands.core.invocation import Raw
from commands.core.reply import Reply
from commands.reviewers import card, fields
from commands.reviewers.answers import Answers
from commands.reviewers.signing import (
    check_open,
    declare,
    mine,
    place_of,
    reviewing_of,
    sign_up,
    withdraw,
)
from storage.reviewers import COUNTED, SignUp


async def known_answers(ctx: Context, _given: Mapping[str, Raw]) -> Mapping[str, Raw]:
    """What is stored, with the version that the form changes; `UserError` while nobody can sign up."""
    reviewing, signed = reviewing_of(ctx), await mine(ctx)
    if signed is None or signed.state not in COUNTED:
        check_open(reviewing, ctx.now)
        return {
            "load": str(reviewing.load),
            "first_author": bool(signed and signed.first_author),
            "version": signed.version if signed else 0,
        }
    return {
        **vars(Answers.of(signed)),
        "load": str(min(signed.load, reviewing.most)),
        "topics": tuple(topic for topic in signed.topics if topic in ctx.services.event.topics),
        "consent": signed.consent_version == reviewing.consent_version,
        "version": signed.version,
    }


@command(
    "review-signup",
    private=True,
    form=Form("Sign up as a reviewer", "Sign up", prefill=known_answers, by_parts=True),
    example="/review-signup",
)
async def review_signup(  # noqa: PLR0913 - what a reviewer is asked
    ctx: Context,
    *,
    name: fields.Name,
    email: fields.Email,
    openreview: fields.OpenReview = None,
    topics: fields.Topics = (),
    consent: fields.Consent,
    load: fields.Load = None,
    experience: fields.Experience = None,
    first_author: fields.FirstAuthor = None,
    conflict_domains: fields.ConflictDomains = None,
    conflict_people: fields.ConflictPeople = None,
    version: fields.Version = None,
) -> Reply:
    """Sign up as a reviewer, or change your answers."""
    if not consent:
        raise UserError(
            "Without your consent your answers can't be kept. Tick it to sign up.", field="consent"
        )
    before = None if version is not None else await mine(ctx)
    stored = Answers.of(before) if before and before.state in COUNTED else _nothing(ctx)
    answers = Answers(
        name=name,
        email=email,
        topics=topics or (stored.topics if version is None else ()),
        openreview=_or(openreview, stored.openreview),
        load=int(load) if load else stored.load,
        experience=_or(experience, stored.experience),
        conflict_domains=_or(conflict_domains, stored.conflict_domains),
        conflict_people=_or(conflict_people, stored.conflict_people),
        first_author=stored.first_author if first_author is None else first_author,
    )
    signed = await sign_up(ctx, answers.checked(ctx.services.event), version)
    return card.confirmed(signed, ctx.services.event, await _place(ctx, signed))


def _or(said: str | None, stored: str) -> str:
    """What was left out of a typed command stays as it was; a form says everything."""
    return stored if said is None else said


def _nothing(ctx: Context) -> Answers:
    return Answers("", "", (), "", reviewing_of(ctx).load, "", "", "", first_author=False)


async def _place(ctx: Context, signed: SignUp | None) -> int | None:
    return await place_of(ctx, signed) if signed and signed.state == "waiting" else None


@command("review-signup show", private=True, example="/review-signup show")
async def review_signup_show(ctx: Context) -> Reply:
    """Show whether you have signed up as a reviewer, and with which answers."""
    reviewing_of(ctx)
    signed = await mine(ctx)
    return card.own(signed, ctx.services.event, await _place(ctx, signed))


@command("review-signup withdraw", private=True, example="/review-signup withdraw")
async def review_signup_withdraw(ctx: Context) -> Reply:
    """Withdraw as a reviewer, and have your answers erased."""
    return card.withdrawn(was_there=await withdraw(ctx))


@command("review-signup later", private=True, example="/review-signup later")
async def review_signup_later(ctx: Context) -> Reply:
    """Say that you are a (co-)first author of a submission and may sign up later."""
    signed = await declare(ctx)
    return card.own(signed, ctx.services.event, await _place(ctx, signed))
