"""Where time went, at a glance: one cut, the months, won deals and the reps, from one reading."""

from dataclasses import dataclass
from datetime import datetime

from wellspent.jobs.time_questions import open_time
from wellspent.jobs.time_spent import ChangedInWon, changed_in, months_in, spent_in
from wellspent.records.time_spent import TimeCut, TimeLine, TimeSpent
from wellspent.store.connect import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeOverview:
    """Where minutes went: by `cut` and month by month, of one rep or of all.

    `reps` are the names of all who have any time, in alphabetical order: to choose oneself from.
    `in_won` is of the whole team.
    """

    spent: TimeSpent
    months: tuple[TimeLine, ...]
    in_won: ChangedInWon
    reps: tuple[str, ...]


def time_overview(
    store: Store,
    *,
    cut: TimeCut,
    now: datetime,
    since: datetime | None = None,
    rep: str = "",
) -> TimeOverview:
    """Return where the minutes since a moment went; with `rep`, that rep's only."""
    with open_time(store, now=now, since=since) as opened:
        by_rep = spent_in(opened, store, cut=TimeCut.REP, since=since)
        return TimeOverview(
            spent=spent_in(opened, store, cut=cut, since=since, rep=rep),
            months=months_in(opened, rep=rep),
            in_won=changed_in(opened),
            reps=tuple(sorted(line.key for line in by_rep.lines if line.key)),
        )
