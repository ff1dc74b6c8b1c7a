import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from tests.serve.cli.conftest import Ran
from tests.store.made_records import import_records
from wellspent.jobs.answer_feedback import answer_feedback
from wellspent.records.contact import Contact
from wellspent.records.feedback import Worth
from wellspent.store.connect import open_store

Run = Callable[..., Ran]


@pytest.fixture
def called(run: Run, sqlite_url: str) -> str:
    """Give the id of a call of an hour ago with a contact."""
    store = open_store(sqlite_url)
    import_records(store, Contact(name="Ada Example", external_id="C-1", email="ada@acme.example"))
    store.close()
    before = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    noted = run("note", "call", "--with", "ada@acme.example", "--minutes", "9", "--at", before,
                "--rep", "Sam Rep")  # fmt: skip
    assert "wellspent feedback ask V1" in noted.out
    return "V1"


def test_link_is_shown_once_and_its_place_is_warned_of(run: Run, called: str):
    asked = run("feedback", "ask", called)
    assert asked.code == 0, asked.err
    assert "http://127.0.0.1:8350/feedback/" in asked.out
    assert "Only this machine can open this link" in asked.err
    again = run("feedback", "ask", called)
    assert (again.code, "can't be asked" in again.err) == (4, True)


def test_public_address_is_the_links(run: Run, called: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("WELLSPENT_PUBLIC_ADDRESS", "https://sales.example.com/")
    asked = run("feedback", "ask", called, "--format", "json")
    made = json.loads(asked.out)
    assert made["link"].startswith("https://sales.example.com/feedback/")
    assert "link_hash" not in made
    assert asked.err == ""


def test_nothing_is_sent_without_a_way_and_nobody_counts_as_asked(
    run: Run, called: str, monkeypatch: pytest.MonkeyPatch
):
    assert "mail server" in run("feedback", "ask", called, "--send").err
    monkeypatch.setenv("WELLSPENT_MAIL_SERVER", "smtp://127.0.0.1:9")
    refused = run("feedback", "ask", called, "--send")
    assert (refused.code, "only this machine" in refused.err) == (2, True)
    assert run("feedback", "results").out.startswith("Nobody was asked")


def test_results_count_answers_and_silence_apart(run: Run, called: str, sqlite_url: str):
    made = json.loads(run("feedback", "ask", called, "--format", "json").out)
    shown = run("feedback", "results", "--by", "rep").out
    assert "0 of 1" in shown
    store = open_store(sqlite_url)
    token = made["link"].rpartition("/")[2]
    answer_feedback(store, token, Worth.PARTLY, now=datetime.now(UTC))
    store.close()
    shown = run("feedback", "results", "--by", "rep").out
    assert "1 customer asked; 1 of 1 (21% to 100%) answered." in shown
    assert "Sam Rep" in shown
    (line,) = json.loads(run("feedback", "results", "--by", "rep", "--format", "json").out)["lines"]
    assert line["worth"]["partly"]["count"] == 1
    assert "Sam Rep,1,1" in run("feedback", "results", "--by", "rep", "--format", "csv").out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("ask",), 2),
        (("ask", "V99"), 3),
        (("ask", "nonsense"), 3),
        (("results", "V1"), 2),
        (("results", "--by", "moon"), 2),
        (("beg", "V1"), 2),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, arguments: tuple[str, ...], code: int):
    ran = run("feedback", *arguments)
    assert (ran.code, "Next:" in ran.err) == (code, True), ran.err
