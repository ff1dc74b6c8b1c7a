"""Qualify leads: give open leads their fit by the scorecard in use, and keep it with them.

A fit orders attention. It closes, hides and rejects nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from time import monotonic

from wellspent.jobs.scorecard_in_use import points_in_use
from wellspent.qualify.fit import Fits, fit_of, fits_of
from wellspent.qualify.points_table import PointsTable
from wellspent.qualify.spelling import in_its_spelling, values_in_its_spelling
from wellspent.records.fit import Fit
from wellspent.records.imports import Progress
from wellspent.records.lead import LeadOutcome
from wellspent.records.queue import StoredFit
from wellspent.store.cases import case_values, fetch_lead_cases, fetch_open_cases
from wellspent.store.connect import Store
from wellspent.store.fits import save_fits
from wellspent.store.leads import count_leads
from wellspent.store.stale import leads_to_score

ROWS_BETWEEN_REPORTS = 5000
FEW_NEW = 200
QUICKLY_QUALIFIED = 20_000
PORTION = 20_000
"""Leads scored and saved at a time."""


def qualify_leads(
    store: Store, *, now: datetime, on_progress: Callable[[Progress], None] | None = None
) -> int:
    """Give every open lead its fit and top reasons; return how many have one now.

    Done twice, it changes nothing but the time of scoring. Leads that arrive or close meanwhile
    are left to the next time.
    """
    table = points_in_use(store)
    cases = in_its_spelling(table.spellings, fetch_open_cases(store))
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


def qualify_touched_leads(store: Store, *, now: datetime) -> int:
    """Give a fit to leads whose fit is stale and to open ones without any; return how many.

    A fit is stale once the lead, or the account that it means, has changed. Goes on from portion
    to portion, so that it needs no more memory for a million leads than for some thousand.
    """
    table = points_in_use(store)
    portions = leads_to_score(store, at_once=PORTION)
    return sum(_qualify(store, numbers, table, now) for numbers in portions)


def qualify_new_leads(store: Store, *, now: datetime) -> int:
    """Do what `qualify_touched_leads` does, unless whoever waits for a list would notice.

    With more than a few to score in a large store only some get their fit now.
    """
    numbers = next(leads_to_score(store, at_once=FEW_NEW), [])
    if not numbers:
        return 0
    if len(numbers) == FEW_NEW and count_leads(store, LeadOutcome.OPEN) <= QUICKLY_QUALIFIED:
        return qualify_touched_leads(store, now=now)
    return _qualify(store, numbers, points_in_use(store), now)


def _qualify(store: Store, numbers: Sequence[int], table: PointsTable, now: datetime) -> int:
    cases = in_its_spelling(table.spellings, fetch_lead_cases(store, numbers))
    fits = fits_of(table.scorecard, cases, table=table)
    return save_fits(store, _stored_fits(fits, cases.keys, table.scorecard.version, now))


def lead_fit(store: Store, lead_id: str, table: PointsTable) -> Fit:
    """Return the fit of a stored lead in full."""
    values = values_in_its_spelling(table.spellings, case_values(store, lead_id))
    return fit_of(table.scorecard, values, table=table)


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
