from datetime import UTC, datetime, timedelta

import pytest

from wellspent.link.grown_from import EnquiryCandidate, grown_from

CREATED = datetime(2026, 3, 2, 12, tzinfo=UTC)


def enquiry(number: int, days: float, **whose: int) -> EnquiryCandidate:
    """Return an enquiry that arrived so many days before the deal."""
    return EnquiryCandidate(number, CREATED - timedelta(days=days), **whose)


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        ([], None),
        ([enquiry(1, 30)], 1),
        ([enquiry(1, 30), enquiry(2, 3), enquiry(3, 90)], 2),
        ([enquiry(1, 0)], 1),
        ([enquiry(1, -0.1)], None),
        ([enquiry(1, 365), enquiry(2, 366)], 1),
        ([enquiry(1, 366)], None),
        ([enquiry(1, 3, account=7), enquiry(2, 9)], 1),
        ([enquiry(1, 3, account=8), enquiry(2, 9, account=7)], 2),
        ([enquiry(1, 3, contact=4), enquiry(2, 9, contact=5)], None),
    ],
)
def test_deal_grew_from_the_latest_enquiry_of_its_person(
    candidates: list[EnquiryCandidate], expected: int | None
) -> None:
    found = grown_from(CREATED, 7, candidates)
    assert (found and found.number) == expected


def test_enquiries_of_two_accounts_mean_none_where_the_deal_has_no_account() -> None:
    two = [enquiry(1, 3, account=7), enquiry(2, 9, account=8)]
    assert grown_from(CREATED, None, two) is None
    assert grown_from(CREATED, None, two[:1]) == two[0]


def test_deal_of_a_day_may_grow_from_an_enquiry_of_that_day() -> None:
    arrived = EnquiryCandidate(1, datetime(2026, 3, 2, 16, tzinfo=UTC))
    assert grown_from(datetime(2026, 3, 2, tzinfo=UTC), None, [arrived]) == arrived
    assert grown_from(datetime(2026, 3, 2, 12, tzinfo=UTC), None, [arrived]) is None
