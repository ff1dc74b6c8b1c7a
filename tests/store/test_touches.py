from datetime import timedelta

from tests.jobs.made_conversations import taken, thread
from tests.store.made_records import NOON, import_records
from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.reachability import TouchRow
from wellspent.store.connect import Store
from wellspent.store.touches import contact_zones, touch_rows


def activity(key: str, kind: ActivityKind, contact: str, hours: int, **known: object) -> Activity:
    return Activity(
        kind=kind, external_id=key, contact_key=contact, rep="Mia",
        happened_at=NOON + timedelta(hours=hours), **known,  # pyright: ignore[reportArgumentType]
    )  # fmt: skip


def fill(store: Store) -> None:
    import_records(store, Account(external_id="a1", name="Kunde", country="DE"))
    import_records(
        store,
        Contact(external_id="c1", name="Ada", email="ada@kunde.example", account_key="a1"),
        Contact(external_id="c2", name="Bo", attributes={"time_zone": "America/New_York"}),
        Contact(external_id="c3", name="Cy", country="US"),
    )
    import_records(
        store,
        activity("v1", ActivityKind.SMS, "c2", 5, direction=Direction.OUTBOUND),
        activity("v2", ActivityKind.CALL, "c1", 4, minutes=12, body="Talked about floors"),
        activity("v3", ActivityKind.CALL, "c1", 2, minutes=1, subject="left voicemail"),
        activity("v4", ActivityKind.DOWNLOAD, "c1", 1),
        activity("v5", ActivityKind.EMAIL, "nobody", 1),
        Activity(kind=ActivityKind.EMAIL, external_id="v6", contact_key="c1"),
    )


def test_rows_come_by_contact_and_time_with_what_touches_are_made_of(store: Store) -> None:
    fill(store)
    assert list(touch_rows(store)) == [
        TouchRow("V3", "C1", "A1", ActivityKind.CALL, Direction.UNKNOWN, NOON + timedelta(hours=2),
                 1.0, "Mia"),
        TouchRow("V2", "C1", "A1", ActivityKind.CALL, Direction.UNKNOWN, NOON + timedelta(hours=4),
                 12.0, "Mia", was_talk=True),
        TouchRow("V1", "C2", "", ActivityKind.SMS, Direction.OUTBOUND, NOON + timedelta(hours=5),
                 None, "Mia"),
    ]  # fmt: skip


def test_rows_of_a_time_only(store: Store) -> None:
    fill(store)
    since, until = NOON + timedelta(hours=3), NOON + timedelta(hours=5)
    assert [row.id for row in touch_rows(store, since=since, until=until)] == ["V2"]


def test_mails_of_a_thread_name_their_conversation(store: Store) -> None:
    fill(store)
    taken(store, thread())
    found = [row for row in touch_rows(store) if row.channel is ActivityKind.EMAIL]
    assert [row.direction for row in found] == [Direction.OUTBOUND, Direction.INBOUND]
    assert {row.conversation_id for row in found} == {"K1"}


def test_zones_are_known_by_record_or_country(store: Store) -> None:
    fill(store)
    zones, known_by = contact_zones(store)
    assert zones == {"C1": "Europe/Berlin", "C2": "America/New_York"}
    assert known_by == {"C1": "country", "C2": "stated"}
