"""The planted truths are really planted: what was drawn agrees with `truths.toml`."""

import pytest

from tests.sample.conftest import NOW
from wellspent.sample.enquiries import Enquiry
from wellspent.sample.truths import load_truths

TRUTHS = load_truths()


def won_share(enquiries: list[Enquiry]) -> float:
    closed = [enquiry for enquiry in enquiries if enquiry.won is not None]
    return sum(bool(enquiry.won) for enquiry in closed) / len(closed)


def test_shares_of_categories_add_up_to_one() -> None:
    for category in (TRUTHS.industry, TRUTHS.source, TRUTHS.need):
        assert sum(level.share for level in category.values()) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("better", "worse"),
    [("Dairy products", "Hotels"), ("Meat processing", "Schools"), ("Bakery", "Hotels")],
)
def test_industries_win_in_the_planted_order(
    enquiries: list[Enquiry], better: str, worse: str
) -> None:
    shares = {
        industry: won_share([each for each in enquiries if each.industry == industry])
        for industry in (better, worse)
    }
    assert shares[better] > 2 * shares[worse]


def test_paid_search_grows_to_its_planted_share(enquiries: list[Enquiry]) -> None:
    since = TRUTHS.drift.paid_search_days_ago
    recent = [each for each in enquiries if (NOW - each.arrived_at).days < since]
    earlier = [each for each in enquiries if (NOW - each.arrived_at).days >= since]
    shares = [
        sum(each.source == "Paid search" for each in part) / len(part) for part in (earlier, recent)
    ]
    assert shares == pytest.approx([0.10, 0.32], abs=0.07)


def test_missing_numbers_are_missing_at_random(enquiries: list[Enquiry]) -> None:
    won = [each for each in enquiries if each.won]
    known = sum(each.employees_known for each in won) / len(won)
    assert known == pytest.approx(1 - TRUTHS.employees.missing, abs=0.07)
