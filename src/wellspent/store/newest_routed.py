"""The newest routed leads: what has just arrived, for pages that show it without a reload."""

from sqlalchemy import select

from wellspent.records.route import Route
from wellspent.records.routed_queue import Arrival
from wellspent.records.source import RecordKind
from wellspent.store.connect import Store
from wellspent.store.ids import record_id
from wellspent.store.routing_tables import routed_leads


def newest_routed(store: Store, *, limit: int) -> list[Arrival]:
    """Return the routed leads that were stored last, the newest first."""
    number = routed_leads.c.lead_number
    query = select(number, routed_leads.c.route).order_by(number.desc()).limit(limit)
    with store.reading() as connection:
        rows = connection.execute(query).all()
    return [
        Arrival(place=place, lead_id=record_id(RecordKind.LEAD, place), route=Route(route))
        for place, route in rows
    ]
