"""A real server process: what it acknowledged outlives it, however it ends."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from wellspent.records.queue import LeadQuery, LeadSort
from wellspent.store.connect import open_store
from wellspent.store.leads import list_leads

RUN = "from wellspent.serve.cli.main import main; main()"


class Server:
    """`wellspent serve` in a process of its own, on a free port."""

    def __init__(self, folder: Path, *arguments: str, **environment: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUN, "serve", "--port", "0", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=folder,
            env={
                **os.environ,
                "WELLSPENT_DATA_FOLDER": str(folder),
                "PYTHONUNBUFFERED": "1",
                **environment,
            },
        )
        assert self.process.stdout is not None
        found = re.search(r"http://[^ ]+", self.process.stdout.readline())
        assert found is not None, self.process.communicate()[1]
        self.address = found.group()

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    started = Server(tmp_path)
    yield started
    started.process.kill()
    started.process.communicate()


def stored_emails(folder: Path) -> set[str]:
    store = open_store(f"sqlite:///{folder / 'wellspent.db'}")
    found: set[str] = set()
    after = ""
    while True:
        page = list_leads(store, LeadQuery(limit=200, sort=LeadSort.ARRIVED, after=after))
        found |= {row.lead.email for row in page.rows}
        after = page.next_page
        if not after:
            store.close()
            return found


def post_until_it_ends(address: str, name: str, acknowledged: list[str]) -> None:
    with httpx.Client(base_url=address, timeout=10) as client:
        for number in range(2000):
            email = f"{name}{number}@example.com"
            try:
                answer = client.post("/api/v1/leads", json={"name": name, "email": email})
            except httpx.HTTPError:
                return
            if answer.status_code == 201:
                acknowledged.append(email)


def test_killed_server_loses_no_lead_that_it_acknowledged(server: Server, tmp_path: Path):
    acknowledged: list[str] = []
    senders = [
        threading.Thread(target=post_until_it_ends, args=(server.address, name, acknowledged))
        for name in ("ann", "bob", "cas")
    ]
    for sender in senders:
        sender.start()
    deadline = time.monotonic() + 60
    while len(acknowledged) < 50 and time.monotonic() < deadline:
        time.sleep(0.01)
    server.end(signal.SIGKILL)
    for sender in senders:
        sender.join()
    assert len(acknowledged) >= 50
    assert set(acknowledged) <= stored_emails(tmp_path)


def test_server_that_is_told_to_stop_ends_in_order_and_warned_of_its_open_door(tmp_path: Path):
    open_to_all = Server(tmp_path, "--host", "0.0.0.0")
    assert httpx.get(f"{open_to_all.address}/api/v1/health").json()["status"] == "ok"
    assert open_to_all.end(signal.SIGTERM) in {0, -signal.SIGTERM}
    assert open_to_all.process.stderr is not None
    said = open_to_all.process.stderr.read()
    assert "WELLSPENT_API_TOKEN" in said
    assert "Traceback" not in said


def test_server_that_is_told_to_stop_does_not_wait_for_pages_that_listen(server: Server):
    heard = httpx.Timeout(10, read=30)
    with httpx.stream("GET", f"{server.address}/arrivals", timeout=heard) as listening:
        assert listening.headers["content-type"].startswith("text/event-stream")
        events = listening.iter_text()
        assert next(events).startswith("retry:")
        server.process.send_signal(signal.SIGTERM)
        assert not [event for event in events if "data:" in event]
    assert server.process.wait(30) in {0, -signal.SIGTERM}
    assert server.process.stderr is not None
    assert "timeout graceful shutdown exceeded" not in server.process.stderr.read()
