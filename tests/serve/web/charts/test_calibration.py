from dataclasses import replace
from xml.etree import ElementTree as ET

from tests.serve.web.records_for_tests import honesty, measured
from wellspent.records.honesty import CalibrationBin
from wellspent.serve.web.charts.calibration import calibration_plot


def test_calibration_draws_one_mark_a_group_with_its_count():
    chart = calibration_plot(honesty())
    drawing = ET.fromstring(str(chart.svg))
    assert len([one for one in drawing.iter() if one.get("class") == "mark"]) == 3
    assert len([one for one in drawing.iter() if one.get("class") == "count"]) == 3
    assert chart.title == "What it says comes true"


def test_calibration_says_how_far_it_is_off():
    off = replace(honesty(), calibration_error=measured(0.12))
    assert calibration_plot(off).title == "What it says is off by 12 in 100 on average"


def test_nothing_measured_gives_no_plot():
    nan = float("nan")
    unknown = CalibrationBin(0.5, measured(nan))
    assert calibration_plot(replace(honesty(), calibration=())) is None
    assert calibration_plot(replace(honesty(), calibration=(unknown,))) is None
