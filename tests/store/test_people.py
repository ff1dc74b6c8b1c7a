import pytest

from tests.store.made_records import import_records
from wellspent.records.account import Account
from wellspent.records.contact import Contact
from wellspent.store.connect import Store
from wellspent.store.people import find_contacts


@pytest.fixture
def peopled(store: Store) -> Store:
    import_records(store, Account(name="Acme", external_id="A-1"), file="a.csv")
    import_records(
        store,
        Contact(name="Ada Ångström", email="ada@acme.example", account_key="A-1", external_id="1"),
        Contact(name="Sanne van der Proef", email="proef@acme.example", external_id="2"),
        Contact(name="", email="no.name@acme.example", external_id="3"),
        Contact(name="Ada O'Test", external_id="4"),
        file="c.csv",
    )
    return store


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ada", ["Ada Ångström", "Ada O'Test"]),
        ("ADA ang", ["Ada Ångström"]),
        ("angstrom", ["Ada Ångström"]),
        ("proef", ["Sanne van der Proef"]),
        ("no.name@", [""]),
        ("otest", ["Ada O'Test"]),
        ("%", []),
        ("_d", []),
        ("  ", []),
    ],
)
def test_people_are_found_by_how_a_word_or_their_address_begins(
    peopled: Store, words: str, found: list[str]
) -> None:
    assert [one.name for one in find_contacts(peopled, words, limit=5)] == found


def test_person_has_what_names_them(peopled: Store) -> None:
    (ada,) = find_contacts(peopled, "ada ang", limit=5)
    assert (ada.email, ada.company, ada.address) == ("ada@acme.example", "Acme", "ada@acme.example")
    (test,) = find_contacts(peopled, "ada o", limit=5)
    assert test.address == test.id


def test_no_more_than_asked_for(peopled: Store) -> None:
    assert len(find_contacts(peopled, "ada", limit=1)) == 1
