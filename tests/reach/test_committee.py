from dataclasses import replace
from datetime import timedelta

from tests.reach.made_signs import NOW, history, person, sign, talk
from wellspent.reach.committee import committee, last_contacts
from wellspent.reach.committee_rules import committee_rules
from wellspent.reach.judge import judge
from wellspent.reach.role_weights import stated_weights
from wellspent.records.account_history import AccountHistory
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.buying_role import (
    BuyingRole,
    Committee,
    RoleCorrection,
    RoleJudgement,
    RoleSign,
    SignOfRole,
)
from wellspent.records.heard import CreditKind
from wellspent.records.ledger import EntryKind, LedgerEntry

ADA = person(1, "Ada Muster", "CFO")
BEN = person(2, "Ben Beispiel", "Operator")
CY = person(3, "Cy Probe")
ALL = (ADA, BEN, CY)


def judged(
    made: AccountHistory, *found: RoleSign, corrected: dict[str, BuyingRole] | None = None
) -> dict[str, RoleJudgement]:
    said = corrected or {}
    return {
        one.id: judge(
            one,
            found,
            weights=stated_weights(),
            title=None,
            employees=None,
            now=NOW,
            correction=RoleCorrection(contact_id=one.id, role=said[one.id], by="w", at=NOW)
            if one.id in said
            else None,
        )
        for one in made.contacts
    }


def of(made: AccountHistory, roles: dict[str, RoleJudgement]) -> Committee:
    return committee(made, roles, now=NOW)


def test_roles_that_nobody_has_are_missing_and_corrections_fill_them() -> None:
    made = history(people=ALL)
    assert of(made, judged(made)).missing == (
        BuyingRole.DECISION_MAKER,
        BuyingRole.BUDGET_HOLDER,
        BuyingRole.CHAMPION,
    )
    roles = judged(made, corrected={"C1": BuyingRole.DECISION_MAKER, "C2": BuyingRole.CHAMPION})
    assert of(made, roles).missing == (BuyingRole.BUDGET_HOLDER,)


def test_who_can_say_yes_and_named_a_budget_covers_the_budget_holder() -> None:
    made = history(people=(ADA,))
    decides = [
        sign(kind, place=place)
        for place, kind in enumerate(
            (SignOfRole.SIGNED_BEFORE, SignOfRole.SAYS_THEY_DECIDE, SignOfRole.NAMED_AS_DECIDER)
        )
    ]
    budget = sign(SignOfRole.NAMED_A_BUDGET, place=9, certainty=1 / 3)
    roles = judged(made, *decides, budget)
    assert roles["C1"].shares[BuyingRole.BUDGET_HOLDER] < committee_rules().likely
    assert BuyingRole.BUDGET_HOLDER in of(made, judged(made, *decides)).missing
    assert of(made, roles).missing == (BuyingRole.CHAMPION,)


def test_named_budget_alone_does_not_cover_without_power() -> None:
    made = history(people=(ADA,))
    budget = sign(SignOfRole.NAMED_A_BUDGET, certainty=0.1)
    assert BuyingRole.BUDGET_HOLDER in of(made, judged(made, budget)).missing


def test_nobody_with_power_until_one_who_has_it_talked_to_us() -> None:
    decider = {"C1": BuyingRole.DECISION_MAKER}
    silent = history(people=ALL)
    assert of(silent, judged(silent, corrected=decider)).nobody_with_power
    only_ours = replace(
        silent,
        activities=(
            Activity(
                id="V1", contact_id="C1", direction=Direction.OUTBOUND, kind=ActivityKind.EMAIL,
                happened_at=NOW - timedelta(days=1),
            ),
        ),
    )  # fmt: skip
    assert of(only_ours, judged(only_ours, corrected=decider)).nobody_with_power
    spoke = history(talk(("C1", "Good morning."), people=ALL), people=ALL)
    assert not of(spoke, judged(spoke, corrected=decider)).nobody_with_power
    assert of(spoke, judged(spoke)).nobody_with_power


def test_shortest_way_goes_over_whom_we_are_in_touch_with() -> None:
    said = talk(
        ("us", "Good morning."),
        ("C2", "I'd like to introduce you to Ada Muster."),
        people=ALL,
    )
    made = history(said, people=ALL)
    roles = judged(made, corrected={"C1": BuyingRole.DECISION_MAKER})
    ways = of(made, roles).ways_in
    assert [(one.to_id, [(step.from_id, step.how) for step in one.steps]) for one in ways] == [
        ("C1", [("C2", "introduced us to")])
    ]
    assert ways[0].steps[0].evidence.quote == "I'd like to introduce you to Ada Muster."


def test_no_way_leads_over_people_whom_nothing_links() -> None:
    made = history(talk(("C2", "Good morning."), people=ALL), people=ALL)
    roles = judged(made, corrected={"C1": BuyingRole.DECISION_MAKER})
    assert of(made, roles).ways_in == ()


def test_no_way_leads_over_one_who_is_left_out() -> None:
    said = talk(("C2", "I'd like to introduce you to Ada Muster."), people=ALL)
    made = history(said, people=ALL)
    roles = judged(made, corrected={"C1": BuyingRole.DECISION_MAKER})
    del roles["C2"]
    found = of(made, roles)
    assert (found.ways_in, [one.contact_id for one in found.members]) == ((), ["C1", "C3"])


def test_named_people_whom_we_do_not_know_are_listed() -> None:
    made = history(talk(("C2", "Our board decides on that."), people=ALL), people=ALL)
    named = of(made, judged(made)).named
    assert [(one.kind, one.about, one.by) for one in named] == [
        (SignOfRole.NAMED_AS_DECIDER, "Our board", "C2")
    ]


def test_members_stand_by_power_with_what_they_gave_and_got() -> None:
    base = LedgerEntry(
        kind=EntryKind.DEBIT, activity_id="V1", happened_at=NOW - timedelta(days=2),
        channel=ActivityKind.CALL, contact_id="C3", minutes=20,
    )  # fmt: skip
    credit = replace(
        base, kind=EntryKind.CREDIT, minutes=0.0, count=1, credit=CreditKind.REACTION,
        quote="I never knew that.", conversation_id="K1", turn=3,
    )  # fmt: skip
    made = history(people=ALL, entries=(base, credit))
    found = of(made, judged(made, replace(sign(SignOfRole.SAYS_THEY_DECIDE), contact_id="C3")))
    assert [one.contact_id for one in found.members] == ["C3", "C1", "C2"]
    first = found.members[0]
    assert (first.minutes_given, first.credits) == (20, 1)
    assert [(one.record_id, one.field, one.quote) for one in first.got] == [
        ("K1", "turn 3", "I never knew that.")
    ]


def test_last_contact_is_the_latest_and_never_one_ahead() -> None:
    ahead = Activity(id="V1", contact_id="C1", happened_at=NOW + timedelta(days=1))
    made = history(
        talk(("C1", "Good morning."), ("C1", "Still there?"), people=ALL, days_ago=3),
        people=ALL,
        activities=(ahead,),
    )
    assert last_contacts(made, NOW) == {"C1": NOW - timedelta(days=3) + timedelta(hours=1)}


def test_history_without_people_has_an_empty_committee() -> None:
    found = committee(AccountHistory(), {}, now=NOW)
    assert (found.members, found.nobody_with_power, found.named) == ((), True, ())
