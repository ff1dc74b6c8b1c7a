"""Time: where our minutes and the customers' went, and where the next hour is worth most.

For the rep first. Never a ranking of people: one rep's time stands alone, or the team's as a whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from wellspent.errors import InputError
from wellspent.jobs.holds_sample import holds_sample
from wellspent.jobs.next_hour import next_hour
from wellspent.jobs.time_overview import TimeOverview, time_overview
from wellspent.records.time_spent import TimeCut, TimeLine, TimeSpent
from wellspent.serve.time_cuts import TimeBy
from wellspent.serve.web.charts.chart import Chart
from wellspent.serve.web.charts.minutes_bars import Bar, minutes_bars
from wellspent.serve.web.charts.power_months import power_months
from wellspent.serve.web.downloads import chart_download
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.templating import render
from wellspent.serve.web.who import Who
from wellspent.serve.web.wording import capitalised, number, percent

router = APIRouter()
SUGGESTED = 5
CUTS: Mapping[TimeBy, str] = {
    TimeBy.POWER: "Power",
    TimeBy.ROLE: "Buying role",
    TimeBy.VALUE: "Value of the account",
    TimeBy.STAGE: "Deal stage",
    TimeBy.OUTCOME: "Won or lost",
    TimeBy.CHANNEL: "Channel",
}
PERIODS = {"30": "30 days", "90": "90 days", "365": "a year", "": "all time"}
THE_TEAM = "*"


@dataclass(frozen=True, slots=True)
class View:
    """What of the time is shown: by what, of how many days, whose (empty: the whole team's)."""

    by: TimeBy = TimeBy.POWER
    days: str = "365"
    rep: str = ""

    def since(self, now: datetime) -> datetime | None:
        """Return when the time begins; None for all time."""
        return now - timedelta(days=int(self.days)) if self.days else None

    @property
    def query(self) -> str:
        """Return what asks for this view, from the question mark on."""
        return self.address("")

    def address(self, page: str = "/time", **changed: str) -> str:
        """Return the address of this view, or of one that differs."""
        asked = {"by": self.by.value, "days": self.days, "rep": self.rep or THE_TEAM, **changed}
        return f"{page}?{urlencode(asked)}"


@router.get("/time")
def show(request: Request, wellspent: Parts, who: Who) -> HTMLResponse:
    """Show where time went: one's own when one is known by name, else the team's."""
    now, view = datetime.now(UTC), _view(request, who)
    seen = _seen(wellspent, view, now)
    return render(
        "time.html",
        view=view,
        cuts=CUTS,
        periods=PERIODS,
        team=THE_TEAM,
        is_self=bool(who) and view.rep == who,
        seen=seen,
        total=seen.spent.total,
        bars=cut_bars(seen.spent, CUTS[view.by]),
        months=power_months(seen.months),
        suggested=next_hour(wellspent.store, rep=view.rep, now=now, limit=SUGGESTED),
        now=now,
        sample=holds_sample(wellspent.store),
    )


@router.get("/time/{name}.{ending}")
def download(request: Request, wellspent: Parts, who: Who, name: str, ending: str) -> Response:
    """Download a plot as a drawing (`svg`) or as numbers (`csv`)."""
    view = _view(request, who)
    seen = _seen(wellspent, view, datetime.now(UTC))
    drawn = (cut_bars(seen.spent, CUTS[view.by]), power_months(seen.months))
    return chart_download({one.name: one for one in drawn if one}.get(name), ending)


def cut_bars(spent: TimeSpent, words: str) -> Chart | None:
    """Draw our minutes by a cut, filled where nobody can say yes."""
    return minutes_bars(
        "time-spent",
        f"Our minutes by {words.lower()}",
        "Minutes of ours, estimated for messages: filled where nobody can say yes, hollow "
        "elsewhere; behind each bar the minutes and their share",
        [
            Bar(capitalised(one.name), one.our_minutes, one.without_power, _said(one, spent))
            for one in spent.lines
        ],
        (words, "Our minutes", "Nobody can say yes", "Nobody can tell", "Their minutes",
         "Estimated", "People", "Activities"),
        tuple(map(_row, spent.lines)),
    )  # fmt: skip


def _said(one: TimeLine, spent: TimeSpent) -> str:
    if not one.our_minutes:
        return "0"
    if spent.cut is TimeCut.POWER:
        share = one.our_minutes / spent.total.our_minutes
        return f"{number(one.our_minutes, 0)} · {percent(share)} of all"
    return f"{number(one.our_minutes, 0)} · {percent(one.without_power / one.our_minutes)}"


def _row(one: TimeLine) -> tuple[str, ...]:
    minutes = (one.our_minutes, one.without_power, one.power_unknown, one.their_minutes,
               one.estimated_minutes)  # fmt: skip
    counts = (f"{one.people:,}", f"{one.activities:,}")
    return (capitalised(one.name), *(number(each, 1) for each in minutes), *counts)


def _seen(wellspent: Parts, view: View, now: datetime) -> TimeOverview:
    return time_overview(
        wellspent.store, cut=view.by.cut, now=now, since=view.since(now), rep=view.rep
    )


def _view(request: Request, who: str) -> View:
    """Return the view that an address asks for; InputError says what it may ask for."""
    asked = request.query_params
    by, days = asked.get("by", TimeBy.POWER.value), asked.get("days", "365")
    if by not in set(CUTS) or days not in PERIODS:
        raise InputError(
            "Time can't be shown so.",
            where=f"by={by[:40]}, days={days[:40]}",
            next_step=f"Use by={'|'.join(CUTS)} and days={'|'.join(PERIODS)}.",
        )
    rep = asked.get("rep", who)[:200]
    return View(TimeBy(by), days, "" if rep == THE_TEAM else rep)
