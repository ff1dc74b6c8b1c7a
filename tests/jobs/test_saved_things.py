import pytest

from tests.store.made_records import import_records
from wellspent.errors import InputError, NotFound
from wellspent.jobs.find_leads import filter_values, find_leads, get_lead
from wellspent.jobs.saved_mappings import delete_mapping, list_mappings, save_mapping
from wellspent.jobs.saved_views import delete_view, list_views, save_view
from wellspent.records.lead import Lead
from wellspent.records.mapping import ColumnMapping, Mapping
from wellspent.records.queue import LeadQuery
from wellspent.records.source import RecordKind
from wellspent.store.connect import Store


def test_view_is_saved_from_its_first_page_on(store: Store) -> None:
    view = save_view(store, "  Germany ", LeadQuery(country="DE", after="somewhere"))
    assert (view.name, view.query) == ("Germany", LeadQuery(country="DE"))
    assert list_views(store) == [view]
    delete_view(store, view.id)
    assert list_views(store) == []


@pytest.mark.parametrize("name", ["", "  ", "x" * 101])
def test_view_without_a_sensible_name_is_refused(store: Store, name: str) -> None:
    with pytest.raises(InputError, match="name"):
        save_view(store, name, LeadQuery())


def test_mapping_is_saved_and_forgotten(store: Store) -> None:
    mapping = Mapping("CRM", RecordKind.LEAD, (ColumnMapping("Mail", field="email"),))
    save_mapping(store, mapping)
    assert list_mappings(store) == [mapping]
    delete_mapping(store, "CRM", RecordKind.LEAD)
    assert list_mappings(store) == []


def test_leads_are_found_one_by_one_and_by_list(store: Store) -> None:
    import_records(store, Lead(external_id="1", name="Ada", country="DE"))
    assert get_lead(store, "L1").lead.name == "Ada"
    assert find_leads(store, LeadQuery(search="ada")).rows == [get_lead(store, "L1")]
    assert filter_values(store).countries == ("DE",)
    with pytest.raises(NotFound):
        get_lead(store, "L2")
