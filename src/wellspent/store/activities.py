"""Activities: what took a person's time, most recent first."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, select

from wellspent.records.activity import Activity
from wellspent.records.lead import Lead
from wellspent.records.source import RecordKind
from wellspent.store.among import among
from wellspent.store.connect import Store
from wellspent.store.ids import number_of
from wellspent.store.rows import record_from_row
from wellspent.store.tables import activities


def recent_activities(store: Store, lead: Lead, *, limit: int = 50) -> list[Activity]:
    """Return the latest activities of a lead's person: by contact, or by e-mail address."""
    ways = [activities.c.contact_key == lead.email] if lead.email else []
    if lead.contact_id:
        number = number_of(RecordKind.CONTACT, lead.contact_id)
        ways.append(activities.c.contact_number == number)
    return _latest(store, ways, limit)


def account_activities(store: Store, account: str, *, limit: int = 50) -> list[Activity]:
    """Return the latest activities with anybody at an account."""
    number = number_of(RecordKind.ACCOUNT, account)
    return _latest(store, [activities.c.account_number == number], limit)


def moments_by_key(store: Store, keys: Collection[str]) -> dict[str, datetime]:
    """Return when activities happened, by the keys that they have in their source."""
    with store.reading() as connection:
        named = among(connection, activities.c.identity, {f"x:{key}" for key in keys})
        query = select(activities.c.external_id, activities.c.happened_at).where(named)
        rows = connection.execute(query).all()
    return {row.external_id: row.happened_at for row in rows if row.happened_at is not None}


def _latest(store: Store, ways: Sequence[ColumnElement[bool]], limit: int) -> list[Activity]:
    found: dict[int, Activity] = {}
    with store.reading() as connection:
        for way in ways:
            query = select(activities).where(way).order_by(activities.c.happened_at.desc())
            for row in connection.execute(query.limit(limit)).mappings():
                found[row["number"]] = cast(Activity, record_from_row(RecordKind.ACTIVITY, row))
    dated = sorted(found.values(), key=_when, reverse=True)
    return dated[:limit]


def _when(activity: Activity) -> float:
    return float("-inf") if activity.happened_at is None else activity.happened_at.timestamp()
