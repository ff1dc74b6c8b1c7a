"""Review what somebody types, with what the store knows, and say what it was taken for."""

from dataclasses import dataclass
from datetime import datetime

from wellspent.jobs.company_in_use import company_in_use
from wellspent.jobs.review_draft import reader_of_draft
from wellspent.records.draft import Draft
from wellspent.records.finding import Review
from wellspent.records.reader import Reader
from wellspent.review.engine import Ruleset, review
from wellspent.review.reading.occasion import taken_for, with_supposed
from wellspent.store.connect import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedReview:
    """A review, the draft as it was taken (with its supposed type), and whom it is for.

    `reader` is None where no recipient was named; its contact is None where nobody is known by
    that name.
    """

    review: Review
    draft: Draft
    reader: Reader | None


def review_typed(store: Store, draft: Draft, *, ruleset: Ruleset, now: datetime) -> TypedReview:
    """Return what the rules say of a draft; StoreUnavailable when the store can't be reached."""
    reader = reader_of_draft(store, draft)
    taken = taken_for(draft, reader, now=now, usual=ruleset.usual)
    reviewed = review(taken, ruleset, now=now, reader=reader, company=company_in_use(store))
    return TypedReview(review=with_supposed(reviewed, draft, taken), draft=taken, reader=reader)
