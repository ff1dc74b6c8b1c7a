"""Qualify leads: give open leads their fit by the scorecard in use, and keep it with them.

A fit orders attention. It closes, hides and rejects nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from time import monotonic

from wellspent.jobs.scorecard_in_use import points_in_use
from wellspent.qualify.fit import Fits, fit_of, fits_of
from wellspent.qualify.points_table import PointsTable
from wellspent.records.fit import Fit
from wellspent.records.imports import Progress
from wellspent.records.lead import LeadOutcome
from wellspent.records.queue import LeadQuery, LeadSort, StoredFit
from wellspent.store.cases import case_values, fetch_open_cases
from wellspent.store.connect import Store
from wellspent.store.fits import save_fits
from wellspent.store.leads import count_leads, list_leads

ROWS_BETWEEN_REPORTS = 5000
FEW_NEW = 200
QUICKLY_QUALIFIED = 20_000


def qualify_leads(
    store: Store, *, now: datetime, on_progress: Callable[[Progress], None] | None = None
) -> int:
    """Give every open lead its fit and top reasons; return how many have one now.

    Done twice, it changes nothing but the time of scoring. Leads that arrive or close meanwhile
    are left to the next time.
    """
    table = points_in_use(store)
    cases = fetch_open_cases(store)
    fits = fits_of(table.scorecard, cases, table=table)
    stored = _stored_fits(fits, cases.keys, table.scorecard.version, now)
    if on_progress is not None:
        stored = _reported(stored, cases.rows, on_progress)
    return save_fits(store, stored)


def qualify_lead(store: Store, lead_id: str, *, now: datetime) -> StoredFit:
    """Give one lead its fit and keep it; used for a lead that has just arrived."""
    table = points_in_use(store)
    stored = stored_fit(lead_id, lead_fit(store, lead_id, table), table, now)
    save_fits(store, [stored])
    return stored


def qualify_new_leads(store: Store, *, now: datetime) -> int:
    """Give a fit to open leads that have none yet; return how many got one.

    With more than a few new ones (after an import) all open leads are qualified at once, unless
    they are so many that whoever waits for a list would notice: then only some get theirs now, and
    `qualify_leads` does the rest.
    """
    query = LeadQuery(outcome=LeadOutcome.OPEN, sort=LeadSort.FIT, ascending=True, limit=FEW_NEW)
    # A lead without a fit sorts below any that has one.
    new = [row.lead.id for row in list_leads(store, query).rows if row.fit is None]
    if not new:
        return 0
    if len(new) == FEW_NEW and count_leads(store, LeadOutcome.OPEN) <= QUICKLY_QUALIFIED:
        return qualify_leads(store, now=now)
    table = points_in_use(store)
    return save_fits(
        store, [stored_fit(lead, lead_fit(store, lead, table), table, now) for lead in new]
    )


def lead_fit(store: Store, lead_id: str, table: PointsTable) -> Fit:
    """Return the fit of a stored lead in full."""
    return fit_of(table.scorecard, case_values(store, lead_id), table=table)


def stored_fit(lead_id: str, fit: Fit, table: PointsTable, now: datetime) -> StoredFit:
    """Return what is kept of a fit with its lead."""
    return StoredFit(
        lead_id=lead_id,
        probability=fit.probability,
        low=fit.low,
        high=fit.high,
        verdict=fit.verdict.value,
        reasons=fit.reasons,
        scorecard_version=table.scorecard.version,
        scored_at=now,
    )


def _stored_fits(
    fits: Fits, keys: Sequence[str], version: int, now: datetime
) -> Iterator[StoredFit]:
    verdict = fits.verdict.value
    for row, key in enumerate(keys):
        yield StoredFit(
            lead_id=key,
            probability=float(fits.probability[row]),
            low=float(fits.low[row]),
            high=float(fits.high[row]),
            verdict=verdict,
            reasons=fits.reasons(row),
            scorecard_version=version,
            scored_at=now,
        )


def _reported(
    stored: Iterator[StoredFit], rows: int, on_progress: Callable[[Progress], None]
) -> Iterator[StoredFit]:
    started = monotonic()
    for done, fit in enumerate(stored, start=1):
        yield fit
        if done % ROWS_BETWEEN_REPORTS == 0 or done == rows:
            rate = done / max(monotonic() - started, 1e-9)
            on_progress(
                Progress(
                    rows=done,
                    rows_per_second=rate,
                    share=done / rows,
                    seconds_left=(rows - done) / rate,
                )
            )
