from dataclasses import replace

import pytest

from tests.qualify.made_scorecards import DEMO, EMPLOYEES, INDUSTRY, made_scorecard
from wellspent.qualify.fit import fit_of
from wellspent.qualify.reasons import in_words, sentence
from wellspent.records.attribute import AttributeKind
from wellspent.records.scorecard import Band, BandRole, ScorecardAttribute


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (0.0, "fewer than 1 in 1,000"),
        (0.0271, "3 in 100"),
        (0.0034, "3 in 1,000"),
        (0.1, "10 in 100"),
        (0.25, "25 in 100"),
        (0.4, "40 in 100"),
        (0.5, "50 in 100"),
        (0.116, "12 in 100"),
        (0.63, "63 in 100"),
        (0.7, "70 in 100"),
        (0.99, "99 in 100"),
        (1.0, "nearly all"),
    ],
)
def test_share_in_words(rate: float, words: str):
    assert in_words(rate) == words


SENTENCES = [
    (INDUSTRY, INDUSTRY.bands[1], -0.8,
     "Industry Shop: won only 2 of 60 such enquiries, less than the usual 25 in 100"),
    (EMPLOYEES, EMPLOYEES.bands[3], -0.2,
     "Employees not given: won only 2 of 20 such enquiries, less than the usual 25 in 100"),
    (DEMO, DEMO.bands[1], 0.3,
     "Demo asked for is yes: won 30 of 100 such enquiries, more than the usual 25 in 100"),
    (INDUSTRY, INDUSTRY.bands[1], 0.8,
     "Industry Shop: won 2 of 60 such enquiries, "
     "more often than others that are alike in the rest"),
    (INDUSTRY, replace(INDUSTRY.bands[0], cases=0, won=0), 0.6,
     "Industry Food: your declared profile counts this for it"),
    (INDUSTRY, replace(INDUSTRY.bands[0], edited=True), -0.6,
     "Industry Food: your team set this to count against it"),
]  # fmt: skip


@pytest.mark.parametrize(("attribute", "band", "points", "words"), SENTENCES)
def test_sentence(attribute: ScorecardAttribute, band: Band, points: float, words: str):
    assert sentence(attribute, band, points, 0.25) == words


def one_value(name: str, points: float) -> ScorecardAttribute:
    bands = (
        Band(label="yes", role=BandRole.VALUES, points=points, values=("yes",)),
        Band(label="missing", role=BandRole.MISSING, points=0.0),
    )
    return ScorecardAttribute(name=name, label=name, kind=AttributeKind.FLAG, bands=bands)


def reasons_for(**points: float) -> list[str]:
    scorecard = made_scorecard(attributes=tuple(one_value(*pair) for pair in points.items()))
    said = fit_of(scorecard, dict.fromkeys(points, True)).reasons
    return [
        reason.removeprefix("For it: ").removeprefix("Against it: ").split()[0] for reason in said
    ]


def test_third_reason_comes_from_the_other_side():
    assert reasons_for(a=1.0, b=0.9, c=0.8, d=-0.41) == ["A", "B", "D"]


def test_small_reason_from_the_other_side_hides_no_larger_one():
    assert reasons_for(a=1.3, b=0.5, c=0.46, d=-0.12) == ["A", "B", "C"]
    assert reasons_for(a=1.3, b=0.5, c=0.46, d=-0.29) == ["A", "B", "C"]
    assert reasons_for(a=1.0, b=0.9, c=0.8, d=-0.39) == ["A", "B", "C"]


def test_third_reason_is_the_third_largest_where_both_sides_are_heard():
    assert reasons_for(a=1.0, b=-0.9, c=0.8, d=-0.2) == ["A", "C", "B"]


def test_third_reason_is_the_third_largest_where_there_is_no_other_side():
    assert reasons_for(a=1.0, b=0.9, c=0.8, d=-0.05) == ["A", "B", "C"]


def test_single_reason_stands_alone():
    assert reasons_for(a=1.0, b=0.01) == ["A"]


def test_value_that_nobody_had_before_is_no_reason():
    unseen = Band(label="a value not seen before", role=BandRole.UNSEEN, points=2.0)
    industry = replace(INDUSTRY, bands=(*INDUSTRY.bands[:3], unseen, INDUSTRY.bands[4]))
    fit = fit_of(
        made_scorecard(attributes=(industry, EMPLOYEES)), {"industry": "Space", "employees": 200}
    )
    assert fit.contributions[0].band == "a value not seen before"
    assert [reason.split()[0] for reason in fit.reasons] == ["Employees"]


def test_reason_names_the_same_range_as_its_points():
    bands = (
        *(
            replace(EMPLOYEES.bands[1], label=label, low=low, high=high, points=points)
            for label, low, high, points in (
                ("under 120", None, 120.0, 0.5),
                ("120 to under 200", 120.0, 200.0, 0.6),
                ("200 and over", 200.0, None, 0.7),
            )
        ),
        replace(EMPLOYEES.bands[3], points=-2.0),
    )
    fit = fit_of(made_scorecard(attributes=(replace(EMPLOYEES, bands=bands),)), {"employees": 150})
    assert fit.reasons[0].startswith(f"Employees {fit.contributions[0].band}: ")


def rated(name: str, points: float, cases: int, won: int) -> ScorecardAttribute:
    """Return a flag whose `yes` caught so many of 1,000 cases, 250 of them won."""
    yes = Band(label="yes", role=BandRole.VALUES, points=points, cases=cases, won=won,
               values=("yes",))  # fmt: skip
    no = Band(label="no", role=BandRole.VALUES, points=0.0, cases=1000 - cases, won=250 - won,
              values=("no",))  # fmt: skip
    missing = Band(label="missing", role=BandRole.MISSING, points=0.0)
    return ScorecardAttribute(
        name=name, label=name, kind=AttributeKind.FLAG, bands=(yes, no, missing)
    )


def reasons_of(
    *attributes: ScorecardAttribute, base: float = -1.1, base_rate: float = 0.25
) -> tuple[str, ...]:
    scorecard = made_scorecard(
        attributes=attributes, base=base, base_rate=base_rate, won=250, lost=750
    )
    fit = fit_of(scorecard, {one.name: True for one in attributes})
    told = sum(one.points for one in fit.contributions)
    assert fit.log_odds == pytest.approx(fit.average_log_odds + told)
    return fit.reasons


def test_the_same_fact_told_by_two_columns_is_one_reason():
    said = reasons_of(
        rated("rate", 1.0, 200, 90), rated("staff", 0.8, 200, 90), rated("day", 0.4, 200, 60)
    )
    assert [reason.split()[0] for reason in said] == ["Rate", "Day"]


def test_what_speaks_against_the_sum_comes_after_and_says_so():
    assert reasons_of(rated("rate", 1.0, 200, 90), rated("sector", -2.5, 210, 8)) == (
        "Sector is yes: won only 8 of 210 such enquiries, less than the usual 25 in 100",
        "For it: Rate is yes: won 90 of 200 such enquiries, more than the usual 25 in 100",
    )


def test_a_low_fit_never_opens_with_what_speaks_for_it():
    first, second = reasons_of(rated("rate", 1.0, 200, 90), base=-3.5)
    assert first == "Everything together puts it below the usual 25 in 100"
    assert second.startswith("For it: Rate is yes: won 90 of 200")


def test_the_rate_of_recent_enquiries_is_named_beside_that_of_all():
    assert reasons_of(rated("rate", 1.0, 200, 90), base=1.0, base_rate=0.5) == (
        "Rate is yes: won 90 of 200 such enquiries, more than the long-run 25 in 100 "
        "(lately 50 in 100)",
    )


def test_value_won_as_often_as_usual_sets_nothing_apart():
    said = reasons_of(rated("cafe", 0.12, 142, 36), base=-1.21)
    assert said == ("Nothing known sets it apart from the usual 25 in 100",)


def test_of_nearly_equal_reasons_what_fewer_share_comes_first():
    said = reasons_of(rated("common", 3.5, 800, 230), rated("rare", 0.6, 100, 45))
    assert [reason.split()[0] for reason in said] == ["Common", "Rare"]
    said = reasons_of(rated("common", 2.85, 800, 230), rated("rare", 0.6, 100, 45))
    assert [reason.split()[0] for reason in said] == ["Rare", "Common"]
