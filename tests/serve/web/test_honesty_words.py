import math

import pytest

from wellspent.profile.measures import share_with_interval
from wellspent.records.measured import Measured
from wellspent.records.route import Promise
from wellspent.records.route_report import SlowLaneShare
from wellspent.serve.web.honesty_words import (
    can_be_told,
    enough_to_tell,
    exact_percent,
    groups_in_words,
    headline,
    standing,
)

PROMISE = Promise(share=0.01, holds=True, threshold=0.4, bound=0.009, sample=200, sentence="")


def share(slow: int, genuine: int, group: str = "all", **more: object) -> SlowLaneShare:
    found = share_with_interval(slow, genuine) if genuine else Measured(math.nan, 0.0, 1.0, 0)
    return SlowLaneShare(group=group, genuine=genuine, slow=slow, share=found, **more)


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0 %"), (8.7e-19, "0 %"), (0.00568, "0.57 %"), (0.01, "1 %"), (0.0999, "10 %"),
     (0.354, "35 %"), (1, "100 %")],
)  # fmt: skip
def test_small_shares_keep_the_digits_that_they_need(value, said):
    assert exact_percent(value) == said


@pytest.mark.parametrize(
    ("slow", "genuine", "said"),
    [
        (0, 0, "nothing can be said"),
        (0, 100, "can't be told"),
        (0, 300, "within the promised 1 %"),
        (1, 100, "can't be told"),
        (20, 300, "too often"),
    ],
)
def test_what_so_many_can_tell_is_said(slow, genuine, said):
    assert said in can_be_told(share(slow, genuine), PROMISE)


@pytest.mark.parametrize("promised", [0.001, 0.01, 0.05, 0.3])
def test_enough_are_enough_and_one_less_is_not(promised):
    enough = enough_to_tell(promised)
    assert share_with_interval(0, enough).high <= promised + 1e-5
    assert share_with_interval(0, enough - 1).high > promised - 1e-5


def test_promise_of_nothing_can_never_be_shown():
    assert enough_to_tell(0) is None


def test_headline_has_counts_and_interval():
    assert headline(share(2, 200)).startswith(
        "2 of 200 genuine enquiries ended in a slow lane: 1 %"
    )
    assert headline(share(0, 0)) == "No enquiry is known to be genuine yet"


def test_groups_say_who_differs_and_what_cannot_be_ruled_out():
    others = share(0, 90, "Germany", probability=1.0)
    worse = share(6, 9, "Utopia", probability=0.001, differs=True)
    words = groups_in_words([others, worse], "country")
    assert words.startswith("Utopia is treated differently")
    assert "9 genuine ones from Utopia" in words
    assert "No country is seen to be treated differently" in groups_in_words([others], "country")
    assert "No country has enough" in groups_in_words([share(0, 3, "Peru")], "country")


def test_group_stands_beside_the_others_in_words():
    assert standing(share(0, 3)) == "too few to compare"
    assert standing(share(0, 30)) == "nothing to compare with"
    assert standing(share(0, 30, probability=1.0)) == "no difference seen"
    assert standing(share(5, 30, probability=0.012, differs=True)).endswith("(chance 0.012)")
