"""The store's own key: random, made once, for signing what comes back to us from outside."""

import secrets
from datetime import UTC, datetime

from sqlalchemy import select

from wellspent.store.connect import Store
from wellspent.store.tables import statements
from wellspent.store.upsert import insert_if_new

NAME = "own key"


def own_key(store: Store) -> bytes:
    """Return the key, the same for every process that opens this store."""
    query = select(statements.c.body).where(statements.c.name == NAME)
    with store.reading() as connection:
        found = connection.execute(query).scalar()
    if found is not None:
        return bytes.fromhex(found)
    row = {"name": NAME, "body": secrets.token_hex(32), "said_at": datetime.now(UTC)}
    with store.writing() as connection:
        connection.execute(insert_if_new(connection, statements), row)
        return bytes.fromhex(connection.execute(query).scalar_one())
