import numpy as np
import pytest
from scipy.stats import beta

from wellspent.profile.differences import (
    differences_note,
    find_differences,
    share_of,
)
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Cases, Column


def category(name: str, values: np.ndarray) -> Column:
    levels, codes = np.unique(values, return_inverse=True)
    return Column(name, AttributeKind.CATEGORY, codes.astype(np.int32), tuple(map(str, levels)))


def customers(draw: np.random.Generator, rows: int) -> tuple[Cases, np.ndarray]:
    """Customers whose attributes have nothing to do with who is best."""
    columns = (
        category("colour", draw.choice(["red", "green", "blue"], rows)),
        category("region", draw.choice([f"R{place}" for place in range(12)], rows)),
        Column("employees", AttributeKind.NUMBER, np.exp(draw.normal(4, 1, rows)).round()),
        Column(
            "export", AttributeKind.FLAG, draw.integers(0, 2, rows).astype(np.int32), ("no", "yes")
        ),
    )
    return Cases(columns=columns, rows=rows), np.arange(rows) < rows // 4


def test_planted_difference_stands_with_its_shares() -> None:
    draw = np.random.default_rng(2)
    cases, best = customers(draw, 200)
    food = np.where(draw.random(200) < np.where(best, 0.7, 0.2), "Food", "Other")
    lost = Cases(columns=(category("trade", np.array(["Food"] * 3 + ["Other"] * 27)),), rows=30)
    planted = Cases(columns=(*cases.columns, category("trade", food)), rows=200)
    first = find_differences(planted, best, lost)[0]
    assert (first.attribute, first.stands) == ("trade", True)
    food_first = next(d for d in find_differences(planted, best, lost) if d.band == "Food")
    assert food_first.among_best.value > 0.55
    assert food_first.among_best.low < food_first.among_best.value < food_first.among_best.high
    assert food_first.among_customers.count == 200
    assert food_first.among_lost is not None
    assert (food_first.among_lost.value, food_first.among_lost.count) == (0.1, 30)


def test_without_a_planted_difference_few_stand() -> None:
    draw = np.random.default_rng(3)
    with_any = sum(
        any(difference.stands for difference in find_differences(*customers(draw, 160)))
        for _ in range(100)
    )
    assert with_any <= 15


def test_personal_and_ending_attributes_are_never_compared() -> None:
    best = np.arange(80) < 20
    told = np.where(best, "a", "b")
    names = ("gender", "marital status", "total revenue", "days to close", "language")
    cases = Cases(columns=tuple(category(name, told) for name in names), rows=80)
    assert {difference.attribute for difference in find_differences(cases, best)} == {"language"}


def test_rare_industries_are_compared_by_sector() -> None:
    trades = ["Bakery", "Steel", "Chemicals", "Paper", "Banking", "Insurance", "Law", "Hotels"]
    best = np.arange(80) % 4 == 0
    cases = Cases(columns=(category("industry", np.array(trades * 10)),), rows=80)
    found = find_differences(cases, best)
    assert "Manufacturing" in {difference.band for difference in found}
    assert found[0].label == "industry (by sector)"


@pytest.mark.parametrize(
    ("rows", "best", "note"),
    [
        (
            12,
            3,
            "Not enough data to say what the best customers have in common (12 of 40 customers).",
        ),
        (60, 0, "No customer stands out from the others in value."),
        (60, 15, ""),
    ],
)
def test_too_little_data_is_said(rows: int, best: int, note: str) -> None:
    cases, _ = customers(np.random.default_rng(0), rows)
    marked = np.arange(rows) < best
    assert differences_note(cases, marked) == note
    assert (find_differences(cases, marked) == ()) == bool(note)


def test_share_interval_is_jeffreys() -> None:
    share = share_of(8, 20)
    assert (share.value, share.count) == (0.4, 20)
    assert [share.low, share.high] == pytest.approx(beta.ppf([0.05, 0.95], 8.5, 12.5))
    assert share_of(0, 20).low == 0.0
    assert np.isnan(share_of(0, 0).value)
