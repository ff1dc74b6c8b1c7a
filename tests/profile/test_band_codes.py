import numpy as np
import pytest

from tests.profile.random_scorecards import scorecard_of
from wellspent.profile.band_codes import codes_of, codes_of_cases
from wellspent.profile.bands import range_bands
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Cases, Column
from wellspent.records.scorecard import Band, BandRole, ScorecardAttribute

EMPLOYEES = ScorecardAttribute(
    name="employees", label="Employees", kind=AttributeKind.NUMBER, bands=range_bands([10.0, 50.0])
)
INDUSTRY = ScorecardAttribute(
    name="industry",
    label="Industry",
    kind=AttributeKind.CATEGORY,
    bands=(
        Band(label="food", role=BandRole.VALUES, points=1.0, values=("food", "drink")),
        Band(label="unseen", role=BandRole.UNSEEN, points=0.0),
        Band(label="missing", role=BandRole.MISSING, points=0.0),
    ),
)


@pytest.mark.parametrize(
    ("number", "band"),
    [(9.99, 0), (10.0, 1), (49.9, 1), (50.0, 2), (np.inf, 2), (-np.inf, 0), (np.nan, 3)],
)
def test_range_catches_its_lower_edge_and_not_its_upper(number: float, band: int) -> None:
    column = Column("employees", AttributeKind.NUMBER, np.array([number]))
    assert codes_of(EMPLOYEES, column).tolist() == [band]


def test_value_unseen_and_missing_each_have_their_band() -> None:
    values = np.array([0, 1, 2, -1], dtype=np.int32)
    column = Column("industry", AttributeKind.CATEGORY, values, ("drink", "food", "steel"))
    assert codes_of(INDUSTRY, column).tolist() == [0, 0, 1, 2]


def test_text_that_holds_numbers_is_read_as_numbers() -> None:
    values = np.array([0, 1, 2, -1], dtype=np.int32)
    column = Column("employees", AttributeKind.CATEGORY, values, ("12", "many", "60.5"))
    assert codes_of(EMPLOYEES, column).tolist() == [1, 3, 2, 3]


def test_numbers_asked_as_categories_are_read_as_their_shortest_text() -> None:
    attribute = ScorecardAttribute(
        name="code",
        label="Code",
        kind=AttributeKind.CATEGORY,
        bands=(
            Band(label="7", role=BandRole.VALUES, points=1.0, values=("7",)),
            *INDUSTRY.bands[1:],
        ),
    )
    column = Column("code", AttributeKind.NUMBER, np.array([7.0, 7.5, np.nan]))
    assert codes_of(attribute, column).tolist() == [0, 1, 2]


def test_column_that_is_not_there_counts_as_missing() -> None:
    scorecard = scorecard_of((EMPLOYEES, INDUSTRY))
    codes = codes_of_cases(scorecard.attributes, Cases(columns=(), rows=2))
    assert codes.tolist() == [[3, 2], [3, 2]]
