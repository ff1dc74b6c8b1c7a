"""The freshness of what is learned about people, in a store too large to learn while one waits."""

from datetime import timedelta

import pytest

from tests.jobs.made_conversations import NOW
from tests.jobs.test_buying_roles import KUNDE, PEOPLE, TALK, taken
from tests.store.made_records import import_records
from wellspent.jobs.brief import brief_for
from wellspent.jobs.company_file import save_company_text
from wellspent.jobs.correct_role import correct_role
from wellspent.jobs.hour_rates import hour_rates
from wellspent.jobs.learn_for_reach import LEAST_PAUSE, learn_for_reach
from wellspent.jobs.powers_in_use import power_table, powers_in_use
from wellspent.jobs.reach_habits import reach_habits
from wellspent.jobs.reachability import reachability_of
from wellspent.jobs.role_weights_in_use import role_weights_in_use, weights_in_use
from wellspent.jobs.time_spent import time_spent
from wellspent.reach.hour_worth import NO_RATES
from wellspent.reach.role_weights import stated_weights
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.buying_role import BuyingRole
from wellspent.records.consent import ConsentEntry, ConsentKind
from wellspent.records.contact import Contact
from wellspent.records.time_spent import TimeCut
from wellspent.store import learned_things
from wellspent.store.connect import Store
from wellspent.store.consents import add_consent

LATER = NOW + LEAST_PAUSE
ALL = ("role weights", "powers", "reach habits", "hour rates")


@pytest.fixture(autouse=True)
def every_store_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learned_things, "SMALL", 0)


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store)
    return store


def fill(store: Store) -> None:
    import_records(store, KUNDE)
    import_records(store, *PEOPLE)
    import_records(store, call("v1"))
    taken(store, TALK)


def call(key: str) -> Activity:
    return Activity(
        kind=ActivityKind.CALL, direction=Direction.OUTBOUND, external_id=key, contact_key="c2",
        account_key="a1", happened_at=NOW - timedelta(days=2), minutes=30, rep="Wilma",
    )  # fmt: skip


def test_first_use_goes_by_what_is_stated_and_says_so(filled: Store) -> None:
    correct_role(filled, "C2", BuyingRole.CHAMPION, by="wilma", now=NOW)
    assert role_weights_in_use(filled, now=NOW) == stated_weights()
    brief = brief_for(filled, "C1", now=NOW)
    assert "hasn't been learned yet" in " ".join(brief.withheld)
    habits = reach_habits(filled, NOW)
    assert (habits.never, habits.habits.touches) == (True, 0)
    notes = reachability_of(filled, "C1", now=NOW).notes
    assert "habits haven't been learned yet" in " ".join(notes)
    assert hour_rates(filled, now=NOW) == NO_RATES
    powers = powers_in_use(filled, NOW)
    assert (powers.titles_only, powers.table.num_rows) == (True, 2)
    spent = time_spent(filled, cut=TimeCut.ROLE, now=NOW)
    assert "hasn't been read yet" in " ".join(spent.notes)


def test_learned_once_it_is_used_and_no_note_is_needed(filled: Store) -> None:
    correct_role(filled, "C2", BuyingRole.CHAMPION, by="wilma", now=NOW)
    assert learn_for_reach(filled, now=NOW) == ALL
    assert role_weights_in_use(filled, now=NOW).cases == 1
    assert powers_in_use(filled, NOW).note == ""
    assert reach_habits(filled, NOW).note == ""
    assert brief_for(filled, "C1", now=NOW).withheld == ()
    assert learn_for_reach(filled, now=LATER) == ()


def test_news_leave_what_was_learned_in_use_until_it_is_learned_anew(filled: Store) -> None:
    correct_role(filled, "C2", BuyingRole.CHAMPION, by="wilma", now=NOW)
    learn_for_reach(filled, now=NOW)
    before = role_weights_in_use(filled, now=NOW)
    correct_role(filled, "C1", BuyingRole.DECISION_MAKER, by="wilma", now=NOW)
    in_use = weights_in_use(filled, now=NOW)
    assert (in_use.weights, in_use.has_news) == (before, True)
    assert "have come since" in " ".join(brief_for(filled, "C1", now=NOW).withheld)
    assert learn_for_reach(filled, now=NOW + LEAST_PAUSE / 2) == ()
    assert learn_for_reach(filled, now=LATER) == ALL[:2]
    assert weights_in_use(filled, now=LATER).note == ""
    assert role_weights_in_use(filled, now=LATER).cases == 2


def test_persons_word_and_objection_count_before_anything_is_learned_anew(filled: Store) -> None:
    learn_for_reach(filled, now=NOW)
    correct_role(filled, "C2", BuyingRole.CHAMPION, by="wilma", now=NOW)
    rows = {row["contact_id"]: row for row in power_table(filled, NOW).to_pylist()}
    assert rows[2] == {"contact_id": 2, "role": "champion", "power": 0.0, "known": True}
    assert list(rows) == [1, 2]
    no = ConsentEntry(kind=ConsentKind.OBJECTED, email="ada@kunde.example", said_at=NOW)
    add_consent(filled, no, now=NOW)
    assert power_table(filled, NOW).column("contact_id").to_pylist() == [2]


def test_powers_say_that_more_came_and_know_it_once_reckoned_anew(filled: Store) -> None:
    learn_for_reach(filled, now=NOW)
    boss = Contact(
        external_id="c3", name="Eve Kunde", email="eve@kunde.example", account_key="a1",
        title="Owner",
    )  # fmt: skip
    import_records(filled, boss)
    assert power_table(filled, NOW).num_rows == 2
    assert "more has come" in time_spent(filled, cut=TimeCut.ROLE, now=NOW).notes[-1]
    learn_for_reach(filled, now=LATER)
    assert power_table(filled, LATER).num_rows == 3


def test_many_new_activities_are_counted_and_habits_stay_in_use(filled: Store) -> None:
    learn_for_reach(filled, now=NOW)
    import_records(filled, *(call(f"x{number}") for number in range(40)))
    habits = reach_habits(filled, NOW)
    assert (habits.unseen, habits.is_due) == (40, True)
    assert "40 activities have come since" in habits.note
    assert "reach habits" in learn_for_reach(filled, now=LATER)
    assert reach_habits(filled, LATER).note == ""


def test_after_a_day_habits_say_how_old_they_are(filled: Store) -> None:
    learn_for_reach(filled, now=NOW)
    tomorrow = NOW + timedelta(days=1)
    assert f"as of {NOW:%Y-%m-%d %H:%M} UTC" in reach_habits(filled, tomorrow).note
    assert learn_for_reach(filled, now=tomorrow) == ALL[1:]


def test_small_store_needs_no_learning_beside_its_answers(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learned_things, "SMALL", 5_000)
    correct_role(filled, "C2", BuyingRole.CHAMPION, by="wilma", now=NOW)
    assert learn_for_reach(filled, now=NOW) == ()
    assert role_weights_in_use(filled, now=NOW).cases == 1


def test_powers_go_by_what_was_said_once_it_was_read(filled: Store) -> None:
    titles_only = power_table(filled, NOW).to_pylist()
    learn_for_reach(filled, now=NOW)
    said = power_table(filled, NOW).to_pylist()
    assert said[0]["power"] > titles_only[0]["power"]


def test_correction_teaches_its_title_and_what_is_sold_to_counts(filled: Store) -> None:
    correct_role(filled, "C2", BuyingRole.DECISION_MAKER, by="wilma", now=NOW)
    learn_for_reach(filled, now=NOW)
    titles = role_weights_in_use(filled, now=NOW).titles
    assert titles is not None
    assert sum(sum(cell.values()) for cell in titles.weights.values()) == 2  # a size, and any
    save_company_text(filled, 'name = "Otter"\nsold_to = ["sales"]', based_on=0, now=NOW)
    assert role_weights_in_use(filled, now=NOW).sold_to == ("sales",)
    assert powers_in_use(filled, NOW).is_due
