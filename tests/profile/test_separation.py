import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from wellspent.profile.separation import auc_of, bin_name, bins_of, separation
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Column

ONE_PERIOD = np.zeros(4000, dtype=np.intp)


@given(arrays(np.float64, st.integers(2, 40), elements=st.integers(0, 5).map(float)), st.data())
def test_auc_equals_the_count_over_all_pairs(scores: np.ndarray, data: st.DataObject) -> None:
    won = np.array(data.draw(st.lists(st.booleans(), min_size=len(scores), max_size=len(scores))))
    pairs = [(a > b) + (a == b) / 2 for a in scores[won] for b in scores[~won]]
    if pairs:
        assert np.isclose(auc_of(scores, won), np.mean(pairs))


@given(st.lists(st.one_of(st.floats(-1e9, 1e9), st.just(np.nan)), min_size=1, max_size=300))
def test_every_number_has_one_bin_and_missing_is_bin_zero(values: list[float]) -> None:
    column = Column("n", AttributeKind.NUMBER, np.array(values))
    bins = bins_of(column)
    assert np.array_equal(bins == 0, column.missing())
    order = np.argsort(np.array(values)[bins > 0], kind="stable")
    assert len(bins) == len(values)
    assert all(bin_name(column, bins, int(each)) for each in np.unique(bins[bins > 0][order]))


def test_many_rare_values_do_not_look_clever() -> None:
    draw = np.random.default_rng(0)
    codes = draw.integers(0, 700, 4000).astype(np.int32)
    column = Column("c", AttributeKind.CATEGORY, codes, tuple(map(str, range(700))))
    tells = separation(bins_of(column), draw.random(4000) < 0.4, ONE_PERIOD)
    assert tells.auc < 0.53


def test_what_only_drifts_with_time_does_not_separate_within_periods() -> None:
    draw = np.random.default_rng(1)
    periods = (np.arange(4000) // 500).astype(np.intp)
    won = draw.random(4000) < periods / 10
    column = Column("rate", AttributeKind.NUMBER, periods.astype(np.float64))
    assert separation(bins_of(column), won, periods).auc == 0.5
    assert separation(bins_of(column), won, ONE_PERIOD).auc > 0.7
