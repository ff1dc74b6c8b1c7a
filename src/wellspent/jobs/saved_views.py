"""Saved views: named lists of leads."""

from dataclasses import replace

from wellspent.errors import InputError
from wellspent.records.queue import LeadQuery, SavedView
from wellspent.store import views
from wellspent.store.connect import Store

LONGEST_NAME = 100


def list_views(store: Store) -> list[SavedView]:
    """Return the saved views by name."""
    return views.list_views(store)


def save_view(store: Store, name: str, query: LeadQuery) -> SavedView:
    """Keep a query under a name, in place of the one of that name; from its first page on."""
    name = name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise InputError(
            "a view needs a name", next_step=f"Give one of at most {LONGEST_NAME} characters."
        )
    return views.save_view(store, name, replace(query, after=""))


def delete_view(store: Store, view_id: str) -> None:
    """Forget a saved view; NotFound if there is none of that id."""
    views.delete_view(store, view_id)
