from decimal import Decimal
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from tests.serve.web.records_for_tests import contribution, fit
from wellspent.serve.web.charts.scale import logistic
from wellspent.serve.web.charts.waterfall import MOST_STEPS, waterfall

USUAL = logistic(-1.82)
POINTS = st.floats(min_value=-4, max_value=4, allow_nan=False)


@given(
    st.lists(POINTS, max_size=25),
    st.floats(min_value=-5, max_value=5),
    st.floats(min_value=0.001, max_value=0.999),
)
def test_waterfall_numbers_add_up_to_the_last_digit(points, average, usual):
    rows = waterfall(fit(*points, average=average), usual).rows
    start, *steps, end = (Decimal(row[2]) for row in rows)
    assert start + sum(steps) == end


@given(st.lists(POINTS, max_size=25))
def test_waterfall_end_is_the_log_odds_of_the_fit(points):
    one = fit(*points)
    assert abs(float(waterfall(one, USUAL).rows[-1][2]) - one.log_odds) <= 0.0051


@given(st.lists(POINTS, max_size=25))
def test_waterfall_is_well_formed_and_draws_no_more_than_its_steps(points):
    chart = waterfall(fit(*points), USUAL)
    drawing = ET.fromstring(str(chart.svg))
    bars = [one for one in drawing.iter() if "bar" in one.get("class", "").split()]
    assert len(bars) == len(chart.rows) - 2 <= MOST_STEPS + 1


def test_bar_begins_where_the_bar_before_it_ended():
    drawing = ET.fromstring(str(waterfall(fit(1.0, -0.5, 0.25), USUAL).svg))
    bars = [one for one in drawing.iter() if "bar" in one.get("class", "").split()]
    edges = [(float(bar.get("x")), float(bar.get("x")) + float(bar.get("width"))) for bar in bars]
    assert abs(edges[0][1] - edges[1][1]) <= 0.11
    assert abs(edges[1][0] - edges[2][0]) <= 0.11


def test_waterfall_escapes_a_hostile_name():
    hostile = "<script>alert(1)</script>\" onload='x"
    one = fit(1.0)
    changed = type(one)(
        **{name: getattr(one, name) for name in one.__slots__}
        | {"contributions": (contribution(hostile, 1.0, hostile),)}
    )
    svg = str(waterfall(changed, USUAL).svg)
    assert "<script" not in svg
    words = "".join(ET.fromstring(svg).itertext())
    assert hostile[:20] in words


def test_waterfall_without_any_points_says_that_nothing_stands_out():
    chart = waterfall(fit(), USUAL)
    assert chart.title == "All told, this enquiry stands at the usual 14 in 100"
    assert len(chart.rows) == 2


def test_finding_names_the_two_strongest_in_the_direction_of_the_fit():
    chart = waterfall(fit(0.9, -0.3, 1.1), USUAL)
    assert chart.title == (
        "Attribute 2 food and Attribute 0 food lift it most: from the usual 14 to 47 in 100"
    )


def test_missing_value_is_said_not_left_out():
    one = fit(0.5)
    missing = contribution("Employees", -0.5, missing=True)
    changed = type(one)(
        **{name: getattr(one, name) for name in one.__slots__} | {"contributions": (missing,)}
    )
    assert waterfall(changed, USUAL).rows[1] == ("Employees", "not known", "-0.50", "31 of 120")


def test_waterfall_begins_at_the_usual_rate_and_names_no_other_baseline():
    table = waterfall(fit(0.9, average=-2.69), 0.12).rows
    assert table[0] == ("All enquiries", "12 in 100", "-1.99", "")
    assert table[1] == ("Most lie below the usual", "a few likely ones lift it", "-0.70", "")
    assert "6" not in waterfall(fit(0.9, average=-2.69), 0.12).title
