from dataclasses import replace

import pytest

from tests.profile.random_scorecards import scorecard_of
from tests.qualify.made_scorecards import EMPLOYEES, INDUSTRY
from wellspent.profile.edits import edit_covers, with_edits, without_edits
from wellspent.records.points_edit import PointsEdit
from wellspent.records.scorecard import Band, BandRole

FOOD = PointsEdit(attribute="industry", band=INDUSTRY.bands[0], points=-2.0)
LEARNED = scorecard_of((INDUSTRY, EMPLOYEES))


def test_edit_sets_points_and_keeps_what_was_learned():
    edited, unplaced = with_edits(LEARNED, [FOOD])
    band = edited.attributes[0].bands[0]
    assert (band.points, band.learned_points, band.edited) == (-2.0, 1.0, True)
    assert edited.attributes[0].bands[1:] == INDUSTRY.bands[1:]
    assert edited.edited()
    assert unplaced == ()


def test_edit_put_on_twice_keeps_what_was_learned():
    twice = with_edits(with_edits(LEARNED, [FOOD])[0], [FOOD])[0]
    assert twice.attributes[0].bands[0].learned_points == 1.0


def test_without_edits_is_what_was_learned():
    assert without_edits(with_edits(LEARNED, [FOOD])[0]) == LEARNED


def test_later_edit_of_the_same_band_wins():
    again = replace(FOOD, points=0.5)
    assert with_edits(LEARNED, [FOOD, again])[0].attributes[0].bands[0].points == 0.5


def test_edit_without_place_is_said_and_not_lost_silently():
    for attributes in ((EMPLOYEES,), (replace(INDUSTRY, bands=INDUSTRY.bands[1:]),)):
        edited, unplaced = with_edits(scorecard_of(attributes), [FOOD])
        assert not edited.edited()
        assert len(unplaced) == 1
        assert unplaced[0].startswith("The points that your team set for industry (Food) are kept")


def values_band(*values: str) -> Band:
    return Band(label="", role=BandRole.VALUES, points=0.0, values=values)


def range_band(low: float | None, high: float | None) -> Band:
    return Band(label="", role=BandRole.RANGE, points=0.0, low=low, high=high)


@pytest.mark.parametrize(
    ("edited", "band", "covers"),
    [
        (values_band("a", "b"), values_band("a"), True),
        (values_band("a"), values_band("a", "b"), True),
        (values_band("a"), values_band("a", "b", "c"), False),
        (values_band("a"), values_band("b"), False),
        (range_band(10, 50), range_band(10, 50), True),
        (range_band(10, 50), range_band(20, 30), True),
        (range_band(10, 50), range_band(30, 60), True),
        (range_band(10, 50), range_band(40, 70), False),
        (range_band(None, 50), range_band(None, 50), True),
        (range_band(None, 50), range_band(None, 40), True),
        (range_band(None, 50), range_band(None, 90), False),
        (range_band(50, None), range_band(60, None), True),
        (range_band(50, None), range_band(60, 70), True),
        (range_band(50, None), range_band(None, 40), False),
        (range_band(None, None), range_band(None, 5), True),
        (range_band(10, 50), range_band(None, None), False),
        (Band(label="", role=BandRole.MISSING, points=0), range_band(1, 2), False),
    ],
)
def test_edit_covers_what_is_mostly_caught_by_it(edited: Band, band: Band, covers: bool):
    attribute = replace(EMPLOYEES, bands=(band,))
    edit = PointsEdit(attribute="employees", band=edited, points=1.0)
    assert edit_covers(edit, attribute, band) is covers


def test_edit_of_missing_goes_to_the_missing_band():
    edit = PointsEdit(attribute="employees", band=EMPLOYEES.bands[3], points=1.0)
    edited = with_edits(LEARNED, [edit])[0].attributes[1]
    assert [band.points for band in edited.bands] == [-0.4, 0.9, -0.1, 1.0]
