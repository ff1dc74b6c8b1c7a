import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from wellspent.profile.bands import plan_bands, quantile_edges, range_label, readable_between
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Cases, Column
from wellspent.records.scorecard import BandRole

numbers = st.floats(-1e12, 1e12, allow_nan=False)


@given(numbers, numbers)
def test_readable_edge_lies_above_the_lower_and_at_most_at_the_upper(
    one: float, other: float
) -> None:
    low, high = min(one, other), max(one, other)
    if low < high:
        assert low < readable_between(low, high) <= high


def test_readable_edge_is_short() -> None:
    assert readable_between(17.93, 24.71) == 20.0
    assert readable_between(0.1234, 0.1251) == 0.124
    assert readable_between(999.0, 1003.0) == 1000.0
    assert readable_between(0.0, 1.0) == 1.0


@given(st.lists(numbers, max_size=200))
def test_edges_rise(values: list[float]) -> None:
    edges = quantile_edges(np.array(values, dtype=np.float64))
    assert edges == sorted(set(edges))
    assert len(edges) < 32


def test_heavy_value_has_a_range_of_its_own() -> None:
    values = np.concatenate([np.full(900, 999.0), np.arange(100.0)])
    edges = quantile_edges(values)
    assert any(99 < edge <= 999 for edge in edges)


def test_few_distinct_numbers_are_each_a_range() -> None:
    assert quantile_edges(np.array([1.0, 2.0, 3.0] * 30)) == [2.0, 3.0]


def test_missing_and_infinite_numbers_make_no_edge() -> None:
    assert quantile_edges(np.array([np.nan, np.inf, -np.inf, 5.0])) == []


def test_rare_values_are_named_together_and_the_common_ones_alone() -> None:
    codes = np.array([0] * 150 + [1] * 100 + [2] + [3, 3], dtype=np.int32)
    column = Column("industry", AttributeKind.CATEGORY, codes, ("food", "steel", "silk", "tin"))
    [attribute] = plan_bands(Cases((column,), len(codes)))
    values = [band.values for band in attribute.bands if band.role is BandRole.VALUES]
    assert values == [("food",), ("steel",), ("tin", "silk")]


def test_flag_names_both_answers_even_when_one_is_rare() -> None:
    codes = np.array([0] * 99 + [1], dtype=np.int32)
    [attribute] = plan_bands(Cases((Column("f", AttributeKind.FLAG, codes, ("no", "yes")),), 100))
    assert [band.values for band in attribute.bands[:2]] == [("no",), ("yes",)]


def test_column_without_any_value_still_gets_bands() -> None:
    columns = (
        Column("n", AttributeKind.NUMBER, np.full(3, np.nan)),
        Column("c", AttributeKind.CATEGORY, np.full(3, -1, dtype=np.int32), ()),
    )
    number, category = plan_bands(Cases(columns, 3))
    assert [band.role for band in number.bands] == [BandRole.RANGE, BandRole.MISSING]
    assert [band.role for band in category.bands] == [BandRole.UNSEEN, BandRole.MISSING]


def test_range_labels_read_as_words() -> None:
    assert range_label(None, 10.0) == "under 10"
    assert range_label(10.0, 2.5e6) == "10 to under 2500000"
    assert range_label(50.0, None) == "50 and over"
    assert range_label(None, None) == "any number"
