from dataclasses import replace

import pytest

from tests.store.made_records import NOON
from wellspent.errors import Conflict, NotFound
from wellspent.records.draft import DraftChannel, DraftType
from wellspent.records.message_template import MessageTemplate
from wellspent.store.connect import Store
from wellspent.store.message_templates import (
    add_template,
    change_template,
    delete_template,
    get_template,
    list_templates,
)

TEMPLATE = MessageTemplate(
    name="After the fair",
    channel=DraftChannel.EMAIL,
    type=DraftType.AFTER_EVENT,
    subject="Notes",
    body="Hi {{first_name}},\n\nnotes.",
    saved_by="Kim",
)


def test_template_is_kept_as_it_was_written(store: Store) -> None:
    kept = add_template(store, TEMPLATE, now=NOON)
    assert kept == replace(TEMPLATE, id="T1", version=1, saved_at=NOON)
    assert get_template(store, "T1") == kept
    assert list_templates(store) == [kept]


def test_one_name_one_template_however_it_is_spelt(store: Store) -> None:
    add_template(store, TEMPLATE, now=NOON)
    with pytest.raises(Conflict, match="already"):
        add_template(store, replace(TEMPLATE, name="AFTER  the fair"), now=NOON)
    other = add_template(store, replace(TEMPLATE, name="Other"), now=NOON)
    with pytest.raises(Conflict, match="already"):
        change_template(store, replace(other, name="after the fair"), now=NOON)


def test_change_counts_and_an_older_one_is_refused(store: Store) -> None:
    kept = add_template(store, TEMPLATE, now=NOON)
    changed = change_template(store, replace(kept, body="Theirs"), now=NOON)
    assert changed.version == 2
    with pytest.raises(Conflict, match="Somebody else"):
        change_template(store, replace(kept, body="Mine"), now=NOON)
    assert get_template(store, kept.id).body == "Theirs"


def test_deleted_template_is_gone_and_its_id_never_given_again(store: Store) -> None:
    kept = add_template(store, TEMPLATE, now=NOON)
    with pytest.raises(Conflict):
        delete_template(store, kept.id, version=9)
    delete_template(store, kept.id, version=1)
    with pytest.raises(NotFound):
        delete_template(store, kept.id, version=1)
    with pytest.raises(NotFound):
        change_template(store, kept, now=NOON)
    assert add_template(store, TEMPLATE, now=NOON).id != kept.id


def test_text_that_no_database_takes_is_made_fit(store: Store) -> None:
    kept = add_template(store, replace(TEMPLATE, body="a\x00b\ud800"), now=NOON)
    assert kept.body == "ab?"
