"""Honesty of routes: which genuine enquiries ended in a slow lane, and who was judged rightly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from wellspent.jobs.authenticity_learned import authenticity_learned
from wellspent.jobs.holds_sample import holds_sample
from wellspent.jobs.marks_against_judged import marks_against_judged
from wellspent.jobs.routing_honesty import routing_honesty
from wellspent.records.route_report import SlowLaneShare
from wellspent.serve.web.charts.slow_lane_months import slow_lane_months
from wellspent.serve.web.downloads import chart_download
from wellspent.serve.web.honesty_words import (
    can_be_told,
    exact_percent,
    groups_in_words,
    headline,
    standing,
)
from wellspent.serve.web.parts import Parts
from wellspent.serve.web.templating import render

router = APIRouter()
MOST_SHOWN = 15


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups by source or country, with what can be told from them."""

    key: str
    title: str
    words: str
    rows: tuple[tuple[SlowLaneShare, str], ...]


@router.get("/honesty")
def show_honesty(wellspent: Parts) -> HTMLResponse:
    """Show how honest the routes are."""
    honesty = routing_honesty(wellspent.store, now=datetime.now(UTC))
    return render(
        "honesty.html",
        honesty=honesty,
        headline=headline(honesty.overall),
        can_be_told=can_be_told(honesty.overall, honesty.promise),
        months=slow_lane_months(honesty),
        groups=[
            _groups("sources", "By source", "source", honesty.sources),
            _groups("countries", "By country", "country", honesty.countries),
        ],
        exact_percent=exact_percent,
        marks=marks_against_judged(wellspent.store),
        learned=authenticity_learned(wellspent.store),
        most_shown=MOST_SHOWN,
        sample=holds_sample(wellspent.store),
    )


@router.get("/honesty/months.{ending}")
def download_months(wellspent: Parts, ending: str) -> Response:
    """Download the months as a drawing (`svg`) or as numbers (`csv`)."""
    honesty = routing_honesty(wellspent.store, now=datetime.now(UTC))
    return chart_download(slow_lane_months(honesty), ending)


def _groups(key: str, title: str, what: str, shares: Sequence[SlowLaneShare]) -> Groups:
    ordered = sorted(shares, key=lambda one: (not one.differs, -one.genuine, one.group))
    rows = tuple((one, standing(one)) for one in ordered)
    return Groups(key, title, groups_in_words(shares, what), rows)
