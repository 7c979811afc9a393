"""Whether two people, as the store knows them, are one human with two accounts."""

from collections.abc import Collection

from sqlalchemy import func, select

from storage.store import Transaction
from storage.tables.reviewers import reviewers


async def is_one_human(transaction: Transaction, person: int, others: Collection[int]) -> bool:
    """By the OpenReview profile with which they signed up; no e-mail address stands in two sign-ups."""
    profile = func.lower(reviewers.c.openreview)
    mine = select(profile).where(reviewers.c.person == person, reviewers.c.openreview != "")
    theirs = select(reviewers.c.person).where(reviewers.c.person.in_(others), profile.in_(mine))
    return (await transaction.execute(theirs.limit(1))).scalar() is not None
