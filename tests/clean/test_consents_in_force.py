from datetime import UTC, datetime, timedelta

from wellspent.clean.consents_in_force import (
    consents_in_force,
    latest_first,
    objection_in_force,
)
from wellspent.records.activity import ActivityKind
from wellspent.records.consent import ConsentEntry, ConsentKind
from wellspent.records.reader import Consent

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
EMAIL, CALL = ActivityKind.EMAIL, ActivityKind.CALL


def said(kind: ConsentKind, days: int, channel: ActivityKind | None = None) -> ConsentEntry:
    return ConsentEntry(kind=kind, channel=channel, said_at=NOON + timedelta(days=days))


def test_what_was_said_last_counts_on_its_channel():
    entries = latest_first(
        [said(ConsentKind.GIVEN, 1, EMAIL), said(ConsentKind.WITHDRAWN, 2, CALL)]
    )
    assert consents_in_force(entries) == {EMAIL: Consent.GIVEN, CALL: Consent.WITHDRAWN}


def test_refusal_wins_at_the_same_moment():
    entries = latest_first([said(ConsentKind.GIVEN, 1), said(ConsentKind.OBJECTED, 1)])
    assert consents_in_force(entries)[EMAIL] is Consent.WITHDRAWN
    assert objection_in_force(entries) is not None


def test_consent_given_later_ends_an_objection():
    entries = latest_first([said(ConsentKind.OBJECTED, 1), said(ConsentKind.GIVEN, 2)])
    assert objection_in_force(entries) is None


def test_withdrawal_is_no_objection():
    assert objection_in_force([said(ConsentKind.WITHDRAWN, 1)]) is None
