from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient

from tests.jobs.asked_customer import call_with_ada
from tests.jobs.test_ledger_statement import keep, line
from wellspent.jobs.answer_feedback import add_to_feedback, answer_feedback
from wellspent.jobs.ask_feedback import ask_feedback
from wellspent.records.feedback import Worth
from wellspent.records.heard import Complaint
from wellspent.serve.http import create_app
from wellspent.settings import Settings
from wellspent.store.connect import Store
from wellspent.wiring import Wellspent, wire

HOSTILE = "<script>alert('x')</script>"


@pytest.fixture
def parts(sqlite_url, tmp_path, monkeypatch) -> Iterator[Wellspent]:
    monkeypatch.setattr("tests.jobs.asked_customer.NOW", datetime.now(UTC))
    wired = wire(Settings(data_folder=str(tmp_path / "data"), store_url=sqlite_url))
    call_with_ada(wired.store)
    yield wired
    wired.store.close()


@pytest.fixture
def page(parts: Wellspent) -> TestClient:
    return TestClient(create_app(parts), base_url="http://localhost:8350", follow_redirects=False)


def recent(store: Store, *, quote: str = "") -> None:
    at = datetime.now(UTC) - timedelta(days=2)
    keep(
        store,
        line(20, happened_at=at, conversation_id="K1"),
        line(count=1, happened_at=at, quote=quote, conversation_id="K1"),
        line(7, happened_at=at, activity_id="V2", contact_id=""),
    )


def test_empty_ledger_says_how_it_fills(page: TestClient):
    shown = page.get("/ledger").text
    assert "No minutes are known yet" in shown
    assert "Bring in conversations" in shown


def test_ledger_answers_first(page: TestClient, parts: Wellspent):
    recent(parts.store)
    shown = page.get("/ledger").text
    assert "20 minutes given, 0 without any sign of value" in shown
    assert "7 more minutes were given" in shown
    assert "Ada Example" in shown
    assert 'href="/ledger/lines?contact_id=C1"' in shown


@pytest.mark.parametrize("cut", ["contact", "account", "rep", "channel", "interaction", "period"])
def test_statement_by_each_cut_and_as_csv(page: TestClient, parts: Wellspent, cut: str):
    recent(parts.store)
    assert page.get(f"/ledger?by={cut}&days=").status_code == 200
    table = page.get(f"/ledger/statement.csv?by={cut}&days=30")
    assert sum(float(row.split(",")[4]) for row in table.text.splitlines()[1:]) == 27


def test_unknown_cut_is_refused(page: TestClient):
    assert page.get("/ledger?by=shoe-size").status_code == 422


def test_lines_show_their_quotes_escaped(page: TestClient, parts: Wellspent):
    recent(parts.store, quote=HOSTILE)
    shown = page.get("/ledger/lines").text
    assert HOSTILE not in shown
    assert "&lt;script&gt;" in shown


def test_minutes_are_corrected_by_a_line(page: TestClient, parts: Wellspent):
    recent(parts.store)
    sent = page.post("/ledger/lines/E1/minutes", data={"minutes": "12", "reason": "left early"})
    assert sent.status_code == 303
    shown = page.get("/ledger/lines").text
    assert "takes E1 back" in shown
    assert "instead of E1" in shown
    assert "12 minutes given" in page.get("/ledger").text


@pytest.mark.parametrize("minutes", ["", "lots", "-3", "1e9"])
def test_wrong_minutes_are_refused_and_change_nothing(
    page: TestClient, parts: Wellspent, minutes: str
):
    recent(parts.store)
    sent = page.post("/ledger/lines/E1/minutes", data={"minutes": minutes, "reason": "x"})
    assert sent.status_code == 422
    assert "20 minutes given" in page.get("/ledger").text


def test_spreadsheets_get_no_formulas(page: TestClient, parts: Wellspent):
    at = datetime.now(UTC) - timedelta(days=2)
    keep(parts.store, line(20, happened_at=at, rep="=cmd()"))
    assert "'=cmd()" in page.get("/ledger/statement.csv?by=rep").text


def test_months_can_be_downloaded(page: TestClient, parts: Wellspent):
    recent(parts.store)
    assert page.get("/ledger/months.svg").text.startswith("<svg")
    assert "Month,Minutes" in page.get("/ledger/months.csv").text


def test_nothing_owed_is_said_so(page: TestClient):
    assert "We owe nothing that we know of" in page.get("/owed").text
    assert page.post("/owed/F99/settle", data={}).status_code == 404


def test_feedback_page_counts_silence_as_neither(page: TestClient, parts: Wellspent):
    assert "Nobody was asked yet" in page.get("/feedback-results").text
    now = datetime.now(UTC)
    asked = ask_feedback(parts.store, "V1", address="http://localhost", now=now)
    assert "says neither yes nor no" in page.get("/feedback-results").text
    token = asked.link.rpartition("/")[2]
    answer_feedback(parts.store, token, Worth.YES, now=now)
    add_to_feedback(parts.store, token, complaints=[Complaint.MY_TIME], words=HOSTILE, now=now)
    shown = page.get("/feedback-results?by=rep").text
    assert "1 of 1 who answered say it was worth their time" in shown
    assert HOSTILE not in shown
    assert page.get("/feedback-results?by=mood").status_code == 422


def test_a_tap_changes_the_ledger(page: TestClient, parts: Wellspent):
    now = datetime.now(UTC)
    keep(parts.store, line(20, happened_at=now - timedelta(days=1)))
    assert "20 minutes given, of which nothing is known" in page.get("/ledger").text
    asked = ask_feedback(parts.store, "V1", address="http://localhost", now=now)
    assert page.post(asked.link.removeprefix("http://localhost"), data={"worth": "yes"})
    assert "20 minutes given, 0 without any sign of value" in page.get("/ledger").text
