from datetime import timedelta

import pytest

from tests.store.made_records import NOON, import_records
from wellspent.errors import NotFound
from wellspent.records.buying_role import BuyingRole
from wellspent.records.contact import Contact
from wellspent.store.connect import Store
from wellspent.store.role_corrections import (
    add_role_correction,
    list_role_corrections,
    role_correction_of,
    standing_role_corrections,
    take_back_role_correction,
)
from wellspent.store.undo import undo_import

ADA = Contact(external_id="1", name="Ada Example", email="ada@acme.example")
BOB = Contact(external_id="2", name="Bob Example", email="bob@acme.example")


def test_latest_word_on_a_role_stands(store: Store) -> None:
    import_records(store, ADA, BOB)
    add_role_correction(store, "C1", BuyingRole.CHAMPION, by="mia", now=NOON)
    later = NOON + timedelta(days=1)
    said = add_role_correction(
        store, "C1", BuyingRole.DECISION_MAKER, by="tom", reason="signed", now=later
    )
    assert role_correction_of(store, "C1") == said
    assert (said.role, said.by, said.reason, said.at) == (
        BuyingRole.DECISION_MAKER, "tom", "signed", later,
    )  # fmt: skip
    assert role_correction_of(store, "C2") is None
    assert standing_role_corrections(store) == {"C1": said}


def test_word_on_a_role_that_is_taken_back_stays_in_the_list(store: Store) -> None:
    import_records(store, ADA)
    said = add_role_correction(store, "C1", BuyingRole.CHAMPION, by="mia", now=NOON)
    assert take_back_role_correction(store, "C1", by="tom", now=NOON) == said
    assert role_correction_of(store, "C1") is None
    assert standing_role_corrections(store) == {}
    assert [(one.role, one.by, stands) for one, stands in list_role_corrections(store, "C1")] == [
        (BuyingRole.UNKNOWN, "tom", False),
        (BuyingRole.CHAMPION, "mia", False),
    ]
    with pytest.raises(NotFound, match="nobody has said"):
        take_back_role_correction(store, "C1", by="tom", now=NOON)


def test_role_said_to_be_unknown_is_a_word_that_stands(store: Store) -> None:
    import_records(store, ADA)
    said = add_role_correction(store, "C1", BuyingRole.UNKNOWN, by="mia", now=NOON)
    assert role_correction_of(store, "C1") == said
    assert list_role_corrections(store) == [(said, True)]


def test_role_of_nobody_is_refused(store: Store) -> None:
    with pytest.raises(NotFound, match="there is no contact C7"):
        add_role_correction(store, "C7", BuyingRole.CHAMPION, by="mia", now=NOON)
    with pytest.raises(NotFound):
        add_role_correction(store, "A1", BuyingRole.CHAMPION, by="mia", now=NOON)


def test_words_on_a_role_go_with_a_contact_whose_import_is_undone(store: Store) -> None:
    run = import_records(store, ADA)
    add_role_correction(store, "C1", BuyingRole.CHAMPION, by="mia", now=NOON)
    undo_import(store, run.id)
    assert standing_role_corrections(store) == {}
    assert list_role_corrections(store) == []
