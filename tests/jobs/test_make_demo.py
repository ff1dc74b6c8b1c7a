"""The sample company's files go through the real import, and the main job runs on them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wellspent.jobs.explain_lead import explain_lead
from wellspent.jobs.holds_sample import holds_sample
from wellspent.jobs.make_demo import Demo, make_demo
from wellspent.jobs.promise_in_force import promise_in_force
from wellspent.jobs.route_queue import route_queue
from wellspent.jobs.todays_queue import todays_queue
from wellspent.records.imports import ImportState
from wellspent.records.route import Route
from wellspent.records.verdict import Verdict
from wellspent.store.connect import Store, open_store
from wellspent.store.routed_leads import stream_routed

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.db'}")
    yield store
    store.close()


@pytest.fixture(scope="module")
def demo(demo_store: Store) -> Demo:
    return make_demo(demo_store, now=NOW)


def test_every_file_is_imported_whole(demo: Demo) -> None:
    ends = {Path(run.file).name: (run.state, run.refused) for run in demo.imports}
    assert ends == {
        "companies.csv": (ImportState.DONE, 0),
        "contacts.csv": (ImportState.DONE, 0),
        "enquiries.csv": (ImportState.DONE, 3),
        "deals.csv": (ImportState.DONE, 0),
        "activities.csv": (ImportState.DONE, 0),
        "referrals.csv": (ImportState.DONE, 0),
    }


def test_enquiries_are_1560_and_the_one_given_twice_counts_once(demo: Demo) -> None:
    enquiries = next(run for run in demo.imports if Path(run.file).name == "enquiries.csv")
    assert (enquiries.created, enquiries.unchanged) == (1560, 1)


def test_store_is_marked_as_sample(demo: Demo, demo_store: Store) -> None:
    queue = todays_queue(demo_store, now=NOW)
    assert (holds_sample(demo_store), queue.sample) == (True, True)


def test_queue_holds_all_open_enquiries_best_fit_first(demo: Demo, demo_store: Store) -> None:
    queue = todays_queue(demo_store, now=NOW, limit=100)
    fits = [round(100 * row.fit.probability) for row in queue.rows if row.fit]
    assert (len(fits), queue.open_leads) == (60, 60)
    assert fits == sorted(fits, reverse=True)


def test_what_was_learned_is_ready_and_sets_the_leaks_aside(demo: Demo) -> None:
    set_aside = {each.column for each in demo.learned.honesty.set_aside if not each.question}
    leaks = {"lead_status", "number_of_times_contacted", "last_contacted", "salutation"}
    assert demo.learned.honesty.verdict is Verdict.READY
    assert leaks - set_aside == set()


def test_best_customers_are_told_apart_by_the_planted_traits(demo: Demo) -> None:
    stand = {each.attribute for each in demo.learned.differences if each.stands}
    assert "shifts_per_day" in stand
    assert "country" not in stand


def test_points_of_the_first_lead_add_up_to_its_score(demo: Demo, demo_store: Store) -> None:
    first = todays_queue(demo_store, now=NOW, limit=1).rows[0]
    fit = explain_lead(demo_store, first.lead.id).fit
    total = fit.average_log_odds + sum(each.points for each in fit.contributions)
    assert total == pytest.approx(fit.log_odds, abs=1e-9)


def test_demo_shows_every_route_that_a_rule_chooses(demo: Demo, demo_store: Store) -> None:
    shown = {routed.route for routed in stream_routed(demo_store)}
    assert set(Route) - shown == {Route.PERSON_DECIDES}
    assert promise_in_force(demo_store).holds


def test_reps_of_the_demo_have_seen_to_what_is_older(demo: Demo, demo_store: Store) -> None:
    queue = route_queue(demo_store, now=NOW, limit=200)
    assert 10 <= len(queue.rows) <= 40
    assert queue.overdue < len(queue.rows)
    assert {Route.CALL_NOW, Route.QUARANTINE} <= {row.routed.route for row in queue.rows}


def test_demo_made_twice_changes_nothing(demo: Demo, demo_store: Store) -> None:
    again = make_demo(demo_store, now=NOW)
    assert [run.id for run in again.imports] == [run.id for run in demo.imports]
    assert again.learned.scorecard == demo.learned.scorecard
