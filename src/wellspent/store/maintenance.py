"""Maintenance: what keeps a large store fast."""

from sqlalchemy import text

from wellspent.store.connect import Store
from wellspent.store.tables import RECORD_TABLES

ROWS_LOOKED_AT = 2000
"""How many rows of each index SQLite looks at, so that this takes no longer on a large store."""


def refresh_statistics(store: Store) -> None:
    """Let the database look at its data anew, by which it chooses among indexes."""
    with store.writing() as connection:
        if store.on_sqlite:
            connection.execute(text(f"PRAGMA analysis_limit = {ROWS_LOOKED_AT}"))
            connection.execute(text("ANALYZE"))
        else:
            names = ", ".join(f'"{table.name}"' for table in RECORD_TABLES.values())
            connection.execute(text(f"ANALYZE {names}, fits"))
