import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from wellspent.records.source import RecordKind
from wellspent.sample.export_files import SampleFile, write_export_files

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def sample_files(tmp_path_factory: pytest.TempPathFactory) -> tuple[SampleFile, ...]:
    return write_export_files(tmp_path_factory.mktemp("sample"), now=NOW)


def rows_of(files: tuple[SampleFile, ...], kind: RecordKind) -> list[dict[str, str]]:
    path = next(file.path for file in files if file.kind is kind)
    with path.open(encoding="utf-8-sig", newline="") as opened:
        delimiter = ";" if kind is RecordKind.ACCOUNT else ","
        return list(csv.DictReader(opened, delimiter=delimiter))


def test_files_are_the_same_bytes_for_the_same_now(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        write_export_files(folder, now=NOW)
    assert [path.read_bytes() for path in sorted(first.iterdir())] == [
        path.read_bytes() for path in sorted(second.iterdir())
    ]


def test_outcomes_do_not_depend_on_now(
    tmp_path: Path, sample_files: tuple[SampleFile, ...]
) -> None:
    later = write_export_files(tmp_path, now=NOW + timedelta(days=400))
    assert [row["Lifecycle Stage"] for row in rows_of(later, RecordKind.LEAD)] == [
        row["Lifecycle Stage"] for row in rows_of(sample_files, RecordKind.LEAD)
    ]


def test_enquiries_are_as_many_as_promised(sample_files: tuple[SampleFile, ...]) -> None:
    by_id = {row["Record ID"]: row for row in rows_of(sample_files, RecordKind.LEAD)}
    readable = [row for key, row in by_id.items() if not key.startswith("L-9")]
    assert len(readable) == 1560
    assert sum(row["Lifecycle Stage"] == "Lead" for row in readable) == 60


def test_customers_are_as_many_as_promised(sample_files: tuple[SampleFile, ...]) -> None:
    accounts = rows_of(sample_files, RecordKind.ACCOUNT)
    assert sum(row["Customer since"] != "" for row in accounts) == 200


def test_addresses_are_all_of_reserved_domains(sample_files: tuple[SampleFile, ...]) -> None:
    emails = [
        row["Email"].lower()
        for kind in (RecordKind.LEAD, RecordKind.CONTACT)
        for row in rows_of(sample_files, kind)
    ]
    assert [email for email in emails if not email.endswith((".example", "@example.com"))] == []


def test_nothing_has_happened_after_now(sample_files: tuple[SampleFile, ...]) -> None:
    moments = [
        row[column]
        for kind, column in (
            (RecordKind.LEAD, "Close Date"),
            (RecordKind.DEAL, "Create Date"),
            (RecordKind.DEAL, "Close Date"),
            (RecordKind.ACTIVITY, "Activity date"),
        )
        for row in rows_of(sample_files, kind)
    ]
    assert max(moments) <= NOW.strftime("%Y-%m-%d %H:%M")


def test_keys_between_files_are_all_known(sample_files: tuple[SampleFile, ...]) -> None:
    known = {row["Customer number"] for row in rows_of(sample_files, RecordKind.ACCOUNT)}
    named = {
        row[column]
        for kind, column in (
            (RecordKind.CONTACT, "Associated Company"),
            (RecordKind.DEAL, "Associated Company"),
            (RecordKind.ACTIVITY, "Company"),
            (RecordKind.REFERRAL, "Referred by"),
            (RecordKind.REFERRAL, "Referred company"),
        )
        for row in rows_of(sample_files, kind)
    }
    assert named - known == set()
