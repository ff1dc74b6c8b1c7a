import csv
import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.store.made_records import NOON, import_records
from wellspent.errors import InputError
from wellspent.jobs import import_file
from wellspent.jobs.add_lead import add_lead
from wellspent.jobs.export_records import ExportFormat, export
from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.attribute import AttributeKind
from wellspent.records.contact import Contact
from wellspent.records.deal import Deal, DealOutcome
from wellspent.records.lead import Lead, LeadOutcome
from wellspent.records.mapping import ColumnMapping
from wellspent.records.money import Money
from wellspent.records.raw import Record
from wellspent.records.referral import Referral
from wellspent.records.source import RecordKind
from wellspent.store.attributes import note_columns
from wellspent.store.connect import Store
from wellspent.store.records import stream_records
from wellspent.store.rows import kind_of_record

ATTRIBUTES = {
    "plan": AttributeKind.CATEGORY,
    "seats": AttributeKind.NUMBER,
    "trial": AttributeKind.FLAG,
    "asked": AttributeKind.DATE,
    "note": AttributeKind.TEXT,
}
FULL = {"plan": "=gold", "seats": 0.1, "trial": False, "asked": NOON, "note": 'two\nlines, "so"'}
RECORDS: list[list[Record]] = [
    [
        Account(
            name="Bäckerei Müller & Söhne",
            external_id="a1",
            domain="mueller.example",
            industry="food",
            employees=12.5,
            annual_revenue=Money(Decimal("1200000.05"), "EUR"),
            country="Germany",
            customer_since=NOON,
            champions=2.0,
            attributes=FULL,
        ),
        Account(name="Acme", external_id="a2"),
    ],
    [Contact(name="Ada", email="ada@acme.example", account_key="a2", phone="+49301234567")],
    [
        Lead(
            name="Ada Example",
            external_id="l1",
            email="ada@acme.example",
            phone="+49301234567",
            message="Please\ncall; thanks",
            arrived_at=NOON + timedelta(microseconds=5),
            outcome=LeadOutcome.LOST,
            employees=3.0,
            attributes=FULL,
        ),
        Lead(name="@Bo", company="-Bolt", external_id="l2", attributes={"seats": -7.0}),
    ],
    [
        Deal(
            name="Ten seats",
            external_id="d1",
            account_key="a2",
            lead_id="l1",
            amount=Money(Decimal("-99.90"), "USD"),
            recurring_amount=Money(Decimal(1000), "JPY"),
            stage="closed",
            outcome=DealOutcome.WON,
            products=("saw", "drill bit"),
            closed_at=NOON,
        )
    ],
    [
        Activity(
            kind=ActivityKind.SOCIAL_MESSAGE,
            external_id="v1",
            direction=Direction.INBOUND,
            subject="Hello",
            body="first\n\nsecond",
            happened_at=NOON,
            minutes=12.5,
            contact_key="ada@acme.example",
            participants=("ada@acme.example", "rep@ours.example"),
        )
    ],
    [Referral(giver_key="a1", receiver_key="a2", referred_at=NOON, note="met at the fair")],
]


@pytest.mark.parametrize("written", list(ExportFormat))
@pytest.mark.parametrize("records", RECORDS, ids=[str(kind) for kind in RecordKind])
def test_export_imports_as_the_same_records(
    store: Store, sqlite_empty: Store, tmp_path: Path, records: list[Record], written: ExportFormat
) -> None:
    kind = kind_of_record(records[0])
    columns = {name: ColumnMapping(name, attribute=name, kind=k) for name, k in ATTRIBUTES.items()}
    note_columns(store, kind, columns)
    import_records(store, *records)
    path = tmp_path / f"export.{written}"
    assert export(store, kind, path, format=written) == len(records)
    [mapping] = import_file.propose(sqlite_empty, path)
    run = import_file.run(sqlite_empty, path, mapping)
    assert (run.created, run.refused) == (len(records), 0)
    assert list(stream_records(sqlite_empty, kind)) == list(stream_records(store, kind))


def test_own_export_into_the_same_store_changes_nothing(store: Store, tmp_path: Path) -> None:
    import_records(store, *RECORDS[2])
    export(store, RecordKind.LEAD, tmp_path / "e.csv")
    [mapping] = import_file.propose(store, tmp_path / "e.csv")
    run = import_file.run(store, tmp_path / "e.csv", mapping)
    assert (run.created, run.changed, run.unchanged) == (0, 0, 2)


def test_export_runs_no_formula(store: Store, tmp_path: Path) -> None:
    import_records(store, *RECORDS[2])
    export(store, RecordKind.LEAD, tmp_path / "e.csv")
    with (tmp_path / "e.csv").open(newline="", encoding="utf-8") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "@", "-B"))] == []


def test_attributes_of_a_posted_lead_are_exported(store: Store, tmp_path: Path) -> None:
    add_lead(store, Lead(name="Ada", attributes={"colour": "red"}))
    export(store, RecordKind.LEAD, tmp_path / "e.jsonl", format=ExportFormat.JSON_LINES)
    [line] = (tmp_path / "e.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["attribute:colour:category:colour"] == "red"


def test_export_to_where_nothing_can_be_written_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be written"):
        export(store, RecordKind.LEAD, tmp_path / "missing" / "e.csv")
