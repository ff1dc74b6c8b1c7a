from xml.etree import ElementTree as ET

from tests.serve.web.records_for_tests import attribute, band
from wellspent.records.scorecard import BandRole
from wellspent.serve.web.charts.attribute_points import attribute_plot
from wellspent.serve.web.charts.points_curve import points_curve


def ranges(count, **more):
    return [
        band(
            f"from {index * 10}",
            0.1 * index,
            30,
            3,
            role=BandRole.RANGE,
            values=(),
            low=None if index == 0 else index * 10.0,
            high=None if index == count - 1 else index * 10.0 + 10,
            **more,
        )
        for index in range(count)
    ]


def classes(chart):
    return [one.get("class") for one in ET.fromstring(str(chart.svg)).iter()]


def test_number_in_many_ranges_is_drawn_as_a_curve_of_one_height():
    few = attribute_plot(attribute("size", "Size", *ranges(8)), 2.0)
    many = attribute_plot(attribute("size", "Size", *ranges(35)), 2.0)
    assert "step" not in classes(few)
    assert classes(many).count("step") == 35
    assert ET.fromstring(str(many.svg)).get("viewBox") == "0 0 420 250"


def test_curve_keeps_every_band_in_its_table():
    chart = points_curve(attribute("size", "Size", *ranges(35)), 2.0)
    assert len(chart.rows) == 37


def test_edited_range_is_marked_by_a_diamond():
    chart = points_curve(attribute("size", "Size", *ranges(14, edited=True)), 2.0)
    assert classes(chart).count("mark edited") == 14


def test_edges_are_written_at_some_ranges_only():
    drawing = ET.fromstring(str(points_curve(attribute("size", "Size", *ranges(35)), 2.0).svg))
    words = [one.text for one in drawing.iter() if one.get("class") == "tick"]
    assert [word for word in words if word.isdigit()] == ["10", "70", "130", "190", "250", "310"]
