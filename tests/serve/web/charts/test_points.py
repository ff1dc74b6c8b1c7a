from xml.etree import ElementTree as ET

from tests.serve.web.records_for_tests import attribute, band
from wellspent.records.scorecard import BandRole
from wellspent.serve.web.charts.points import points_plot, weight_of


def marks(chart):
    return [
        one
        for one in ET.fromstring(str(chart.svg)).iter()
        if "mark" in one.get("class", "").split()
    ]


def test_bands_without_cases_or_points_are_in_the_table_only():
    chart = points_plot(attribute("source", "Source", band("referral", 0.9, 90, 40)), 2.0)
    assert len(marks(chart)) == 2
    assert len(chart.rows) == 3
    assert chart.note == "1 more in the table"


def test_edited_points_are_marked_by_shape_and_word():
    edited = band("referral", 0.5, 90, 40, edited=True, learned_points=0.9)
    chart = points_plot(attribute("source", "Source", edited), 2.0)
    assert [mark.tag.rpartition("}")[2] for mark in marks(chart)] == ["polygon", "circle"]
    assert chart.rows[0] == ("referral (edited)", "+0.50", "+0.17", "+0.83", "40", "90", "a person")


def test_finding_says_when_no_value_is_clear_of_the_average():
    vague = band("food", 0.1, 20, 3, standard_error=0.5)
    chart = points_plot(attribute("industry", "Industry", vague), 2.0)
    assert chart.title == "Industry: no value is clear of the average"


def test_finding_of_an_attribute_without_cases():
    bare = band("food", 1.0, 0, 0, edited=True)
    one = attribute("industry", "Industry", bare)
    without = type(one)(name=one.name, label=one.label, kind=one.kind, bands=(bare,))
    assert points_plot(without, 2.0).title == "Industry: no cases stand behind these points yet"


def test_weight_grows_with_the_spread_of_points():
    narrow = attribute("a", "A", band("x", 0.1, 100, 10), band("y", -0.1, 100, 10))
    wide = attribute("b", "B", band("x", 1.0, 100, 10), band("y", -1.0, 100, 10))
    assert weight_of(wide) > weight_of(narrow)


def test_ranges_keep_their_order():
    low = band("under 50", 0.1, 10, 1, role=BandRole.RANGE, values=(), high=50.0)
    high = band("50 or more", 0.9, 10, 1, role=BandRole.RANGE, values=(), low=50.0)
    chart = points_plot(attribute("employees", "Employees", low, high), 2.0)
    words = [one.text for one in ET.fromstring(str(chart.svg)).iter() if one.text]
    assert words.index("under 50") < words.index("50 or more")
