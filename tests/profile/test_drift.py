import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.profile.drift import find_drift, stability_index
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Cases, Column

ROWS = 2000


def category(name: str, codes: np.ndarray, levels: tuple[str, ...]) -> Column:
    return Column(name, AttributeKind.CATEGORY, codes.astype(np.int32), levels)


def test_moved_input_and_base_rate_are_said_with_numbers() -> None:
    late = np.arange(ROWS) >= 1500
    source = category(
        "source", np.where(np.arange(ROWS) % 10 < np.where(late, 8, 2), 1, 0), ("Web", "Fair")
    )
    outcome = (np.arange(ROWS) % 10 < np.where(late, 5, 2)).astype(float)
    found = find_drift(Cases(columns=(source,), rows=ROWS, outcome=outcome))
    assert [drift.sentence for drift in found] == [
        "Base rate: 50% of the latest 500 closed cases were won, 20% of the 1,500 before.",
        "source: a different population now ('Web': 80% of earlier, 20% of the latest 500 cases; "
        "stability index 1.66).",
    ]  # fmt: skip
    assert found[0].index == pytest.approx(0.3)


def test_order_of_arrival_counts_not_the_order_of_rows() -> None:
    when = np.arange(ROWS)[::-1].astype(float)
    codes = (np.arange(ROWS) < 500).astype(int)
    found = find_drift(Cases(columns=(category("c", codes, ("a", "b")),), rows=ROWS, when=when))
    assert "'a': 100% of earlier, 0% of the latest 500" in found[0].sentence


@pytest.mark.parametrize("rows", [260, 800, 4000])
def test_unmoved_inputs_are_seldom_said_to_have_moved(rows: int) -> None:
    draw = np.random.default_rng(5)
    false = 0
    for _ in range(60):
        columns = (
            category("c", draw.integers(0, 12, rows), tuple(map(str, range(12)))),
            Column("n", AttributeKind.NUMBER, draw.normal(size=rows)),
        )
        cases = Cases(columns=columns, rows=rows, outcome=(draw.random(rows) < 0.3).astype(float))
        false += sum(drift.attribute != "" for drift in find_drift(cases))
    assert false <= 6


def test_too_few_cases_say_nothing() -> None:
    codes = (np.arange(190) > 140).astype(int)
    assert find_drift(Cases(columns=(category("c", codes, ("a", "b")),), rows=190)) == ()


@given(st.lists(st.integers(0, 6), min_size=2, max_size=80), st.data())
def test_stability_index_is_never_negative_and_symmetric(
    codes: list[int], data: st.DataObject
) -> None:
    recent = np.array(data.draw(st.lists(st.booleans(), min_size=len(codes), max_size=len(codes))))
    if recent.any() and not recent.all():
        index, _ = stability_index(np.array(codes), recent)
        assert index >= -1e-12
        assert index == pytest.approx(stability_index(np.array(codes), ~recent)[0])
