"""Review a draft with what the store knows of its reader and of ourselves."""

from dataclasses import replace
from datetime import datetime

from wellspent.deliver.language_model import LanguageModel
from wellspent.jobs.ask_language_model import with_proposals
from wellspent.jobs.company_in_use import company_in_use
from wellspent.jobs.review_text import review_text
from wellspent.jobs.unknown_recipient import unknown_recipient
from wellspent.records.draft import Draft
from wellspent.records.finding import Review
from wellspent.records.reader import Reader
from wellspent.review.engine import Ruleset
from wellspent.review.reading.mentions import names_in
from wellspent.store.connect import Store
from wellspent.store.reader import reader_of


def review_draft(
    store: Store | None,
    draft: Draft,
    *,
    ruleset: Ruleset,
    now: datetime,
    language_model: LanguageModel | None = None,
    deadline: float | None = None,
    suggests: bool = True,
) -> Review:
    """Return what the rules say of a draft; without a store only its own words are read.

    A draft of no stated type is taken for what its head and our records have it for. What a rule
    would need and nobody knows stands in `unchecked`; so does a recipient of whom there is no
    record, with `suggests` along with those whom it may mean. A `language_model` may point out
    more, which is shown as far as the records bear it out. Past the `deadline` (by
    `time.monotonic`) no rule begins. StoreUnavailable when the store can't be reached.
    """
    reader = None if store is None else reader_of_draft(store, draft)
    company = None if store is None else company_in_use(store)
    review = review_text(
        draft, ruleset=ruleset, now=now, reader=reader, company=company, deadline=deadline
    )
    if store is not None and reader is not None and reader.contact is None:
        unknown = unknown_recipient(store, draft.recipient, suggests=suggests)
        review = replace(review, unchecked=(unknown, *review.unchecked))
    if language_model is None:
        return review
    return with_proposals(
        review, draft, language_model, ruleset=ruleset, reader=reader, company=company, now=now
    )


def reader_of_draft(store: Store, draft: Draft) -> Reader | None:
    """Return what the store knows of the one whom a draft is for; None when it is for nobody."""
    if not draft.recipient.strip():
        return None
    return reader_of(store, draft.recipient, names=names_in(draft))
