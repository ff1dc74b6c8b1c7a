"""Drafts to try a review on, by reps of the sample company."""

from dataclasses import replace
from datetime import datetime, timedelta

from wellspent.records.draft import Draft
from wellspent.sample.drafts import SampleDraft, load_drafts
from wellspent.store.activities import moments_by_key
from wellspent.store.connect import Store


def sample_drafts(store: Store) -> list[Draft]:
    """Return the sample drafts, each to be sent soon after something that a demo's store holds.

    In another store they have no time of sending.
    """
    drafts = load_drafts()
    moments = moments_by_key(store, {one.after for one in drafts})
    return [_timed(one, moments.get(one.after)) for one in drafts]


def _timed(one: SampleDraft, after: datetime | None) -> Draft:
    if after is None:
        return one.draft
    return replace(one.draft, send_at=after + timedelta(minutes=one.minutes))
