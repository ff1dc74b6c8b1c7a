from dataclasses import replace

from tests.serve.web.records_for_tests import honesty, measured
from wellspent.records.honesty import LearningPoint
from wellspent.serve.web.charts.learning_curve import learning_curve


def with_curve(*aucs):
    points = tuple(
        LearningPoint(100 * 4**index, measured(auc), measured(0.4))
        for index, auc in enumerate(aucs)
    )
    return replace(honesty(), learning_curve=points)


def test_rising_curve_says_that_more_cases_would_help():
    assert learning_curve(with_curve(0.7, 0.8)).title == (
        "It is still getting better: more closed cases would help"
    )


def test_flat_curve_says_that_it_has_settled():
    assert learning_curve(with_curve(0.7, 0.8, 0.801)).title == (
        "It has settled: beyond 400 cases little is gained"
    )


def test_curve_at_chance_says_so():
    assert learning_curve(with_curve(0.5, 0.505)).title == "400 cases don't tell won from lost"


def test_a_single_point_is_no_curve():
    assert learning_curve(with_curve(0.7)) is None
