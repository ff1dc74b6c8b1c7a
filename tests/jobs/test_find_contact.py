import pytest

from tests.store.made_records import NOON, import_records
from wellspent.errors import InputError, NotFound
from wellspent.jobs.find_contact import find_contact
from wellspent.jobs.which_person import which_person
from wellspent.records.account import Account
from wellspent.records.contact import Contact
from wellspent.records.lead import Lead
from wellspent.store.connect import Store


@pytest.fixture
def filled(store: Store) -> Store:
    import_records(store, Account(external_id="a1", name="Brotwerk GmbH", domain="brot.example"))
    import_records(
        store,
        Contact(external_id="crm-7", name="Jörg Ångström", email="jorg@brot.example",
                phone="+493012345678", account_key="a1", title="CFO"),
        Contact(external_id="crm-8", name="Ada Kunde", email="ada@kunde.example",
                phone="089 7654321"),
        Contact(external_id="crm-9", name="Ada Kundera", email="ada@other.example",
                phone="+4455512345678"),
    )  # fmt: skip
    import_records(
        store,
        Lead(external_id="l1", name="Neu Gierig", email="neu@gierig.example",
             phone="+436641234567", company="Gierig", arrived_at=NOON),
        Lead(external_id="l2", name="Ada Kunde", email="ada@kunde.example", arrived_at=NOON),
    )  # fmt: skip
    return store


@pytest.mark.parametrize(
    "who",
    [
        "C1",
        "crm-7",
        "jorg@brot.example",
        " Jorg@Brot.example ",
        "jörg ångström",
        "Angstrom",
        "Ångström, Jörg",
        "angstrom jorg",
        "Jörg Angstrm",
        "+49 30 12345678",
        "0049 (0)30 / 123 456 78",
        "030 12345678",
        "(030) 1234-5678",
        "tel. 030 12345678",
        "12345678 ",
        "Brotwerk",
        "A1",
    ],
)
def test_person_is_found_by_whatever_there_is_of_them(filled: Store, who: str) -> None:
    assert "C1" in [one.id for one in find_contact(filled, who)]
    if who.strip() != "12345678":  # two numbers end so
        assert which_person(filled, who).id == "C1"


def test_number_that_is_kept_without_a_country_is_found_with_one(filled: Store) -> None:
    assert which_person(filled, "+49 89 7654321").id == "C2"


def test_number_of_another_country_that_ends_alike_is_not_taken_for_it(filled: Store) -> None:
    assert [one.id for one in find_contact(filled, "+44 555 12345678")] == ["C3"]
    assert find_contact(filled, "+41 30 12345679") == []


def test_who_has_only_enquired_is_found_too(filled: Store) -> None:
    for who in ("L1", "neu@gierig.example", "neu gierig", "+43 664 1234567"):
        assert which_person(filled, who).lead_id == "L1"


def test_enquirer_who_is_a_contact_is_found_as_the_contact(filled: Store) -> None:
    assert which_person(filled, "L2").id == "C2"


def test_exact_name_wins_over_one_that_only_begins_so(filled: Store) -> None:
    assert {one.id for one in find_contact(filled, "Ada Kunde")} >= {"C2", "C3"}
    assert which_person(filled, "ada kunde").id == "C2"


def test_several_that_may_be_meant_are_named(filled: Store) -> None:
    with pytest.raises(InputError, match=r"Ada Kunde \(C2\); Ada Kundera \(C3\)"):
        which_person(filled, "Ada")


@pytest.mark.parametrize("who", ["Zebedee", "C99", "nobody@nowhere.example", "030 999", "x" * 900])
def test_nobody_is_an_error_that_says_what_was_tried(filled: Store, who: str) -> None:
    assert find_contact(filled, who) == []
    with pytest.raises(NotFound, match="nobody is known by"):
        which_person(filled, who)


def test_nothing_asked_is_an_error(filled: Store) -> None:
    assert find_contact(filled, "  ") == []
    with pytest.raises(InputError, match="doesn't say who"):
        which_person(filled, "  ")
