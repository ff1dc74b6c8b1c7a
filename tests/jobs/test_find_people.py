from tests.store.made_records import import_records
from wellspent.jobs.find_people import find_people
from wellspent.records.contact import Contact
from wellspent.records.lead import Lead
from wellspent.store.connect import Store


def test_each_person_is_named_once(store: Store) -> None:
    import_records(
        store,
        Contact(name="Ada Lovell", external_id="C-1", email="ada@acme.example", account_key="Acme"),
        file="contacts.csv",
    )
    import_records(
        store,
        Lead(name="Ada Lovell", external_id="L-1", email="ADA@acme.example", company="Acme"),
        Lead(name="ada lovell", external_id="L-2", company="ACME"),
        Lead(name="Ada Lovell", external_id="L-3", email="ada@other.example", company="Other"),
        Lead(name="Ada Lovelace", external_id="L-4", company="Acme"),
        file="leads.csv",
    )
    found = find_people(store, "Ada Lov")
    assert sorted((one.name, one.company) for one in found) == [
        ("Ada Lovelace", "Acme"),
        ("Ada Lovell", "Acme"),
        ("Ada Lovell", "Other"),
    ]
