import json
from datetime import timedelta
from typing import Any

import pytest

from tests.jobs.made_conversations import ADA, BEN, NOW, WILMA, mail, taken, thread
from tests.store.made_records import import_records
from wellspent.errors import InputError, NotFound
from wellspent.jobs.buying_committee import buying_committee
from wellspent.jobs.buying_roles import account_roles, buying_role
from wellspent.jobs.correct_role import (
    LONGEST_REASON,
    correct_role,
    role_corrections,
    take_back_role_correction,
)
from wellspent.jobs.find_decision_makers import find_decision_makers
from wellspent.jobs.powers_in_use import power_table
from wellspent.jobs.role_weights_in_use import NAME, role_weights_in_use
from wellspent.jobs.roles_json import committee_as_json, decision_maker_as_json
from wellspent.reach.role_weights import stated_weights
from wellspent.records.account import Account
from wellspent.records.buying_role import BuyingRole, SignOfRole
from wellspent.records.consent import ConsentEntry, ConsentKind
from wellspent.records.contact import Contact
from wellspent.records.deal import Deal, DealOutcome
from wellspent.store.connect import Store
from wellspent.store.consents import add_consent
from wellspent.store.learned_things import learned_thing

KUNDE = Account(external_id="a1", name="Kunde", domain="kunde.example", employees=120)
PEOPLE = (
    Contact(
        external_id="c1", name="Ada Kunde", email="ada@kunde.example", account_key="a1",
        title="CFO",
    ),
    Contact(
        external_id="c2", name="Ben Kunde", email="ben@kunde.example", account_key="a1",
        title="Operator",
    ),
)  # fmt: skip
TALK = thread(
    mail(1, 0, "Here is our offer: it costs ten thousand.", to=2),
    mail(2, 2, "Nice. Our CFO signs off on anything over five thousand.", hours=2, to=0),
    mail(3, 2, "I've copied in Ada, so that she sees the price.", hours=3, to=1),
    mail(4, 1, "It comes out of my budget. I decide on it alone.", hours=5, to=0),
    speakers=(WILMA, ADA, BEN),
)


@pytest.fixture
def filled(store: Store) -> Store:
    import_records(store, KUNDE)
    import_records(store, *PEOPLE)
    taken(store, TALK)
    return store


def test_roles_rest_on_what_was_said_and_on_the_title(filled: Store) -> None:
    roles = account_roles(filled, "A1", now=NOW)
    ada, ben = roles["C1"], roles["C2"]
    assert ada.role in (BuyingRole.DECISION_MAKER, BuyingRole.BUDGET_HOLDER)
    assert (ada.power > 0.9, ben.power < 0.1) == (True, True)
    assert {one.sign.kind for one in ada.reasons} == {
        SignOfRole.TITLE,
        SignOfRole.SAYS_THEY_DECIDE,
        SignOfRole.NAMED_AS_DECIDER,
        SignOfRole.NAMED_A_BUDGET,
        SignOfRole.COPIED_AT_PRICE,
    }
    named = next(one for one in ada.reasons if one.sign.kind is SignOfRole.NAMED_AS_DECIDER)
    assert named.sign.by == "C2"
    assert named.sign.evidence.quote == "Our CFO signs off on anything over five thousand."


def test_one_contact_s_role_is_the_one_on_the_account_s_page(filled: Store) -> None:
    assert buying_role(filled, "C2", now=NOW) == account_roles(filled, "A1", now=NOW)["C2"]


def test_committee_tells_who_is_missing_and_who_led_to_whom(filled: Store) -> None:
    found = buying_committee(filled, "A1", now=NOW)
    assert [one.name for one in found.members] == ["Ada Kunde", "Ben Kunde"]
    assert BuyingRole.CHAMPION in found.missing
    assert not found.nobody_with_power
    assert found.members[0].minutes_given > 0
    later = buying_committee(filled, "A1", now=NOW + timedelta(days=400))
    assert later.ways_in == ()


def test_correction_outranks_the_model_is_kept_and_can_be_taken_back(filled: Store) -> None:
    correct_role(filled, "C2", BuyingRole.CHAMPION, by="wilma", reason="told me so", now=NOW)
    ben = buying_role(filled, "C2", now=NOW)
    assert (ben.role, ben.power, ben.low, ben.high) == (BuyingRole.CHAMPION, 0.0, 0.0, 0.0)
    assert ben.correction is not None
    assert ben.correction.reason == "told me so"
    correct_role(filled, "C2", BuyingRole.BUDGET_HOLDER, by="wilma", now=NOW)
    assert buying_role(filled, "C2", now=NOW).power == 1.0
    take_back_role_correction(filled, "C2", by="wilma", now=NOW)
    assert buying_role(filled, "C2", now=NOW).correction is None
    assert [stands for _, stands in role_corrections(filled, "C2")] == [False, False, False]


def test_correction_teaches_and_what_was_learned_is_kept(filled: Store) -> None:
    assert role_weights_in_use(filled, now=NOW) is stated_weights()
    before = buying_role(filled, "C2", now=NOW)
    correct_role(filled, "C2", BuyingRole.CHAMPION, by="wilma", now=NOW)
    learned = role_weights_in_use(filled, now=NOW)
    brought = SignOfRole.BROUGHT_OTHERS
    assert (learned.cases, learned.signs[brought].cases) == (1, 1)
    stated = stated_weights().signs[brought].points[BuyingRole.CHAMPION]
    assert learned.signs[brought].points[BuyingRole.CHAMPION] > stated
    after = buying_role(filled, "C2", now=NOW)
    assert after.shares[BuyingRole.CHAMPION] > before.shares[BuyingRole.CHAMPION]
    kept = learned_thing(filled, NAME)
    assert kept is not None
    assert role_weights_in_use(filled, now=NOW + timedelta(days=1)) is role_weights_in_use(
        filled, now=NOW
    )
    assert learned_thing(filled, NAME) == kept


def test_past_deal_teaches_who_signs(filled: Store) -> None:
    won = Deal(
        external_id="d1", name="Floors", account_key="a1", contact_key="c1",
        outcome=DealOutcome.WON, closed_at=NOW - timedelta(hours=1),
    )  # fmt: skip
    import_records(filled, won)
    learned = role_weights_in_use(filled, now=NOW)
    says = SignOfRole.SAYS_THEY_DECIDE
    assert (learned.cases, learned.signs[says].cases) == (1, 1)
    ada = buying_role(filled, "C1", now=NOW)
    signed = [one for one in ada.reasons if one.sign.kind is SignOfRole.SIGNED_BEFORE]
    assert [(one.sign.evidence.record_id, one.sign.evidence.quote) for one in signed] == [
        ("D1", "won")
    ]


def test_role_of_nobody_is_an_error_with_advice(filled: Store) -> None:
    with pytest.raises(NotFound, match="no contact C99"):
        buying_role(filled, "C99", now=NOW)
    with pytest.raises(InputError, match="Unknown is no role"):
        correct_role(filled, "C1", BuyingRole.UNKNOWN, by="wilma", now=NOW)
    with pytest.raises(InputError, match="at most"):
        correct_role(
            filled, "C1", BuyingRole.CHAMPION, by="w", reason="x" * (LONGEST_REASON + 1), now=NOW
        )
    with pytest.raises(NotFound, match="nobody has said"):
        take_back_role_correction(filled, "C1", by="wilma", now=NOW)


def test_roles_in_bulk_are_those_of_what_was_said_of_power_titles_deals_and_people(
    filled: Store,
) -> None:
    loner = Contact(external_id="c3", name="Lo Ner", email="lo@alone.example")
    import_records(filled, loner)
    found = {row["contact_id"]: row for row in power_table(filled, NOW).to_pylist()}
    ada = buying_role(filled, "C1", now=NOW)
    assert (found[1]["role"], found[1]["known"]) == (ada.role.value, True)
    assert found[1]["power"] == pytest.approx(ada.power, abs=0.05)
    assert found[2]["power"] < 0.1
    assert (found[3]["role"], found[3]["known"]) == ("unknown", False)
    correct_role(filled, "C2", BuyingRole.CHAMPION, by="wilma", now=NOW)
    corrected = power_table(filled, NOW).to_pylist()[1]
    assert corrected == {"contact_id": 2, "role": "champion", "power": 0.0, "known": True}


def test_roles_in_bulk_of_an_empty_store_are_none(store: Store) -> None:
    assert power_table(store, NOW).num_rows == 0


def test_decision_makers_are_found_at_an_account_in_an_industry_and_anywhere(
    filled: Store,
) -> None:
    other = Account(external_id="a2", name="Other", domain="other.example", industry="Dairy food")
    eve = Contact(
        external_id="c3", name="Eve", email="eve@other.example", account_key="a2", title="Owner"
    )
    import_records(filled, other)
    import_records(filled, eve)

    def names(**conditions: Any) -> list[str]:
        return [one.name for one in find_decision_makers(filled, now=NOW, **conditions)]

    assert names(account_id="A1") == ["Ada Kunde"]
    assert names(industry="DAIRY") == ["Eve"]
    assert names(words="kun") == ["Ada Kunde"]
    assert names() == ["Ada Kunde", "Eve"]
    assert names(limit=1) == ["Ada Kunde"]
    assert names(words="kun", industry="dairy") == []
    assert names(industry="nothing such") == []
    with pytest.raises(NotFound):
        names(account_id="A9")
    with pytest.raises(InputError, match="At least 1"):
        names(limit=0)


def test_roles_as_json_are_plain_data_with_the_evidence(filled: Store) -> None:
    found = committee_as_json(buying_committee(filled, "A1", now=NOW))
    assert json.loads(json.dumps(found)) == found
    reasons = found["members"][0]["judgement"]["reasons"]
    assert {"record_kind", "record_id", "field", "quote", "date"} == set(
        reasons[0]["sign"]["evidence"]
    )
    first = find_decision_makers(filled, now=NOW)[0]
    assert decision_maker_as_json(first)["account_name"] == "Kunde"


def test_nothing_is_concluded_of_who_objected(filled: Store) -> None:
    entry = ConsentEntry(kind=ConsentKind.OBJECTED, said_at=NOW, email="ada@kunde.example")
    add_consent(filled, entry, now=NOW)
    assert set(account_roles(filled, "A1", now=NOW)) == {"C2"}
    assert [one.contact_id for one in buying_committee(filled, "A1", now=NOW).members] == ["C2"]
    assert find_decision_makers(filled, account_id="A1", now=NOW) == []
    assert power_table(filled, NOW).column("contact_id").to_pylist() == [2]
    with pytest.raises(NotFound, match="no buying role of C1"):
        buying_role(filled, "C1", now=NOW)
