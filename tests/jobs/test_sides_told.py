"""Sides told anew: files taken in again with another word on who is ours are heard anew, once."""

from dataclasses import replace

from tests.jobs.made_conversations import ADA, BEN, NOW, PRAISE, WILMA, call, mail, thread
from tests.store.made_records import import_records
from wellspent.jobs.find_conversations import find_conversations
from wellspent.jobs.ledger_lines import ledger_lines
from wellspent.jobs.name_speaker import name_speaker
from wellspent.jobs.show_conversation import show_conversation
from wellspent.jobs.sides_told import sides_told_anew
from wellspent.jobs.take_in_conversations import take_in
from wellspent.listen.sides import OurSide
from wellspent.records.account import Account
from wellspent.records.contact import Contact
from wellspent.records.conversation import Conversation, Side, Speaker
from wellspent.records.ledger import LedgerQuery
from wellspent.records.taken_in import ConversationQuery, KeptConversation, TakenIn
from wellspent.store.connect import Store

KUNDE = OurSide(domains=("kunde.example",))
OTTER = OurSide(domains=("otter.example",))


def brought(store: Store, *talks: Conversation, side: OurSide, source: str = "calls") -> TakenIn:
    """Take conversations in with a word on who is ours."""
    return take_in(store, talks, source=source, our_side=side, now=NOW)


def only(store: Store) -> KeptConversation:
    """Return the only conversation."""
    (row,) = find_conversations(store, ConversationQuery()).rows
    return show_conversation(store, row.id)


def minutes_of(store: Store) -> dict[str, float]:
    """Return the minutes in force by whose they are."""
    found: dict[str, float] = {}
    for one in ledger_lines(store, LedgerQuery(limit=1000, only_in_force=True)).entries:
        found[one.detail] = found.get(one.detail, 0) + one.minutes
    return found


def test_other_sides_are_heard_anew_and_the_ledger_is_taken_back(store: Store) -> None:
    brought(store, call(came=(ADA,)), side=KUNDE)
    assert minutes_of(store) == {"Wilma Sample": 20}
    again = brought(store, call(came=(ADA,)), side=OTTER)
    assert (again.grown, again.created, again.unchanged) == (1, 0, 0)
    assert minutes_of(store) == {"Ada Kunde": 20}
    every = ledger_lines(store, LedgerQuery(limit=1000)).entries
    assert sum(one.minutes for one in every) == 20
    assert len(every) > 1


def test_what_was_heard_follows_the_sides(store: Store) -> None:
    brought(store, thread(), side=KUNDE)
    assert only(store).heard.reactions == ()
    brought(store, thread(), side=OTTER)
    assert [one.quote.text for one in only(store).heard.reactions] != []


def test_same_sides_told_again_change_nothing(store: Store) -> None:
    brought(store, thread(), call(came=(ADA, BEN)), side=KUNDE)
    brought(store, thread(), call(came=(ADA, BEN)), side=OTTER)
    third = brought(store, thread(), call(came=(ADA, BEN)), side=OTTER)
    assert (third.grown, third.unchanged, third.import_id) == (0, 2, "")


def test_who_becomes_a_customer_is_found_among_contacts(store: Store) -> None:
    import_records(store, Account(name="Kunde", domain="kunde.example"))
    import_records(store, Contact(name="Ada Kunde", email="ada@kunde.example", account_key="Kunde"))
    brought(store, thread(), side=KUNDE)
    assert {one.contact_id for one in only(store).conversation.speakers} == {""}
    brought(store, thread(), side=OTTER)
    kept = only(store).conversation
    assert [one.contact_id for one in kept.speakers] == ["", "C1"]
    assert kept.account_id == "A1"


def test_another_source_does_not_turn_sides_that_were_told(store: Store) -> None:
    brought(store, call(came=(ADA,)), side=OTTER)
    other = brought(store, call(came=(ADA,)), side=KUNDE, source="recorder")
    assert (other.grown, minutes_of(store)) == (0, {"Ada Kunde": 20})


def test_sides_that_were_guessed_become_told(store: Store) -> None:
    brought(store, thread(), side=OurSide())
    brought(store, thread(), side=OTTER)
    sides = [(one.side, one.side_guessed) for one in only(store).conversation.speakers]
    assert sides == [(Side.OURS, False), (Side.CUSTOMER, False)]


def test_whom_a_person_named_stays_on_their_side(store: Store) -> None:
    brought(store, thread(), side=OTTER)
    name_speaker(store, "K1", 1, side=Side.OURS, by="me", now=NOW)
    again = brought(store, thread(), side=OTTER)
    assert (again.grown, again.unchanged) == (0, 1)
    assert [one.side for one in only(store).conversation.speakers] == [Side.OURS, Side.OURS]


def test_rule_is_asked_of_all_that_is_known_of_somebody() -> None:
    stored = (
        replace(WILMA, side=Side.OURS),
        replace(ADA, side=Side.CUSTOMER),
    )
    bare = thread(mail(1, 0, PRAISE), speakers=(Speaker(name="Wilma Sample"), ADA))
    told = replace(bare, speakers=(Speaker(name="Wilma Sample", side=Side.CUSTOMER), ADA))
    assert sides_told_anew(stored, told, OTTER) is None
