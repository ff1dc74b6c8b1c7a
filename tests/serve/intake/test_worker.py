import os
import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime

from fastapi.testclient import TestClient

from tests.serve.intake.conftest import TOKEN, client
from wellspent.jobs.receive_enquiry import BUSY_COUNT, Intake, receive_enquiry
from wellspent.records.submission import Submission
from wellspent.serve.http import create_app
from wellspent.serve.intake.worker import Worker
from wellspent.serve.intake.worker_process import WorkerProcess
from wellspent.store.routed_leads import count_routes
from wellspent.store.submissions import append, count_waiting
from wellspent.wiring import Wellspent

SAID = Submission(site="shop", fields={"email": "ada@acme.example", "message": "Prices?"})


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_worker_begins_with_what_an_earlier_process_left(parts: Wellspent) -> None:
    append(parts.store, [SAID], now=datetime.now(UTC))
    worker = Worker(parts, Intake(parts.store))
    worker.start()
    until(lambda: count_waiting(parts.store) == 0)
    worker.stop()
    assert sum(count_routes(parts.store).values()) == 1


def test_server_works_through_what_comes_in_and_stops_in_order(parts: Wellspent) -> None:
    with client(create_app(parts)) as server:
        assert isinstance(server, TestClient)
        assert server.post("/forms/shop", json=dict(SAID.fields)).status_code == 202
        shown = {"authorization": f"Bearer {TOKEN}"}
        lead = {"name": "Bo", "email": "bo@bakery.example"}
        assert server.post("/api/v1/leads", json=lead, headers=shown).status_code == 201
        until(lambda: sum(count_routes(parts.store).values()) == 2)
    assert count_waiting(parts.store) == 0


def test_intake_says_that_it_is_busy_while_enquiries_pour_in(parts: Wellspent) -> None:
    intake = Intake(parts.store)
    receive_enquiry(intake, SAID)
    assert not intake.is_busy()
    for future in [intake.receive(SAID) for _ in range(BUSY_COUNT)]:
        future.result(10)
    assert intake.is_busy()
    time.sleep(0.6)
    assert not intake.is_busy()
    intake.close()


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_killed_worker_process_is_started_again_and_ends_with_the_server(parts: Wellspent) -> None:
    intake = Intake(parts.store)
    worker = WorkerProcess(parts.settings, intake)
    worker.start()
    until(lambda: worker.pid is not None)
    first = worker.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    receive_enquiry(intake, SAID)
    until(lambda: count_waiting(parts.store) == 0)
    second = worker.pid
    assert second is not None
    assert second != first
    worker.stop()
    intake.close()
    assert not is_running(first)
    assert not is_running(second)
    assert sum(count_routes(parts.store).values()) == 1
