from dataclasses import replace

from tests.store.made_records import DECIDED, NOON, import_records
from wellspent.records.lead import Lead
from wellspent.records.route import Route
from wellspent.records.routed_queue import Arrival
from wellspent.store.connect import Store
from wellspent.store.newest_routed import newest_routed
from wellspent.store.routed_leads import save_routed_leads


def test_newest_routed_comes_first_and_one_without_a_route_not_at_all(store: Store) -> None:
    assert newest_routed(store, limit=3) == []
    import_records(store, *(Lead(external_id=str(n), name=f"Person {n}") for n in range(1, 5)))
    save_routed_leads(
        store, [DECIDED, replace(DECIDED, lead_id="L3", route=Route.ASK, acted_at=NOON)]
    )
    assert newest_routed(store, limit=3) == [
        Arrival(place=3, lead_id="L3", route=Route.ASK),
        Arrival(place=1, lead_id="L1", route=Route.CALL_NOW),
    ]
    assert [one.lead_id for one in newest_routed(store, limit=1)] == ["L3"]
