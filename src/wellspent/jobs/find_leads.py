"""Find leads: a page of them by search, filters and order."""

from wellspent.records.filters import FilterValues
from wellspent.records.queue import LeadPage, LeadQuery, LeadRow
from wellspent.store import leads
from wellspent.store.connect import Store


def find_leads(store: Store, query: LeadQuery) -> LeadPage:
    """Return a page of leads; InputError when the query makes no sense."""
    return leads.list_leads(store, query)


def filter_values(store: Store) -> FilterValues:
    """Return the values that the leads can be narrowed down by."""
    return leads.filter_values(store)


def get_lead(store: Store, lead_id: str) -> LeadRow:
    """Return one lead with its stored fit; NotFound if there is none."""
    return leads.get_lead_row(store, lead_id)
