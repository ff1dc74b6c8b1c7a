"""Today's queue: the open enquiries in the order in which they deserve our time.

The order: highest fit first, as shown (out of 100); of equal fits the one that arrived last. For
any number of enquiries that a day has room for, taking the likeliest first leaves the fewest
customers unheard (the least expected regret), however wide the intervals are; and among equals an
answer is worth most while the question is fresh.
"""

from datetime import datetime

from wellspent.errors import StoreUnavailable
from wellspent.jobs.qualify_leads import qualify_new_leads
from wellspent.jobs.scorecard_in_use import points_in_use
from wellspent.records.lead import LeadOutcome
from wellspent.records.queue import LeadQuery, LeadRow, LeadSort, Queue
from wellspent.store.connect import Store
from wellspent.store.leads import LARGEST_PAGE, count_leads, list_leads
from wellspent.store.statements import is_sample

MORE_FOR_TIES = 150
"""Rows looked at beyond the limit, so that equal fits at its edge are ordered by age too."""


def todays_queue(store: Store, *, now: datetime, limit: int = 50) -> Queue:
    """Return the open enquiries, best first; ones that have just arrived get their fit here."""
    _qualify_new_leads(store, now)
    scorecard = points_in_use(store).scorecard
    page = list_leads(
        store,
        LeadQuery(
            outcome=LeadOutcome.OPEN,
            sort=LeadSort.FIT,
            limit=min(limit + MORE_FOR_TIES, LARGEST_PAGE),
        ),
    )
    rows = sorted(page.rows, key=_place)
    return Queue(
        rows=rows[:limit],
        open_leads=count_leads(store, LeadOutcome.OPEN),
        verdict=scorecard.verdict.value,
        verdict_reason=scorecard.verdict_reason,
        sample=is_sample(store),
        as_of=now,
    )


def _qualify_new_leads(store: Store, now: datetime) -> None:
    try:
        qualify_new_leads(store, now=now)
    except StoreUnavailable:
        # Another process is writing for long: the list can be read all the same.
        return


def _place(row: LeadRow) -> tuple[int, float]:
    shown = -1 if row.fit is None else round(row.fit.probability * 100)
    arrived = row.lead.arrived_at.timestamp() if row.lead.arrived_at else 0.0
    return -shown, -arrived
