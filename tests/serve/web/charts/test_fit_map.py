import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.records.authenticity import EnquiryKind
from wellspent.records.lead import Lead
from wellspent.records.queue import StoredFit
from wellspent.records.route import Route, RoutedLead
from wellspent.records.routed_queue import RoutedRow
from wellspent.serve.web.charts.chart import chart_csv, standalone_svg
from wellspent.serve.web.charts.fit_map import BOTTOM, LEFT, RIGHT, TOP, fit_map
from wellspent.serve.web.charts.route_mark import route_mark

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def row(number: int, fit, authenticity, route: Route = Route.CALL_NOW, name: str = "") -> RoutedRow:
    lead = f"L{number}"
    low, middle, high = authenticity
    stored = fit and StoredFit(
        lead_id=lead, probability=fit[1], low=fit[0], high=fit[2], verdict="ready", reasons=(),
        scorecard_version=1, scored_at=NOW,
    )  # fmt: skip
    routed = RoutedLead(
        lead_id=lead, authenticity=middle, authenticity_low=low, authenticity_high=high,
        kind=EnquiryKind.GENUINE, reasons=(), route=route, reason="", decided_at=NOW,
    )  # fmt: skip
    return RoutedRow(
        lead=Lead(id=lead, company=name or f"Works {number}"), routed=routed, fit=stored
    )


def test_map_says_how_many_are_genuine_and_worth_it_both():
    rows = [
        row(1, (0.3, 0.4, 0.5), (0.8, 0.9, 0.95)),
        row(2, (0.01, 0.02, 0.05), (0.8, 0.9, 0.95)),
        row(3, (0.3, 0.4, 0.5), (0.1, 0.2, 0.6), Route.ASK),
    ]
    assert (
        fit_map(rows, 0.12).title
        == "2 of 3 are likely genuine, 1 of them clearly above the usual fit"
    )
    assert fit_map(rows, None).title == "2 of 3 are likely genuine"
    assert fit_map(rows[2:], 0.12).title == "None of those listed is clearly genuine"


def test_map_of_nobody_is_no_map():
    assert fit_map([], 0.1) is None


def test_unknown_fit_stands_at_the_edge_and_is_said():
    chart = fit_map([row(1, None, (0.5, 0.7, 0.8))], None)
    assert chart.note == "1 without a fit stand at the left edge"
    assert chart.rows == (("Works 1", "call now", "", "", "", "70.0", "50.0", "80.0"),)


def test_higher_fit_stands_further_right_and_more_authentic_higher():
    rows = [row(1, (0.1, 0.1, 0.1), (0.3, 0.3, 0.3)), row(2, (0.2, 0.2, 0.2), (0.6, 0.6, 0.6))]
    svg = str(fit_map(rows, None).svg)
    places = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', svg)
    (x2, y2), (x1, y1) = [(float(x), float(y)) for x, y in places]
    assert x2 > x1
    assert y2 < y1


@pytest.mark.parametrize("route", Route)
def test_each_route_has_a_shape_of_its_own(route):
    others = {str(route_mark(one, 10, 10)) for one in Route if one is not route}
    assert str(route_mark(route, 10, 10)) not in others


def test_key_stands_only_where_shapes_differ():
    one = fit_map([row(1, None, (0.5, 0.7, 0.8))], None)
    two = fit_map([row(1, None, (0.5, 0.7, 0.8)), row(2, None, (0, 0.1, 0.2), Route.ASK)], None)
    assert ">call now</text>" not in str(one.svg)
    assert ">call now</text>" in str(two.svg)
    assert ">ask</text>" in str(two.svg)


def test_links_are_on_the_page_but_not_in_the_file():
    rows = [row(1, (0.1, 0.2, 0.3), (0.5, 0.7, 0.8))]
    assert 'href="/leads/L1"' in str(fit_map(rows, 0.1).svg)
    assert "href" not in standalone_svg(fit_map(rows, 0.1, linked=False))


def test_hostile_names_are_escaped_in_drawing_and_table():
    hostile = "=cmd()<script>alert(1)</script>"
    chart = fit_map([row(1, None, (0.5, 0.7, 0.8), name=hostile)], None)
    assert "<script>" not in chart.svg
    assert "'=cmd()" in chart_csv(chart)


SHARE = st.floats(0, 1)
THREE = st.lists(SHARE, min_size=3, max_size=3).map(sorted).map(tuple)


@given(
    st.lists(st.tuples(st.none() | THREE, THREE, st.sampled_from(Route)), min_size=1, max_size=30),
    SHARE,
)
def test_everything_stays_inside_the_drawing(given_rows, usual):
    chart = fit_map([row(number, *one) for number, one in enumerate(given_rows)], usual)
    for x, y in re.findall(r'<circle cx="([\d.-]+)" cy="([\d.-]+)"', str(chart.svg)):
        assert LEFT - 1 <= float(x) <= RIGHT + 1
        assert TOP - 1 <= float(y) <= BOTTOM + 80
    assert len(chart.rows) == len(given_rows)
