"""Time spent: where our minutes and the customers' went, by a cut, month by month, in won deals.

For the rep first: with `rep` it is that rep's own. Never a ranking of people: lines by rep come in
the order of their names, and each says no more than the others.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import quantiles
from typing import Any, Final

import ibis.expr.types as ir

from wellspent.jobs.time_questions import (
    OpenTime,
    open_time,
    reading_rate,
    writing_rate,
)
from wellspent.records.time_spent import TimeCut, TimeLine, TimeSpent
from wellspent.report.time.minutes import minutes
from wellspent.report.time.trend import trend
from wellspent.report.time.won import won
from wellspent.store.account_values import values_of_accounts
from wellspent.store.connect import Store

FEWEST_FOR_BANDS: Final = 4
NO_NAME: Final = {
    TimeCut.REP: "no rep known",
    TimeCut.STAGE: "no deal's stage known",
    TimeCut.OUTCOME: "no deal",
}
ORDER_OF_NAMES: Final = frozenset({TimeCut.REP, TimeCut.PERIOD, TimeCut.VALUE})
NOTHING: Final = TimeLine(
    key="whole",
    name="",
    our_minutes=0.0,
    their_minutes=0.0,
    estimated_minutes=0.0,
    without_power=0.0,
    power_unknown=0.0,
    people=0,
    activities=0,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DealHalf:
    """Minutes in one half of the time of deals that ended one way.

    `deals_with_power` are those in which somebody who can say yes took part.
    """

    outcome: str
    half: int
    our_minutes: float
    their_minutes: float
    without_power: float
    power_unknown: float
    deals: int
    deals_with_power: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedInWon:
    """What changed in deals that were won, beside those that were lost, with what it can't say."""

    halves: tuple[DealHalf, ...]
    said: tuple[str, ...]
    notes: tuple[str, ...] = ()


def time_spent(
    store: Store,
    *,
    cut: TimeCut,
    now: datetime,
    since: datetime | None = None,
    until: datetime | None = None,
    rep: str = "",
) -> TimeSpent:
    """Return where the minutes of a time went; with `rep`, that rep's only."""
    with open_time(store, now=now, since=since, until=until) as opened:
        return spent_in(opened, store, cut=cut, since=since, until=until, rep=rep)


def spent_in(
    opened: OpenTime,
    store: Store,
    *,
    cut: TimeCut,
    since: datetime | None = None,
    until: datetime | None = None,
    rep: str = "",
) -> TimeSpent:
    """Return the same of minutes that are open already; `since` and `until` are theirs."""
    edges = _edges(store) if cut is TimeCut.VALUE else ((), "")
    rows = opened.ask(_minutes, cut, edges[0], rep)
    whole = opened.ask(_minutes, None, (), rep)
    lines = [_line(row, _name(cut, row["key"], edges)) for row in rows]
    if cut in ORDER_OF_NAMES:
        lines.sort(key=lambda line: line.key)
    return TimeSpent(
        cut=cut,
        since=since,
        until=until,
        lines=tuple(lines),
        total=_line(whole[0], "") if whole else NOTHING,
        notes=tuple(_notes(cut, bool(whole), opened.note)),
    )


def time_trend(
    store: Store,
    *,
    now: datetime,
    since: datetime | None = None,
    until: datetime | None = None,
    rep: str = "",
) -> tuple[TimeLine, ...]:
    """Return the minutes month by month, earliest first; a key is `202611`."""
    with open_time(store, now=now, since=since, until=until) as opened:
        return months_in(opened, rep=rep)


def months_in(opened: OpenTime, *, rep: str = "") -> tuple[TimeLine, ...]:
    """Return the same of minutes that are open already."""
    return tuple(_line(row, _month(row["key"])) for row in opened.ask(_trend, rep))


def what_changed_in_won_deals(
    store: Store, *, now: datetime, since: datetime | None = None, until: datetime | None = None
) -> ChangedInWon:
    """Return how the first and the second half of won and of lost deals differ."""
    with open_time(store, now=now, since=since, until=until) as opened:
        return changed_in(opened)


def changed_in(opened: OpenTime) -> ChangedInWon:
    """Return the same of minutes that are open already."""
    halves = tuple(DealHalf(**row) for row in opened.ask(won))
    by = {(each.outcome, each.half): each for each in halves}
    return ChangedInWon(
        halves=halves,
        said=tuple(_said(by)),
        notes=(
            "This is what went together with winning, not what caused it.",
            "Who can say yes is as it is known today, not as it was known then.",
            *filter(None, [opened.note]),
        ),
    )


def _minutes(
    times: ir.Table, powers: ir.Table, cut: TimeCut | None, bands: tuple[float, ...], rep: str
) -> ir.Table:
    return minutes(times, powers, cut, bands=bands, rep=rep)


def _trend(times: ir.Table, powers: ir.Table, rep: str) -> ir.Table:
    return trend(times, powers, rep=rep)


def _said(by: Mapping[tuple[str, int], DealHalf]) -> Iterator[str]:
    """Give what the halves show, where both are known."""
    for outcome in ("won", "lost"):
        first, second = by.get((outcome, 1)), by.get((outcome, 2))
        if first is None or second is None:
            yield f"not enough {outcome} deals with activities to say what changed in them"
            continue
        if first.our_minutes > 0 and second.our_minutes > 0:
            yield _half_by_half(outcome, first, second)


def _half_by_half(outcome: str, first: DealHalf, second: DealHalf) -> str:
    without = [each.without_power / each.our_minutes for each in (first, second)]
    unknown = [each.power_unknown / each.our_minutes for each in (first, second)]
    return (
        f"in {outcome} deals, the share of our minutes with nobody who can say yes was "
        f"{without[0]:.0%} in the first half and {without[1]:.0%} in the second (nobody can tell "
        f"of {unknown[0]:.0%} and {unknown[1]:.0%}); somebody who can took part in "
        f"{first.deals_with_power} of {first.deals} deals, then in {second.deals_with_power} of "
        f"{second.deals}"
    )


def _edges(store: Store) -> tuple[tuple[float, ...], str]:
    """Return where the most valuable quarter and half of customers begin, and the currency."""
    values, currency = values_of_accounts(store)
    if len(values) < FEWEST_FOR_BANDS:
        return (), currency
    quarters = quantiles(values, n=4, method="inclusive")
    return tuple(sorted({quarters[1], quarters[2]})), currency


def _name(cut: TimeCut, key: str, edges: tuple[Sequence[float], str]) -> str:
    if cut is TimeCut.VALUE:
        return _band(int(key), *edges)
    if cut is TimeCut.PERIOD:
        return _month(key)
    return key or NO_NAME.get(cut, "")


def _band(place: int, edges: Sequence[float], currency: str) -> str:
    if place == 0:
        return "never won"
    if not edges:
        return "customers"
    low = f"from {edges[place - 2]:,.0f} {currency}" if place >= 2 else ""
    high = f"below {edges[place - 1]:,.0f} {currency}" if place <= len(edges) else ""
    return f"customers {' '.join(filter(None, (low, high)))}".strip()


def _month(key: str) -> str:
    return f"{key[:4]}-{key[4:]}"


def _line(row: Mapping[str, Any], name: str) -> TimeLine:
    whole: dict[str, Any] = {**row, "name": name}
    return TimeLine(**whole)


def _notes(cut: TimeCut, any_minutes: bool, of_powers: str) -> Iterator[str]:
    if not any_minutes:
        yield "Nothing is known of this time: no activity of it took minutes."
        return
    writing, reading = writing_rate(), reading_rate()
    yield (
        "Our minutes of calls and meetings are their length, for each of us who was there; those of"
        f" messages are estimated: writing at {writing.usual:g} words a minute ({writing.slow:g} to"
        f" {writing.fast:g}; {writing.source}), reading at {reading.usual:g} ({reading.source})."
    )
    yield of_powers or "Who can say yes is as it is known today."
    if cut is TimeCut.STAGE:
        yield "A deal's stage then is known where an import before and one after tell it."
