import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reach.made_signs import NOW, history, person, talk
from wellspent.reach.judge import judge
from wellspent.reach.learn_weights import LEARNED, Corrected, Person, Signed, learn_weights
from wellspent.reach.role_weights import ROLES, RoleWeights, stated_weights
from wellspent.reach.signs_of import signs_of
from wellspent.reach.teaching import corrected_case, signed_case, title_outcomes
from wellspent.reach.titles.title_points import learn_title_points
from wellspent.reach.weights_json import weights_as_json, weights_from_json
from wellspent.records.buying_role import (
    SAYS_YES,
    BuyingRole,
    DealPerson,
    RoleCorrection,
    SignOfRole,
)

STATED = stated_weights()
BROUGHT = SignOfRole.BROUGHT_OTHERS


def one_with(*kinds: SignOfRole, amount: float = 0.8) -> Person:
    return Person(dict.fromkeys(kinds, amount), STATED.base)


def test_without_cases_the_stated_weights_stand() -> None:
    assert learn_weights(STATED, []) is STATED
    assert learn_weights(STATED, [], [Signed((one_with(BROUGHT),), 0)]) is STATED


def test_corrections_move_points_towards_them_and_more_the_more_there_are() -> None:
    def champion(count: int) -> float:
        cases = [Corrected(one_with(BROUGHT), BuyingRole.NO_POWER)] * count
        return learn_weights(STATED, cases).signs[BROUGHT].points[BuyingRole.NO_POWER]

    stated = STATED.signs[BROUGHT].points[BuyingRole.NO_POWER]
    assert stated < champion(1) < champion(5) < champion(25)


def test_errors_shrink_with_cases_and_only_where_there_are_some() -> None:
    learned = learn_weights(STATED, [Corrected(one_with(BROUGHT), BuyingRole.CHAMPION)] * 20)
    role = BuyingRole.CHAMPION
    assert learned.signs[BROUGHT].errors[role] < STATED.signs[BROUGHT].errors[role]
    other = SignOfRole.CHECKS_TERMS
    assert learned.signs[other].errors[role] == pytest.approx(
        STATED.signs[other].errors[role], rel=1e-3
    )
    assert learned.signs[other].points == pytest.approx(STATED.signs[other].points, abs=1e-4)
    assert (learned.signs[BROUGHT].cases, learned.signs[other].cases) == (20, 0)


def test_signers_teach_which_signs_they_had_and_the_others_had_not() -> None:
    deals = [Signed((one_with(SignOfRole.FORWARDED_US), one_with(BROUGHT)), 1)] * 12

    def power(kind: SignOfRole, weights: RoleWeights) -> float:
        return math.fsum(weights.signs[kind].points[role] for role in SAYS_YES)

    learned = learn_weights(STATED, [], deals)
    assert power(BROUGHT, learned) > power(BROUGHT, STATED)
    assert power(SignOfRole.FORWARDED_US, learned) < power(SignOfRole.FORWARDED_US, STATED)
    assert learned.cases == 12


@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(st.sampled_from(LEARNED), st.floats(0.05, 2), st.sampled_from(ROLES)),
        min_size=1,
        max_size=15,
    )
)
def test_learned_weights_are_sound_and_read_back_equal(
    cases: list[tuple[SignOfRole, float, BuyingRole]],
) -> None:
    corrected = [Corrected(one_with(kind, amount=much), role) for kind, much, role in cases]
    learned = learn_weights(STATED, corrected)
    for kind in LEARNED:
        weight = learned.signs[kind]
        assert all(math.isfinite(value) for value in weight.points.values())
        assert all(
            0 < weight.errors[role] < 1.01 * STATED.signs[kind].errors[role] for role in ROLES
        )
    assert weights_from_json(weights_as_json(learned), STATED) == learned


def test_learned_titles_are_read_back_equal() -> None:
    people = [
        DealPerson(
            contact_id="C1", account_id="A1", deal_id="D1", title="Plant Manager", signed=True,
            employees=300,
        ),
        DealPerson(
            contact_id="C2", account_id="A1", deal_id="D1", title="CFO", signed=False,
            employees=300,
        ),
    ]  # fmt: skip
    learned = replace(STATED, titles=learn_title_points(title_outcomes(people)), cases=1)
    assert weights_from_json(weights_as_json(learned), STATED) == learned


def test_case_is_what_was_known_when_it_was_said() -> None:
    ada = person(1, "Ada Muster", "CFO")
    early = talk(("C1", "I decide on that alone."), people=(ada,), days_ago=50)
    late = talk(("C1", "Please send the invoice."), people=(ada,), key="K2", days_ago=5)
    made = history(early, late, people=(ada,))
    said = RoleCorrection(
        contact_id="C1",
        role=BuyingRole.DECISION_MAKER,
        by="wilma",
        at=early.turns[0].at or NOW,
    )
    case = corrected_case(made, said, STATED)
    assert case is not None
    assert set(case.person.amounts) == {SignOfRole.SAYS_THEY_DECIDE}
    title_alone = judge(ada, (), weights=STATED, title=None, employees=None, now=NOW).shares[
        BuyingRole.BUDGET_HOLDER
    ]
    assert case.person.given[BuyingRole.BUDGET_HOLDER] > math.log(title_alone)
    assert len(signs_of(made)) == 2


def test_deal_teaches_nothing_without_date_or_signer() -> None:
    ada, ben = person(1, "Ada Muster"), person(2, "Ben Beispiel")
    made = history(people=(ada, ben))

    def deal(*, dated: bool, contact: str = "C1") -> list[DealPerson]:
        when = NOW if dated else None
        return [
            DealPerson(
                contact_id=one, account_id="A1", deal_id="D1", title="", signed=one == contact,
                closed_at=when,
            )
            for one in (contact, "C2")
        ]  # fmt: skip

    assert signed_case(made, deal(dated=False), STATED) is None
    assert signed_case(made, deal(dated=True, contact="C9"), STATED) is None
    found = signed_case(made, deal(dated=True), STATED)
    assert found is not None
    assert (len(found.people), found.signer) == (2, 0)
