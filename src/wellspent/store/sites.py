"""Sites: the places that enquiries come from, with their limits and secrets."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, select

from wellspent.errors import NotFound
from wellspent.records.site import Site
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.intake_tables import sites
from wellspent.store.rows import StoredRow
from wellspent.store.upsert import upsert

TEXTS = ("name", "mapping", "secret", "thanks_address", "language")
NUMBERS = ("enquiries_a_minute", "most_kilobytes")
COLUMNS = (*TEXTS, *NUMBERS, "origins", "saved_at")


def save_site(store: Store, site: Site) -> None:
    """Keep a site, in place of the one of that name."""
    row: dict[str, Any] = {name: storable_text(getattr(site, name)) for name in TEXTS}
    row |= {name: getattr(site, name) for name in NUMBERS}
    row |= {"origins": list(site.origins), "saved_at": datetime.now(UTC)}
    with store.writing() as connection:
        columns = [name for name in COLUMNS if name != "name"]
        connection.execute(upsert(connection, sites, ["name"], columns), row)


def list_sites(store: Store) -> list[Site]:
    """Return the sites by name."""
    with store.reading() as connection:
        rows = connection.execute(select(sites).order_by(sites.c.name)).mappings().all()
    return [_site(row) for row in rows]


def get_site(store: Store, name: str) -> Site:
    """Return a site; NotFound if there is none of that name."""
    query = select(sites).where(sites.c.name == storable_text(name))
    with store.reading() as connection:
        row = connection.execute(query).mappings().first()
    if row is None:
        raise _no_site(name)
    return _site(row)


def delete_site(store: Store, name: str) -> None:
    """Forget a site; what came from it stays. NotFound if there is none of that name."""
    with store.writing() as connection:
        done = connection.execute(delete(sites).where(sites.c.name == storable_text(name)))
    if not done.rowcount:
        raise _no_site(name)


def _no_site(name: str) -> NotFound:
    return NotFound(
        f"there is no site named {name!r}", next_step="`wellspent site list` shows which there are."
    )


def _site(row: StoredRow) -> Site:
    values = {name: row[name] for name in (*TEXTS, *NUMBERS)}
    return Site(**values, origins=tuple(row["origins"]))
