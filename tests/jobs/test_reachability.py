import json
from datetime import timedelta

import pytest

from tests.store.made_records import NOON, import_records
from wellspent.errors import NotFound
from wellspent.jobs.note_consent import note_consent
from wellspent.jobs.reach_habits import learn_reach_habits, reach_habits
from wellspent.jobs.reach_json import reachability_json
from wellspent.jobs.reachability import best_time, reachability_of
from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.consent import ConsentKind
from wellspent.records.contact import Contact
from wellspent.records.reachability import KnownFrom
from wellspent.store.bounces import note_bounce
from wellspent.store.connect import Store

EMAIL, CALL, SMS = ActivityKind.EMAIL, ActivityKind.CALL, ActivityKind.SMS
NOW = NOON + timedelta(days=60)


def sent(key: str, kind: ActivityKind, contact: str, days: int, minutes: float = 0) -> Activity:
    return Activity(
        kind=kind,
        direction=Direction.OUTBOUND,
        external_id=key,
        contact_key=contact,
        happened_at=NOON + timedelta(days=days, minutes=minutes),
    )


def came(key: str, kind: ActivityKind, contact: str, days: int, minutes: float) -> Activity:
    return Activity(
        kind=kind,
        direction=Direction.INBOUND,
        external_id=key,
        contact_key=contact,
        happened_at=NOON + timedelta(days=days, minutes=minutes),
    )


def fill(store: Store) -> None:
    """Ada answers texts at once and no mail; Bo has never been reached out to."""
    import_records(store, Account(external_id="a1", name="Kunde", country="DE"))
    import_records(
        store,
        Contact(external_id="c1", name="Ada", email="ada@kunde.example", phone="+49 30 1234567"),
        Contact(external_id="c2", name="Bo", email="bo@kunde.example", account_key="a1"),
    )
    import_records(
        store,
        *(sent(f"t{day}", SMS, "c1", day) for day in (1, 3, 5, 8)),
        *(came(f"r{day}", SMS, "c1", day, 12) for day in (1, 3, 8)),
        *(sent(f"m{day}", EMAIL, "c1", day, 60) for day in (12, 15, 18, 21, 24)),
    )


def test_card_counts_what_was_sent_and_what_came_back(store: Store):
    fill(store)
    reach = reachability_of(store, "C1", now=NOW)
    texts = [line.text for line in reach.card]
    assert texts[:2] == ["answered 0 of 5 mails", "answered 3 of 4 texts, median 12 minutes"]
    assert reach.time_zone == ""
    assert reach.best == ()


def test_somebody_new_gets_what_the_team_says_in_their_countrys_zone(store: Store):
    fill(store)
    reach = reachability_of(store, "C2", now=NOW)
    assert reach.time_zone == "Europe/Berlin"
    assert "their time zone is their country's; nobody stated it" in reach.notes
    assert reach.notes[0].startswith("no evidence yet: we never reached out to them")
    by_channel = {each.channel: each for each in reach.channels}
    assert by_channel[EMAIL].answer.known_from is KnownFrom.TEAM
    assert by_channel[CALL].why_not == "no telephone number is known"
    assert {each.channel for each in best_time(store, "C2", now=NOW)} == {EMAIL}


def test_opt_out_wins(store: Store):
    fill(store)
    objected = {"kind": ConsentKind.OBJECTED, "channel": None, "source": "by telephone"}
    note_consent(store, "bo@kunde.example", now=NOW, **objected)
    reach = reachability_of(store, "C2", now=NOW)
    assert reach.best == ()
    assert all("never to be contacted" in each.why_not for each in reach.channels)


def test_mail_that_came_back_is_no_way(store: Store):
    fill(store)
    note_bounce(store, "Bo@kunde.example", bounced_at=NOON, status="5.1.1")
    assert best_time(store, "C2", now=NOW) == ()


def test_habits_are_learned_once_and_anew_when_much_is_new(store: Store):
    fill(store)
    first = reach_habits(store, NOW)
    assert (first.habits.sent, first.habits.answered) == ((5, 0, 4, 0), (0, 0, 3, 0))
    assert reach_habits(store, NOW + timedelta(hours=1)).habits.learned_at == NOW
    import_records(store, sent("m30", EMAIL, "c1", 30))
    later = reach_habits(store, NOW + timedelta(hours=2))
    assert later.habits.learned_at == NOW + timedelta(hours=2)
    assert later.habits.sent == (6, 0, 4, 0)


def test_habits_are_no_older_than_a_day(store: Store):
    fill(store)
    reach_habits(store, NOW)
    tomorrow = NOW + timedelta(days=1)
    assert reach_habits(store, tomorrow).habits.learned_at == tomorrow


def test_few_new_activities_are_told(store: Store):
    fill(store)
    import_records(store, *(sent(f"x{n}", EMAIL, "c2", n % 50) for n in range(40)))
    learn_reach_habits(store, now=NOW)
    import_records(store, sent("m30", EMAIL, "c1", 30))
    assert reach_habits(store, NOW).unseen == 1
    assert any(
        "1 activity has come since" in each for each in reachability_of(store, "C1", now=NOW).notes
    )


def test_nobody_is_not_found(store: Store):
    with pytest.raises(NotFound):
        reachability_of(store, "C9", now=NOW)


def test_plain_data_has_no_chance_where_nothing_is_known(store: Store):
    import_records(store, Contact(external_id="c1", name="Ada", email="ada@kunde.example"))
    data = reachability_json(reachability_of(store, "C1", now=NOW))
    assert {each["chance"] for each in data["channels"]} == {None}
    assert {each["known_from"] for each in data["channels"]} == {"no evidence yet"}
    assert json.loads(json.dumps(data)) == data


def test_role_of_somebody_new_counts_between_them_and_the_team(store: Store):
    import_records(store, Account(external_id="a1", name="Kunde", country="DE"))
    people = [f"p{n}" for n in range(40)]
    import_records(
        store,
        *(
            Contact(
                external_id=key,
                name=key,
                email=f"{key}@kunde{key}.example",
                country="DE",
                title="Chief Executive Officer" if n % 2 else "Receptionist",
            )
            for n, key in enumerate([*people, "new1", "new2"])
        ),
    )
    import_records(
        store,
        *(sent(f"m{key}", EMAIL, key, n) for n, key in enumerate(people)),
        *(came(f"r{key}", EMAIL, key, n, 30) for n, key in enumerate(people) if n % 2 == 0),
    )
    chances = {}
    for contact_id in ("C41", "C42"):
        reach = reachability_of(store, contact_id, now=NOW)
        (chances[contact_id],) = (each.answer for each in reach.channels if each.channel is EMAIL)
    assert chances["C41"].chance > chances["C42"].chance + 0.1
    assert set(reach_habits(store, NOW).habits.role_touches) >= {"gatekeeper"}
