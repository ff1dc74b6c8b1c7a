"""Drafts to try a review on, by reps of the sample company."""

import json
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


def sample_drafts_file(store: Store) -> str:
    """Return them as JSON lines, as `wellspent review` reads drafts."""
    return "".join(
        f"{json.dumps(_as_json(one), ensure_ascii=False)}\n" for one in sample_drafts(store)
    )


def _as_json(draft: Draft) -> dict[str, str | None]:
    return {
        "id": draft.id,
        "channel": draft.channel and draft.channel.value,
        "type": draft.type and draft.type.value,
        "from": draft.sender,
        "to": draft.recipient,
        "send_at": None if draft.send_at is None else draft.send_at.isoformat(),
        "subject": draft.subject,
        "body": draft.body,
    }


def _timed(one: SampleDraft, after: datetime | None) -> Draft:
    if after is None:
        return one.draft
    return replace(one.draft, send_at=after + timedelta(minutes=one.minutes))
