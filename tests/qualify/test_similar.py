import numpy as np
import pytest

from tests.qualify.made_scorecards import made_scorecard
from wellspent.qualify.similar import attribute_weights, nearest_cases
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Cases, Column

PAST = [
    ("L1", "Food", 200.0, 1.0),
    ("L2", "Food", 9000.0, 1.0),
    ("L3", "Shop", 200.0, 0.0),
    ("L4", "Shop", 10.0, 0.0),
    ("L5", "Food", 300.0, 1.0),
    ("L6", "Food", 200.0, np.nan),
    ("L7", "", np.nan, 1.0),
]
LEAD = {"industry": "Food", "employees": 180.0}


def past_cases() -> Cases:
    levels = ("Food", "Shop")
    codes = [levels.index(row[1]) if row[1] else -1 for row in PAST]
    return Cases(
        columns=(
            Column("industry", AttributeKind.CATEGORY, np.array(codes, np.int32), levels),
            Column("employees", AttributeKind.NUMBER, np.array([row[2] for row in PAST])),
        ),
        rows=len(PAST),
        outcome=np.array([row[3] for row in PAST]),
        when=np.arange(len(PAST)).astype("datetime64[D]").astype("datetime64[s]"),
        keys=[row[0] for row in PAST],
    )


def test_nearest_come_first_won_before_lost_and_latest_among_equals():
    found = nearest_cases(made_scorecard(), LEAD, past_cases())
    assert [case.record_id for case in found] == ["L5", "L1", "L2", "L3"]
    assert [case.won for case in found] == [True, True, True, False]


def test_similarity_weighs_by_points():
    industry, employees, demo = attribute_weights(made_scorecard())
    by_id = {case.record_id: case for case in nearest_cases(made_scorecard(), LEAD, past_cases())}
    whole = industry + employees + demo
    assert by_id["L1"].similarity == pytest.approx((industry + employees) / whole)
    assert by_id["L3"].similarity == pytest.approx(employees / whole)


def test_what_they_have_in_common_is_said_in_words():
    first = nearest_cases(made_scorecard(), LEAD, past_cases(), names={"L5": "Fictitious Foods"})[0]
    assert first.name == "Fictitious Foods"
    assert first.in_common == ("industry Food", "employees 120 to under 500")


def test_both_missing_is_nothing_in_common():
    assert nearest_cases(made_scorecard(), {}, past_cases()) == ()


def test_scorecard_without_points_finds_nobody_alike():
    assert nearest_cases(made_scorecard(attributes=()), LEAD, past_cases()) == ()


def test_no_past_cases_finds_nobody_alike():
    empty = past_cases().take(np.zeros(len(PAST), dtype=np.bool_))
    assert nearest_cases(made_scorecard(), LEAD, empty) == ()
