"""A call or a meeting noted by hand is an activity with declared minutes, and is heard."""

from datetime import timedelta

import pytest

from tests.jobs.made_conversations import NOW
from tests.store.made_records import import_records
from wellspent.errors import InputError, NotFound
from wellspent.jobs.ledger_lines import ledger_lines
from wellspent.jobs.note_interaction import note_interaction
from wellspent.jobs.private_people import mark_private
from wellspent.jobs.undo_import import undo
from wellspent.records.activity import ActivityKind
from wellspent.records.contact import Contact
from wellspent.records.heard import HowKnown, ReactionKind
from wellspent.records.lead import Lead
from wellspent.records.ledger import LedgerQuery
from wellspent.records.taken_in import KeptConversation
from wellspent.store.activities import recent_activities
from wellspent.store.connect import Store

ADA = Contact(name="Ada Kunde", email="ada@kunde.example")


def noted(store: Store, *whom: str, **more: object) -> KeptConversation:
    """Note a call of twelve minutes."""
    said = {"kind": ActivityKind.CALL, "minutes": 12, "rep": "Wilma Sample", "now": NOW, **more}
    return note_interaction(store, with_whom=whom, **said)


def test_call_is_noted_with_the_contact_and_declared_minutes(store: Store) -> None:
    import_records(store, ADA)
    kept = noted(store, "C1", title="Spare parts", happened_at=NOW - timedelta(hours=2))
    assert (kept.conversation.title, kept.conversation.speakers[0].contact_id) == (
        "Spare parts",
        "C1",
    )
    (line,) = ledger_lines(store, LedgerQuery()).entries
    assert (line.minutes, line.how, line.contact_id, line.rep) == (
        12,
        HowKnown.DECLARED,
        "C1",
        "Wilma Sample",
    )
    (activity,) = recent_activities(store, Lead(contact_id="C1"))
    assert (activity.kind, activity.minutes) == (ActivityKind.CALL, 12)


def test_their_words_are_heard(store: Store) -> None:
    kept = noted(store, "ada@kunde.example", their_words="Wow, that was amazing.")
    assert [one.kind for one in kept.heard.reactions] == [ReactionKind.DELIGHT]


def test_the_same_form_sent_twice_is_noted_once(store: Store) -> None:
    first = noted(store, "ada@kunde.example", once="form-1")
    assert noted(store, "ada@kunde.example", once="form-1").conversation.id == first.conversation.id
    assert noted(store, "ada@kunde.example").conversation.id != first.conversation.id


def test_noted_call_can_be_undone(store: Store) -> None:
    kept = noted(store, "ada@kunde.example")
    undo(store, kept.import_id)
    assert ledger_lines(store, LedgerQuery(only_in_force=True)).entries == ()


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({"kind": ActivityKind.EMAIL}, "isn't logged by hand"),
        ({"minutes": 0}, "How many minutes"),
        ({"minutes": float("nan")}, "How many minutes"),
        ({"happened_at": NOW + timedelta(days=1)}, "still to come"),
    ],
)
def test_what_makes_no_sense_is_refused(
    sqlite_store: Store, more: dict[str, object], what: str
) -> None:
    with pytest.raises(InputError, match=what):
        noted(sqlite_store, "ada@kunde.example", **more)


def test_private_person_is_named_with_what_helps(sqlite_store: Store) -> None:
    mark_private(sqlite_store, "@kunde.example", now=NOW)
    with pytest.raises(InputError) as refused:
        noted(sqlite_store, "ben@other.example", "ada@kunde.example")
    assert "ada@kunde.example is marked private (@kunde.example)" in refused.value.what
    assert 'not-private "@kunde.example"' in refused.value.next_step


def test_unknown_people_and_private_ones_are_refused(store: Store) -> None:
    with pytest.raises(NotFound, match="no contact"):
        noted(store, "C77")
    with pytest.raises(InputError, match="With whom"):
        noted(store)
    mark_private(store, "ada@kunde.example", now=NOW)
    with pytest.raises(InputError, match="private"):
        noted(store, "ada@kunde.example")
