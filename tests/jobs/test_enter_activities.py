"""Activities of which no conversation is known have their minutes in the ledger, too, once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.jobs.made_conversations import NOW, taken, thread
from tests.store.made_records import import_records
from wellspent.jobs.enter_activities import enter_activities
from wellspent.jobs.ledger_lines import ledger_lines
from wellspent.jobs.undo_import import undo
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.heard import HowKnown
from wellspent.records.ledger import LedgerEntry, LedgerQuery
from wellspent.store.connect import Store

MEETING = Activity(
    kind=ActivityKind.MEETING,
    external_id="T-1",
    happened_at=NOW - timedelta(days=2),
    minutes=45,
    contact_key="ada@kunde.example",
    rep="Wilma Sample",
)


def in_force(store: Store) -> tuple[LedgerEntry, ...]:
    """Return the lines that hold."""
    return ledger_lines(store, LedgerQuery(only_in_force=True)).entries


def entered(store: Store, *activities: Activity) -> list[tuple[float, HowKnown | None]]:
    """Import activities, enter them, and return the lines' minutes and how they are known."""
    import_records(store, Contact(name="Ada Kunde", email="ada@kunde.example"))
    import_records(store, *activities)
    enter_activities(store, now=NOW)
    return [(entry.minutes, entry.how) for entry in in_force(store)]


def test_meeting_of_the_crm_is_a_debit_of_its_contact(store: Store) -> None:
    assert entered(store, MEETING) == [(45, HowKnown.MEASURED)]
    (line,) = in_force(store)
    assert (line.contact_id, line.activity_id, line.rep) == ("C1", "V1", "Wilma Sample")


def test_entering_twice_changes_nothing(store: Store) -> None:
    entered(store, MEETING)
    assert enter_activities(store, now=NOW) == 0
    assert len(ledger_lines(store, LedgerQuery()).entries) == 1


def test_message_of_theirs_took_them_time_to_write(store: Store) -> None:
    mail = replace(MEETING, kind=ActivityKind.EMAIL, minutes=None, direction=Direction.INBOUND)
    ((minutes, how),) = entered(store, replace(mail, body="Could you send us the drawing? " * 5))
    assert (how, minutes > 0) == (HowKnown.ESTIMATED, True)


@pytest.mark.parametrize(
    "activity",
    [
        replace(MEETING, kind=ActivityKind.EMAIL, direction=Direction.OUTBOUND, body="Read this."),
        replace(MEETING, kind=ActivityKind.CALL, minutes=1, direction=Direction.OUTBOUND),
        replace(MEETING, kind=ActivityKind.DOWNLOAD, minutes=None),
        replace(MEETING, happened_at=NOW + timedelta(days=1)),
        replace(MEETING, minutes=None),
        replace(MEETING, contact_key=""),
    ],
)
def test_what_nobody_can_tell_gives_no_line(sqlite_store: Store, activity: Activity) -> None:
    assert entered(sqlite_store, activity) == []


def test_mail_that_is_taken_in_later_counts_once(store: Store) -> None:
    known = Activity(
        kind=ActivityKind.EMAIL,
        external_id="<m2@otter.example>",
        direction=Direction.INBOUND,
        body="Wow, that was amazing. What does it cost?",
        happened_at=NOW - timedelta(days=3),
        contact_key="ada@kunde.example",
    )
    entered(store, known)
    taken(store, thread())
    debits = [entry for entry in in_force(store) if entry.activity_id == "V1" and not entry.count]
    assert [entry.conversation_id for entry in debits] == ["K1"]


def test_undone_import_takes_its_lines_back(store: Store) -> None:
    entered(store, MEETING)
    undo(store, "I2")
    assert in_force(store) == ()
    assert sum(entry.minutes for entry in ledger_lines(store, LedgerQuery()).entries) == 0


def test_activity_of_another_import_has_its_minutes_again_when_a_conversation_goes(
    store: Store,
) -> None:
    known = Activity(
        kind=ActivityKind.EMAIL,
        external_id="<m2@otter.example>",
        direction=Direction.INBOUND,
        body="Wow, that was amazing. What does it cost?",
        happened_at=NOW - timedelta(days=3),
        contact_key="ada@kunde.example",
    )
    before = entered(store, known)
    done = taken(store, thread())
    undo(store, done.import_id)
    assert [(entry.minutes, entry.how) for entry in in_force(store)] == before
    assert [entry.conversation_id for entry in in_force(store)] == [""]


def test_line_tells_the_subject_not_the_name_in_the_crm(sqlite_store: Store) -> None:
    entered(sqlite_store, replace(MEETING, subject="Spare parts"))
    assert [entry.detail for entry in in_force(sqlite_store)] == ["Spare parts"]
