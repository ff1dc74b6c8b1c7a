"""The demo's three committees hold what the pages of reach and brief show."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from wellspent.jobs.make_demo import make_demo
from wellspent.jobs.which_person import which_person
from wellspent.records.account_history import AccountHistory
from wellspent.records.activity import ActivityKind, Direction
from wellspent.records.consent import ConsentKind
from wellspent.records.deal import DealOutcome
from wellspent.records.heard import PowerKind, ReactionKind
from wellspent.store.account_history import account_history
from wellspent.store.connect import Store, open_store
from wellspent.store.meetings_ahead import meetings_ahead
from wellspent.store.signers import signers

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('committees') / 'demo.db'}")
    make_demo(store, now=NOW)
    yield store
    store.close()


@pytest.fixture
def ham_house(demo_store: Store) -> AccountHistory:
    vera = which_person(demo_store, "Vera Musterfrau")
    return account_history(demo_store, contact_id=vera.id, now=NOW)


def id_of(history: AccountHistory, name: str) -> str:
    return next(one.id for one in history.contacts if one.name == name)


def test_committee_says_who_decides_who_guards_and_who_has_no_say(
    ham_house: AccountHistory,
) -> None:
    said = {
        (statement.quote.speaker, statement.kind)
        for talk in ham_house.conversations
        for statement in talk.power
    }
    assert said >= {
        ("Vera Musterfrau", PowerKind.DECIDES),
        ("Ottmar Beispiel", PowerKind.DECIDES),
        ("Anna Mustermann", PowerKind.SIGNS_OFF),
        ("Hilde Probe", PowerKind.GATEKEEPER),
        ("Timo Fantasie", PowerKind.NO_POWER),
    }


def test_decider_answers_texts_and_nothing_else(ham_house: AccountHistory) -> None:
    vera = id_of(ham_house, "Vera Musterfrau")
    came_back = [
        one.kind
        for one in ham_house.activities
        if one.contact_id == vera and one.direction is Direction.INBOUND
    ]
    assert came_back != []
    assert set(came_back) == {ActivityKind.SMS}


def test_promises_an_annoyance_an_opt_out_and_an_open_deal_are_there(
    ham_house: AccountHistory,
) -> None:
    reactions = {one.kind for talk in ham_house.conversations for one in talk.reactions}
    assert ReactionKind.ANNOYANCE in reactions
    assert any(debt.is_overdue for debt in ham_house.debts)
    refusals = [one for one in ham_house.consents if one.kind is not ConsentKind.GIVEN]
    assert [one.channel for one in refusals] == [ActivityKind.CALL]
    assert [one.outcome for one in ham_house.deals].count(DealOutcome.OPEN) == 1
    assert ham_house.leads != ()


def test_somebody_copied_in_at_the_price_is_named_by_the_turn(ham_house: AccountHistory) -> None:
    (offer,) = [
        talk.conversation
        for talk in ham_house.conversations
        if talk.conversation.title == "Offer for the second hall"
    ]
    ottmar = id_of(ham_house, "Ottmar Beispiel")
    place = next(n for n, one in enumerate(offer.speakers) if one.contact_id == ottmar)
    assert [place in turn.to for turn in offer.turns] == [False, True, False, True, True]


def test_meetings_of_the_next_days_are_relative_to_today(demo_store: Store) -> None:
    found = meetings_ahead(demo_store, since=NOW, until=NOW + timedelta(days=8))
    assert len(found) == 4
    assert all(one.conversation.is_sample for one in found)
    assert all(one.conversation.account_id for one in found)
    assert len(meetings_ahead(demo_store, since=NOW, rep="Ömer Örnek")) == 1


def test_past_deals_name_who_signed(demo_store: Store) -> None:
    found = signers(demo_store)
    assert sum(one.signed for one in found) >= 40
    assert {one.title for one in found if one.signed} == {
        "Managing Director", "Plant Manager", "Facility Manager",
    }  # fmt: skip
