"""A small scorecard made by hand, to reckon with on paper."""

from tests.profile.random_scorecards import scorecard_of
from wellspent.records.attribute import AttributeKind
from wellspent.records.scorecard import Band, BandRole, Scorecard, ScorecardAttribute

INDUSTRY = ScorecardAttribute(
    name="industry",
    label="industry",
    kind=AttributeKind.CATEGORY,
    bands=(
        Band(label="Food", role=BandRole.VALUES, points=1.0, cases=50, won=31, values=("Food",)),
        Band(label="Shop", role=BandRole.VALUES, points=-0.8, cases=60, won=2, values=("Shop",)),
        Band(label="A or B", role=BandRole.VALUES, points=0.0, cases=80, won=20, values=("A", "B")),
        Band(label="a value not seen before", role=BandRole.UNSEEN, points=0.0),
        Band(label="missing", role=BandRole.MISSING, points=-0.3, cases=10, won=2),
    ),
)
EMPLOYEES = ScorecardAttribute(
    name="employees",
    label="employees",
    kind=AttributeKind.NUMBER,
    bands=(
        Band(label="under 120", role=BandRole.RANGE, points=-0.4, cases=90, won=9, high=120.0),
        Band(
            label="120 to under 500", role=BandRole.RANGE, points=0.9, cases=70, won=40,
            low=120.0, high=500.0,
        ),
        Band(label="500 and over", role=BandRole.RANGE, points=-0.1, cases=20, won=4, low=500.0),
        Band(label="missing", role=BandRole.MISSING, points=-0.2, cases=20, won=2),
    ),
)  # fmt: skip
DEMO = ScorecardAttribute(
    name="demo",
    label="demo asked for",
    kind=AttributeKind.FLAG,
    bands=(
        Band(label="no", role=BandRole.VALUES, points=-0.02, cases=100, won=25, values=("no",)),
        Band(label="yes", role=BandRole.VALUES, points=0.02, cases=100, won=30, values=("yes",)),
        Band(label="missing", role=BandRole.MISSING, points=0.0),
    ),
)


def made_scorecard(**changes: object) -> Scorecard:
    fields = {"base": -1.0, "base_rate": 0.275, "won": 55, "lost": 145} | changes
    attributes = fields.pop("attributes", (INDUSTRY, EMPLOYEES, DEMO))
    return scorecard_of(attributes, **fields)  # pyright: ignore[reportArgumentType]
