import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.serve.cli.conftest import Ran
from wellspent.jobs.add_lead import add_lead
from wellspent.jobs.move_lead import move_lead
from wellspent.jobs.qualify_enquiry import qualify_enquiry
from wellspent.records.lead import Lead
from wellspent.records.route import Route
from wellspent.store.connect import Store, open_store

BUYER = Lead(
    name="Ida Sample",
    email="ida.sample@sample-foods.example",
    company="Sample Foods",
    message="Please quote two filling lines for 500 ml bottles, delivery in March.",
)


@pytest.fixture
def store(sqlite_url: str):
    store = open_store(sqlite_url)
    yield store
    store.close()


@pytest.fixture
def lead(store: Store) -> str:
    added, _ = add_lead(store, BUYER)
    qualify_enquiry(store, added.id, now=datetime.now(UTC))
    return added.id


def test_queue_says_what_waits_and_why(run: Callable[..., Ran], lead: str) -> None:
    shown = run("queue")
    assert shown.code == 0
    assert lead in shown.out
    assert "Waiting longest: Ida Sample" in shown.out


def test_queue_as_csv_has_one_row_an_enquiry(run: Callable[..., Ran], lead: str) -> None:
    (row,) = csv.DictReader(io.StringIO(run("queue", "--format", "csv").out))
    assert row["id"] == lead
    assert 0 < float(row["authenticity_low"]) <= float(row["authenticity"]) <= 1


def test_empty_queue_is_said_in_words(run: Callable[..., Ran], store: Store) -> None:
    assert "Nothing waits" in run("queue").out


def test_explain_shows_evidence_prices_and_next_step(run: Callable[..., Ran], lead: str) -> None:
    shown = run("explain", lead).out
    for part in ("Authenticity", "What each route is expected to cost", "Next step", "Ida"):
        assert part in shown
    told = json.loads(run("explain", lead, "--format", "json").out)
    assert told["route"]["choice"]["route"] == told["route"]["routed"]["route"]


def test_moved_lead_stays_until_given_back(run: Callable[..., Ran], lead: str) -> None:
    assert f"{lead}: give" in run("move", lead, "give", "--by", "Kim").out
    assert f"{lead}: give" not in run("move", lead, "--back").out


@pytest.mark.parametrize("words", [("move",), ("move", "give", "--back")])
def test_move_wants_a_route_or_back(
    run: Callable[..., Ran], lead: str, words: tuple[str, ...]
) -> None:
    refused = run(words[0], lead, *words[1:])
    assert refused.code == 2
    assert "Name a route, or give --back" in refused.err


def test_release_takes_it_out_of_quarantine(
    run: Callable[..., Ran], lead: str, store: Store
) -> None:
    move_lead(store, lead, Route.QUARANTINE, by="Kim", now=datetime.now(UTC))
    assert "quarantine" not in run("release", "Ida").out.split(".")[0]
    assert "lies in no slow lane" in run("release", lead).out


def test_mark_teaches(run: Callable[..., Ran], lead: str) -> None:
    shown = run("mark", lead, "genuine", "--by", "Kim", "--learn").out
    assert f"{lead} is marked genuine" in shown
    assert "Learned from it" in shown


def test_word_of_nobody_named_is_a_sentence(run: Callable[..., Ran], lead: str) -> None:
    assert f"{lead}: quarantine. A person marked it as a bot." in run("mark", lead, "bot").out
    assert f"{lead}: give. A person chose give." in run("move", lead, "give").out


def test_done_leaves_the_queue_and_comes_back(run: Callable[..., Ran], lead: str) -> None:
    run("done", lead, "--by", "Kim")
    assert "Nothing waits" in run("queue").out
    run("done", lead, "--back")
    assert lead in run("queue").out


def test_lead_that_is_not_there_is_not_found(run: Callable[..., Ran], store: Store) -> None:
    for command in (
        ("mark", "L9", "bot"),
        ("move", "L9", "give"),
        ("release", "L9"),
        ("done", "L9"),
    ):
        assert run(*command).code == 3, command
