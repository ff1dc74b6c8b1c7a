"""Tables of badge scans and of downloads, which say their kind by what they are."""

from datetime import UTC, datetime

import pytest

from wellspent.clean.propose import propose_mapping
from wellspent.clean.rows import clean_batch
from wellspent.records.activity import Activity, ActivityKind
from wellspent.records.raw import RawBatch
from wellspent.records.source import RecordKind

BADGES = ("Event", "Scanned at", "Email", "Company", "Attendee Role", "Minutes", "Notes")
DOWNLOADS = ("Downloaded at", "Email", "Title", "Pages", "Seconds spent")


def _read(file: str, header: tuple[str, ...], *rows: list[str]) -> list[Activity]:
    mapping = propose_mapping(file, header, rows)
    assert mapping.record_kind is RecordKind.ACTIVITY
    cleaned = clean_batch(RawBatch(file, header, 2, rows), mapping)
    assert not cleaned.refused
    return [record for _, record in cleaned.records if isinstance(record, Activity)]


def test_badge_scan_has_its_event_role_and_time() -> None:
    (scan,) = _read(
        "leads.csv",
        BADGES,
        ["Pump Expo", "2026-03-04 10:12", "ben@customer.example", "Kunde AG", "Speaker", "7", "Hi"],
    )
    assert (scan.kind, scan.subject, scan.minutes) == (ActivityKind.EVENT, "Pump Expo", 7.0)
    assert (scan.contact_key, scan.account_key) == ("ben@customer.example", "Kunde AG")
    assert scan.attributes["role"] == "Speaker"
    assert scan.happened_at == datetime(2026, 3, 4, 10, 12, tzinfo=UTC)


def test_download_has_its_title_pages_and_time() -> None:
    (taken,) = _read(
        "export.csv",
        DOWNLOADS,
        ["2026-03-04 10:12", "ben@customer.example", "Seals, a white paper", "14", "300"],
    )
    assert (taken.kind, taken.subject, taken.minutes) == (
        ActivityKind.DOWNLOAD,
        "Seals, a white paper",
        5.0,
    )
    assert taken.attributes["pages"] == 14


@pytest.mark.parametrize(
    ("header", "role"),
    [
        (("Badge ID", "Webinar", "Email", "Registration Type", "Check-in time"), "role"),
        (("Veranstaltung", "Scan Date", "E-Mail", "Firma", "Rolle"), "role"),
    ],
)
def test_headers_of_other_programs(header: tuple[str, ...], role: str) -> None:
    mapping = propose_mapping("x.csv", header, [])
    assert mapping.name == "Badge scans"
    assert role in {column.attribute for column in mapping.columns}
    assert {"subject", "happened_at", "contact_key"} <= {one.field for one in mapping.columns}


def test_contacts_with_a_role_stay_contacts() -> None:
    header = ("First Name", "Last Name", "Email", "Phone", "Job Title", "Role")
    assert propose_mapping("contacts.csv", header, []).record_kind is RecordKind.CONTACT


def test_column_of_the_kind_goes_before_the_name_of_the_mapping() -> None:
    header = ("Activity Type", "Activity Date", "Subject", "Email")
    row = ["Call", "2026-03-04", "Hello", "ben@customer.example"]
    (activity,) = _read("downloads.csv", header, row)
    assert activity.kind is ActivityKind.CALL
