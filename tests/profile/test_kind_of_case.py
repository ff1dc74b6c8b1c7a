import numpy as np

from wellspent.profile.kind_of_case import kinds_of
from wellspent.profile.set_aside import find_set_aside
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Cases, Column


def enquiries_and_deals(enquiries: int, deals: int) -> Cases:
    """Enquiries, a fifth won, with a source; deals, four fifths won, without one."""
    draw = np.random.default_rng(8)
    rows = enquiries + deals
    is_lead = np.arange(rows) < enquiries
    outcome = (draw.random(rows) < np.where(is_lead, 0.2, 0.8)).astype(float)
    source = np.where(is_lead, draw.integers(0, 4, rows), -1).astype(np.int32)
    return Cases(
        columns=(
            Column("source", AttributeKind.CATEGORY, source, ("Web", "Fair", "Call", "Mail")),
        ),
        rows=rows,
        outcome=outcome,
        keys=[f"{'L' if lead else 'D'}{place}" for place, lead in enumerate(is_lead)],
    )


def test_letters_of_keys_tell_kinds_apart() -> None:
    both = enquiries_and_deals(3, 2)
    unnamed = Cases(columns=both.columns, rows=both.rows, outcome=both.outcome)
    assert len(set(kinds_of(both))) == 2
    assert set(kinds_of(unnamed)) == {0}


def test_what_only_enquiries_have_does_not_know_the_outcome() -> None:
    assert find_set_aside(enquiries_and_deals(600, 600)) == ()
