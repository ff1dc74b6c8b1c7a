"""Bounces: addresses from which our mail came back."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select

from wellspent.store.among import among
from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.intake_tables import bounces
from wellspent.store.upsert import upsert


def note_bounce(
    store: Store, email: str, *, bounced_at: datetime, status: str = "", said: str = ""
) -> None:
    """Note that mail to an address came back; `status` as RFC 3463 writes it (`5.1.1`)."""
    row = {
        "email": storable_text(email.strip().casefold()),
        "bounced_at": bounced_at,
        "status": storable_text(status),
        "said": storable_text(said),
    }
    with store.writing() as connection:
        columns = ["bounced_at", "status", "said"]
        connection.execute(upsert(connection, bounces, ["email"], columns), row)


def bounced_addresses(connection: Connection, emails: Iterable[str]) -> dict[str, datetime]:
    """Return when mail to each of these addresses came back, where it did."""
    query = select(bounces.c.email, bounces.c.bounced_at)
    found = query.where(among(connection, bounces.c.email, emails))
    return dict(connection.execute(found).all())
