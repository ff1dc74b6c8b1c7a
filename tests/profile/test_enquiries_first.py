import numpy as np

from wellspent.profile.enquiries_first import enquiries_first, kinds_of
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


def test_enough_enquiries_speak_alone() -> None:
    cases, note = enquiries_first(enquiries_and_deals(600, 300))
    assert cases.rows == 600
    assert note.startswith("Learned from enquiries alone: 300 deals that grew from no enquiry")


def test_too_few_enquiries_are_joined_by_deals() -> None:
    cases, note = enquiries_first(enquiries_and_deals(100, 300))
    assert cases.rows == 400
    assert note.startswith("Learned from 300 deals together with the enquiries")


def test_cases_of_one_kind_or_without_keys_stay_as_they_are() -> None:
    both = enquiries_and_deals(600, 300)
    only = both.take(np.arange(600))
    unnamed = Cases(columns=both.columns, rows=both.rows, outcome=both.outcome)
    assert enquiries_first(only) == (only, "")
    assert enquiries_first(unnamed) == (unnamed, "")
    assert set(kinds_of(unnamed)) == {0}


def test_what_only_enquiries_have_does_not_know_the_outcome() -> None:
    assert find_set_aside(enquiries_and_deals(600, 600)) == ()
