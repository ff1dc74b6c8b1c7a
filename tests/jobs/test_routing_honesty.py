from tests.jobs.made_enquiries import BOT, GENUINE, NOW, fill_store
from tests.store.made_records import import_records
from wellspent.jobs.mark_lead import mark_lead
from wellspent.jobs.move_lead import move_lead
from wellspent.jobs.release_lead import release_lead
from wellspent.jobs.route_leads import route_leads
from wellspent.jobs.routing_honesty import routing_honesty
from wellspent.records.authenticity import Mark, MarkKind
from wellspent.records.lead import Lead
from wellspent.records.route import Route
from wellspent.store.connect import Store
from wellspent.store.routed_leads import stream_routed


def test_nothing_known_is_said_so(sqlite_store: Store) -> None:
    honesty = routing_honesty(sqlite_store, now=NOW)
    assert (honesty.genuine, honesty.months) == (0, ())
    assert "nothing can be said" in honesty.sentence


def test_release_counts_as_a_genuine_one_that_was_in_a_slow_lane(store: Store) -> None:
    ids = fill_store(store)
    route_leads(store, now=NOW)
    before = routing_honesty(store, now=NOW)
    assert (before.genuine, before.really_routed, before.overall.slow) == (120, 0, 0)
    release_lead(store, ids[BOT], by="Ann", now=NOW)
    after = routing_honesty(store, now=NOW)
    assert (after.genuine, after.really_routed, after.overall.slow) == (121, 1, 1)
    assert {one.group: one.slow for one in after.months}["2026-03"] == 1
    assert after.overall.share.low < 1 / 121 < after.overall.share.high


def test_what_a_person_put_into_a_slow_lane_is_not_the_rules_fault(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store)
    route_leads(sqlite_store, now=NOW)
    mark_lead(sqlite_store, Mark(lead_id=ids[GENUINE], mark=MarkKind.GENUINE, marked_at=NOW))
    move_lead(sqlite_store, ids[GENUINE], Route.ASK, by="Ann", now=NOW)
    assert routing_honesty(sqlite_store, now=NOW).overall.slow == 0


def test_group_that_is_treated_worse_is_named(sqlite_store: Store) -> None:
    fill_store(sqlite_store)
    strange = [
        Lead(
            external_id=f"S{place}",
            name="xkqjwv Zrtplkq",
            email=f"qzxvkj{place}@example.com",
            company="wqrtzpsdf",
            phone="11111111",
            country="Utopia",
            message=f"ghjkqw zxcvprt lkjhgq wrtpsd fghjkl qzwxrv bnmtrp {place}",
            arrived_at=NOW,
        )
        for place in range(8)
    ]
    import_records(sqlite_store, *strange)
    route_leads(sqlite_store, now=NOW)
    held = [one for one in stream_routed(sqlite_store) if one.route is Route.QUARANTINE]
    assert len(held) >= 8
    for one in held:
        release_lead(sqlite_store, one.lead_id, by="Ann", now=NOW)
    honesty = routing_honesty(sqlite_store, now=NOW)
    differs = {one.group for one in honesty.countries if one.differs}
    assert "Utopia" in differs
    assert honesty.tested >= 3


def test_groups_cover_everybody_once(sqlite_store: Store) -> None:
    fill_store(sqlite_store)
    route_leads(sqlite_store, now=NOW)
    honesty = routing_honesty(sqlite_store, now=NOW)
    for groups in (honesty.months, honesty.sources, honesty.countries):
        assert sum(one.genuine for one in groups) == honesty.genuine
