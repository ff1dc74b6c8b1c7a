import pytest

from tests.store.made_records import import_records
from wellspent.jobs.find_conversations import find_conversations
from wellspent.jobs.find_people import find_people
from wellspent.records.contact import Contact
from wellspent.records.taken_in import ConversationQuery

UNSTORABLE = ["a\x00b", "\x00", "\ud800"]


@pytest.mark.parametrize("words", UNSTORABLE)
@pytest.mark.parametrize("name", ["words", "rep", "source"])
def test_letters_that_no_store_keeps_find_nothing(store, name, words):
    assert find_conversations(store, ConversationQuery(**{name: words})).rows == ()


@pytest.mark.parametrize("words", UNSTORABLE)
def test_people_are_looked_for_by_any_letters(store, words):
    import_records(store, Contact(name="Ada Example", external_id="C-1"))
    assert find_people(store, words) == []
