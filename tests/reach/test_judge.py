import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reach.made_signs import NOW, sign, signs
from wellspent.reach.judge import judge, weigh
from wellspent.reach.role_weights import FROM_TITLE, ROLES, Points, stated_weights
from wellspent.reach.titles.read_title import read_title
from wellspent.reach.titles.role_shares import shares_of
from wellspent.records.buying_role import (
    SAYS_YES,
    BuyingRole,
    RoleCorrection,
    RoleJudgement,
    RoleReason,
    RoleSign,
    SignOfRole,
)
from wellspent.records.contact import Contact

TITLES = st.sampled_from(["", "CFO", "Werksleiter", "Assistante de direction", "Intern", "???"])


def judged(
    found: list[RoleSign],
    *,
    title: str = "",
    employees: float | None = None,
    correction: RoleCorrection | None = None,
    name: str = "Ada",
) -> RoleJudgement:
    contact = Contact(id="C1", name=name, title=title, account_id="A1")
    return judge(
        contact,
        found,
        weights=stated_weights(),
        title=read_title(title) if title else None,
        employees=employees,
        now=NOW,
        correction=correction,
    )


@given(signs(), TITLES, st.none() | st.floats(1, 1e6))
def test_reasons_and_doubt_add_up_exactly_to_the_shares(
    found: list[RoleSign], title: str, employees: float | None
) -> None:
    result = judged(found, title=title, employees=employees)
    told = shares_of(_added(result.base, result.reasons))
    given = [one for one in result.reasons if one.sign.kind in FROM_TITLE]
    without = shares_of(_added(result.base, given))
    for role in BuyingRole:
        mixed = (1 - result.doubt) * told[role] + result.doubt * without[role]
        assert result.shares[role] == pytest.approx(mixed, abs=1e-12)


def _added(base: Points, reasons: Sequence[RoleReason]) -> Points:
    return {
        role: base[role] + math.fsum(one.points.get(role, 0.0) for one in reasons) for role in ROLES
    }


@given(signs(), TITLES)
def test_doubt_is_none_without_signs_and_real_with_any(found: list[RoleSign], title: str) -> None:
    doubt = judged(found, title=title).doubt
    assert stated_weights().least_doubt <= doubt <= 1 if found else doubt == 0


def test_doubt_falls_with_each_kind_that_agrees_and_not_with_repetition() -> None:
    says, named = SignOfRole.SAYS_THEY_DECIDE, SignOfRole.NAMED_AS_DECIDER
    one = judged([sign(says)])
    again = judged([sign(says), sign(says, place=1)])
    two = judged([sign(says), sign(named, place=1)])
    assert two.doubt < stated_weights().misleads <= min(again.doubt, one.doubt)
    assert one.power < two.power


def test_chief_who_signed_once_is_not_certain() -> None:
    chief = judged([sign(SignOfRole.SIGNED_BEFORE, certainty=1)], title="Managing Director")
    assert 0.8 < chief.power < 0.95
    assert chief.low < chief.power < chief.high


def test_interval_reaches_from_with_doubt_to_without() -> None:
    result = judged([sign(SignOfRole.SAYS_THEY_DECIDE)])
    told = shares_of(_added(result.base, result.reasons))
    assert result.low < result.power < math.fsum(told[one] for one in SAYS_YES) < result.high


@given(signs(), TITLES)
def test_shares_sum_to_one_with_unknown_a_real_share(found: list[RoleSign], title: str) -> None:
    result = judged(found, title=title)
    assert math.fsum(result.shares.values()) == pytest.approx(1, abs=1e-12)
    assert set(result.shares) == set(BuyingRole)
    assert result.shares[BuyingRole.UNKNOWN] > 0
    assert result.power == pytest.approx(math.fsum(result.shares[one] for one in SAYS_YES))
    assert 0 <= result.low <= result.power <= result.high <= 1


@given(signs(), st.sampled_from(ROLES))
def test_correction_outranks_whatever_the_model_says(
    found: list[RoleSign], role: BuyingRole
) -> None:
    correction = RoleCorrection(contact_id="C1", role=role, by="wilma", at=NOW)
    result = judged(found, correction=correction)
    assert result.role is role
    assert result.power == result.low == result.high == float(role.can_say_yes)
    assert result.shares == judged(found).shares


@given(
    st.sampled_from(SignOfRole),
    st.floats(0, 3000),
    st.floats(0, 3000),
    st.floats(0.01, 1),
)
def test_older_sign_never_weighs_more(
    kind: SignOfRole, days: float, older_by: float, certainty: float
) -> None:
    def weight(age: float) -> float:
        one = sign(kind, days=age, certainty=certainty)
        return weigh("C1", [one], weights=stated_weights(), now=NOW)[0].weight

    assert weight(days + older_by) <= weight(days) <= certainty


@given(signs(), st.floats(0, 2000))
def test_all_signs_weigh_no_more_when_time_goes_by(found: list[RoleSign], days: float) -> None:
    def total(at: float) -> dict[SignOfRole, float]:
        weights, later = stated_weights(), NOW + timedelta(days=at)
        sums: dict[SignOfRole, float] = {}
        for one in weigh("C1", found, weights=weights, now=later):
            sums[one.sign.kind] = sums.get(one.sign.kind, 0.0) + one.weight
        return sums

    now, then = total(0), total(days)
    assert all(then[kind] <= now[kind] + 1e-12 for kind in now)


@given(signs())
def test_order_and_doubles_of_signs_change_nothing(found: list[RoleSign]) -> None:
    assert judged([*reversed(found), *found]) == judged(found)


@given(signs(), TITLES, st.text(max_size=20), st.text(max_size=20))
def test_name_changes_nothing(found: list[RoleSign], title: str, one: str, other: str) -> None:
    assert judged(found, title=title, name=one) == judged(found, title=title, name=other)


def test_ten_times_the_same_is_no_ten_proofs() -> None:
    says = SignOfRole.SAYS_THEY_DECIDE
    once = judged([sign(says)])
    ten = judged([sign(says, place=place) for place in range(10)])
    weights = [one.weight for one in ten.reasons]
    assert sum(weights) < 2 * once.reasons[0].weight
    assert weights == sorted(weights, reverse=True)


def test_without_any_sign_most_is_unknown() -> None:
    result = judged([])
    assert (result.role, result.reasons) == (BuyingRole.UNKNOWN, ())
    assert result.shares[BuyingRole.UNKNOWN] > 0.5
    assert result.low < result.power < result.high < 0.25


def test_signs_of_others_and_of_the_future_do_not_count() -> None:
    says = SignOfRole.SAYS_THEY_DECIDE
    other = replace(sign(says), contact_id="C2")
    assert judged([other, sign(says, days=-1)]) == judged([])


def test_assistant_to_the_chief_is_no_chief() -> None:
    assert judged([], title="Assistant to the CEO").power < 0.05
    assert judged([], title="CEO").power > 0.6


def test_owner_of_a_small_firm_decides() -> None:
    small, large = judged([], title="Owner", employees=8), judged([], title="Owner")
    assert small.shares[BuyingRole.DECISION_MAKER] > large.shares[BuyingRole.DECISION_MAKER]
    assert SignOfRole.COMPANY_SIZE in {one.sign.kind for one in small.reasons}


def test_extreme_points_end_in_no_error() -> None:
    weights = stated_weights()
    says = SignOfRole.SAYS_THEY_DECIDE
    wild = replace(weights.signs[says], points=dict.fromkeys(ROLES, 5000.0))
    result = judge(
        Contact(id="C1"),
        [sign(says)],
        weights=replace(weights, signs={**weights.signs, says: wild}),
        title=None,
        employees=None,
        now=NOW,
    )
    assert math.fsum(result.shares.values()) == pytest.approx(1)
    assert 0 <= result.low <= result.high <= 1
