"""Hour rates: what the team's closed deals took and gave, reckoned once a day and kept."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, Final

from wellspent.jobs.time_questions import open_time
from wellspent.reach.hour_worth import NO_RATES, HourRates
from wellspent.report.time.closed import closed
from wellspent.store.account_values import values_of_accounts
from wellspent.store.connect import Store
from wellspent.store.learned_things import (
    LearnedThing,
    activities_mark,
    keep_learned,
    learned_thing,
)

NAME: Final = "hour rates"
STANDS: Final = timedelta(days=1)


def hour_rates(store: Store, *, now: datetime) -> HourRates:
    """Return the rates as they were reckoned last; nothing of worth is known before the first time.

    A small store's are reckoned anew when they are a day old or many activities have come.
    """
    kept = learned_thing(store, NAME)
    if rates_are_due(store, now=now) and activities_mark(store).is_small:
        return reckon_hour_rates(store, now=now)
    return NO_RATES if kept is None else HourRates(**json.loads(kept.body))


def rates_are_due(store: Store, *, now: datetime) -> bool:
    """Return whether the rates are a day old, many activities have come, or there are none."""
    kept = learned_thing(store, NAME)
    if kept is None or abs(now - kept.learned_at) >= STANDS:
        return True
    return activities_mark(store).unseen_since(kept.fingerprint) is None


def reckon_hour_rates(store: Store, *, now: datetime) -> HourRates:
    """Reckon the rates of all closed deals, and keep them."""
    mark, rates = activities_mark(store), _reckoned(store, now)
    body = json.dumps(asdict(rates))
    thing = LearnedThing(
        name=NAME, fingerprint=mark.text, body=body, cases=rates.closed, learned_at=now
    )
    keep_learned(store, thing)
    return rates


def _reckoned(store: Store, now: datetime) -> HourRates:
    with open_time(store, now=now) as opened:
        rows = opened.rows(closed(opened.times, opened.powers))
    by: dict[str, dict[str, Any]] = {row["outcome"]: row for row in rows}
    _, currency = values_of_accounts(store)
    none: dict[str, Any] = {"deals": 0, "our_minutes": 0.0, "deals_with_power": 0}
    won, lost = by.get("won", none), by.get("lost", none)
    return HourRates(
        won=won["deals"],
        lost=lost["deals"],
        hours=(won["our_minutes"] + lost["our_minutes"]) / 60,
        won_with_power=won["deals_with_power"],
        lost_with_power=lost["deals_with_power"],
        currency=currency,
    )
