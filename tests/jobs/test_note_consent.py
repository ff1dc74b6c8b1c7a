from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.store.made_records import import_records
from wellspent.errors import InputError, NotFound
from wellspent.jobs.note_consent import consents_of, note_consent
from wellspent.records.activity import ActivityKind
from wellspent.records.consent import ConsentKind
from wellspent.records.contact import Contact
from wellspent.records.reader import Consent
from wellspent.store.connect import Store
from wellspent.store.reader import reader_of

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
GIVEN: dict[str, Any] = {
    "kind": ConsentKind.GIVEN,
    "channel": ActivityKind.EMAIL,
    "source": "sign-up form",
    "now": NOW,
}


def test_consent_of_an_address_waits_for_its_contact(store: Store) -> None:
    noted = note_consent(store, "Ada <ADA@acme.example>", **GIVEN, note="yes please")
    assert (noted.id, noted.email) == ("N1", "ada@acme.example")
    import_records(store, Contact(name="Ada", external_id="C-1", email="ada@acme.example"))
    assert reader_of(store, "C-1").consents == {ActivityKind.EMAIL: Consent.GIVEN}
    assert consents_of(store, "C1") == (noted,)


def test_same_entry_twice_is_one(store: Store) -> None:
    first = note_consent(store, "ada@acme.example", **GIVEN, said_at=NOW)
    again = note_consent(store, "ada@acme.example", **GIVEN, said_at=NOW, by="Kim")
    assert again.id == first.id
    later = note_consent(store, "ada@acme.example", **GIVEN, said_at=NOW - timedelta(days=1))
    assert later.id != first.id
    assert [one.id for one in consents_of(store, "ada@acme.example")] == [first.id, later.id]


def test_objection_is_for_every_channel(store: Store) -> None:
    said = GIVEN | {"kind": ConsentKind.OBJECTED}
    assert note_consent(store, "ada@acme.example", **said).channel is None
    assert reader_of(store, "ada@acme.example").objected_at == NOW


@pytest.mark.parametrize(
    ("person", "given", "error"),
    [
        ("C99", {}, NotFound),
        ("not an @ address", {}, InputError),
        ("ada@acme.example", {"channel": None}, InputError),
        ("ada@acme.example", {"channel": ActivityKind.MEETING}, InputError),
        ("ada@acme.example", {"source": " "}, InputError),
        ("ada@acme.example", {"source": "x" * 2000}, InputError),
        ("ada@acme.example", {"said_at": NOW + timedelta(days=2)}, InputError),
        ("ada@acme.example", {"said_at": NOW.replace(tzinfo=None)}, InputError),
    ],
)
def test_what_makes_no_sense_is_refused(
    store: Store, person: str, given: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        note_consent(store, person, **(GIVEN | given))
