"""Saved views: named queries for leads."""

from datetime import UTC, datetime

from sqlalchemy import delete, select

from wellspent.errors import NotFound
from wellspent.records.queue import LeadQuery, SavedView
from wellspent.store.as_json import from_json, to_json
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.ids import view_id, view_number
from wellspent.store.tables import saved_views
from wellspent.store.upsert import upsert


def save_view(store: Store, name: str, query: LeadQuery) -> SavedView:
    """Keep a query under a name, in place of the one of that name."""
    now, name = datetime.now(UTC), storable_text(name)
    row = {"name": name, "query": to_json(query), "created_at": now}
    with store.writing() as connection:
        statement = upsert(connection, saved_views, ["name"], ["query", "created_at"])
        number = connection.execute(statement.returning(saved_views.c.number), row).scalar_one()
    return SavedView(id=view_id(number), name=name, query=query, created_at=now)


def list_views(store: Store) -> list[SavedView]:
    """Return the saved views by name."""
    with store.reading() as connection:
        rows = connection.execute(select(saved_views).order_by(saved_views.c.name)).all()
    return [
        SavedView(
            id=view_id(row.number),
            name=row.name,
            query=from_json(LeadQuery, row.query),
            created_at=row.created_at,
        )
        for row in rows
    ]


def delete_view(store: Store, view: str) -> None:
    """Forget a saved view; NotFound if there is none of that id."""
    here = saved_views.c.number == view_number(view)
    with store.writing() as connection:
        done = connection.execute(delete(saved_views).where(here))
    if not done.rowcount:
        raise NotFound(f"there is no saved view {view}", next_step="Look at the list of views.")
