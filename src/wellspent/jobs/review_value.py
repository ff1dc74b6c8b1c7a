"""Review drafts that programs send as JSON values."""

from datetime import UTC, datetime, tzinfo
from typing import Any

from wellspent.collect.draft_json import draft_from_value
from wellspent.deliver.language_model import LanguageModel
from wellspent.jobs.review_draft import review_draft
from wellspent.jobs.review_json import review_as_json
from wellspent.review.engine import Ruleset
from wellspent.store.connect import Store


def check_draft(value: object, *, where: str = "") -> None:
    """Raise InputError, with `where`, when this is no draft as JSON has it."""
    draft_from_value(value, where=where)


def review_value(
    store: Store | None,
    value: object,
    *,
    ruleset: Ruleset,
    now: datetime,
    language_model: LanguageModel | None = None,
    zone: tzinfo = UTC,
    where: str = "",
) -> dict[str, Any]:
    """Return the review of a draft, both as JSON has them (`jobs/review_json.py` gives the shape).

    InputError says what is wrong with the draft, and `where`; `zone` is that of times without one.
    """
    draft = draft_from_value(value, where=where, zone=zone)
    review = review_draft(store, draft, ruleset=ruleset, now=now, language_model=language_model)
    return review_as_json(review)
