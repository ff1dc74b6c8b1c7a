import csv
import io
from xml.etree import ElementTree as ET

import pytest

from tests.serve.web.records_for_tests import fit, honesty, learned_profile
from wellspent.serve.web.charts.calibration import calibration_plot
from wellspent.serve.web.charts.chart import chart_csv, csv_text, standalone_svg
from wellspent.serve.web.charts.differences import differences_plot
from wellspent.serve.web.charts.learning_curve import learning_curve
from wellspent.serve.web.charts.points import points_plot, widest_points
from wellspent.serve.web.charts.waterfall import waterfall

PROFILE = learned_profile()
CHARTS = {
    "waterfall": waterfall(fit(1.0, -0.4), 0.12),
    "points": points_plot(PROFILE.scorecard.attributes[0], widest_points(PROFILE.scorecard)),
    "calibration": calibration_plot(honesty()),
    "learning curve": learning_curve(honesty()),
    "differences": differences_plot(PROFILE.differences),
}


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS.keys())
def test_chart_has_a_name_and_a_description_for_screen_readers(chart):
    drawing = ET.fromstring(str(chart.svg))
    ids = {one.get("id"): one.text for one in drawing.iter() if one.get("id")}
    named, described = drawing.get("aria-labelledby").split()
    assert ids[named] == chart.title
    assert ids[described]


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS.keys())
def test_chart_has_no_inline_style_and_no_script(chart):
    for one in ET.fromstring(str(chart.svg)).iter():
        assert "style" not in one.attrib
        assert not [name for name in one.attrib if name.startswith("on")]


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS.keys())
def test_downloaded_drawing_is_a_whole_svg_with_its_own_colours(chart):
    text = standalone_svg(chart)
    assert ET.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"
    assert "--ink:" in text


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS.keys())
def test_csv_holds_the_table(chart):
    rows = list(csv.reader(io.StringIO(chart_csv(chart))))
    assert tuple(rows[0]) == chart.header
    assert len(rows) == 1 + len(chart.rows)
    assert {len(row) for row in rows} == {len(chart.header)}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+49 30 1234", "'+49 30 1234"),
        ("-0.42", "-0.42"),
        ("+0.42", "+0.42"),
        ("\tx", "'\tx"),
        ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
        ("food", "food"),
    ],
)
def test_cell_that_could_act_as_a_formula_is_made_harmless(cell, expected):
    assert list(csv.reader(io.StringIO(csv_text(("a",), ((cell,),))))) == [["a"], [expected]]
