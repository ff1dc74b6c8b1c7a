"""A real server, killed again and again under load: it loses nothing and doubles nothing."""

import os
import random
import signal
import threading
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from sqlalchemy import update

from tests.serve.test_real_server import Server
from wellspent.jobs.sites import save_site
from wellspent.records.queue import LeadQuery, LeadSort
from wellspent.records.site import Site
from wellspent.store.connect import Store, open_store
from wellspent.store.intake_tables import submissions
from wellspent.store.leads import list_leads
from wellspent.store.routed_leads import routed_by_lead
from wellspent.store.submissions import CLAIMED_FOR, count_waiting

KILLS = int(os.environ.get("KILLS", "2"))
"""More of them (`KILLS=50`) take a few seconds each, which is the server's start."""

SENDERS = 4
BUSY = Site(name="shop", enquiries_a_minute=1_000_000)


class Senders:
    """Threads that send enquiries, each again until it is acknowledged, as a patient person does.

    An enquiry whose server was killed may have come in or not: it is sent once more as it was.
    """

    def __init__(self) -> None:
        self.address = ""
        self.acknowledged: list[str] = []
        self.enough = threading.Event()
        self._threads = [threading.Thread(target=self._send, args=(n,)) for n in range(SENDERS)]
        for thread in self._threads:
            thread.start()

    def finish(self) -> None:
        self.enough.set()
        for thread in self._threads:
            thread.join()

    def _send(self, sender: int) -> None:
        number = 0
        with httpx.Client(timeout=10) as client:
            while not self.enough.is_set():
                email = f"s{sender}n{number}@example.com"
                if self._acknowledged(client, email):
                    self.acknowledged.append(email)
                    number += 1

    def _acknowledged(self, client: httpx.Client, email: str) -> bool:
        said = {"email": email, "message": f"We need prices for {email.partition('@')[0]}"}
        try:
            time.sleep(0.05)
            return client.post(f"{self.address}/forms/shop", json=said).status_code == 202
        except (httpx.HTTPError, ValueError):
            time.sleep(0.2)  # or else they would keep the next server from starting
            return False


def kill_again_and_again(folder: Path, url: str, kills: int) -> list[str]:
    """Start and kill a server so often; return the addresses whose enquiry was acknowledged."""
    chance, senders = random.Random(11), Senders()
    try:
        for _ in range(kills):
            server = Server(folder, WELLSPENT_STORE_URL=url)
            before, senders.address = len(senders.acknowledged), server.address
            deadline = time.monotonic() + 30
            while len(senders.acknowledged) < before + 20 and time.monotonic() < deadline:
                time.sleep(0.01)
            time.sleep(chance.random() / 2)
            server.end(signal.SIGKILL)
            server.process.communicate()
    finally:
        senders.finish()
    return senders.acknowledged


def emails_of_leads(store: Store) -> Counter[str]:
    found: Counter[str] = Counter()
    after = ""
    while True:
        page = list_leads(store, LeadQuery(limit=500, sort=LeadSort.ARRIVED, after=after))
        found.update(row.lead.email for row in page.rows)
        for row in page.rows:
            assert routed_by_lead(store, [row.lead.id]), row.lead
        after = page.next_page
        if not after:
            return found


def let_claims_run_out(store: Store) -> None:
    """Make it later: what a killed worker had taken belongs to nobody any more."""
    with store.writing() as connection:
        connection.execute(update(submissions).values(next_try_at=datetime.now(UTC) - CLAIMED_FOR))


def check_nothing_is_lost_or_doubled(folder: Path, url: str, kills: int) -> None:
    store = open_store(url)
    save_site(store, BUSY)
    acknowledged = kill_again_and_again(folder, url, kills)
    assert len(acknowledged) >= 20 * kills
    let_claims_run_out(store)
    last = Server(folder, WELLSPENT_STORE_URL=url)
    deadline = time.monotonic() + CLAIMED_FOR.total_seconds() + 60
    while count_waiting(store) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert last.end(signal.SIGTERM) in {0, -signal.SIGTERM}
    last.process.communicate()
    leads = emails_of_leads(store)
    store.close()
    assert set(acknowledged) <= leads.keys()
    assert set(leads.values()) == {1}
    assert len(leads) <= len(acknowledged) + SENDERS


@pytest.mark.timeout(1200)
def test_kills_under_load_lose_and_double_no_enquiry(sqlite_url: str, tmp_path: Path):
    check_nothing_is_lost_or_doubled(tmp_path, sqlite_url, kills=KILLS)


@pytest.mark.postgres
@pytest.mark.timeout(1200)
def test_kills_lose_and_double_none_on_postgresql(postgresql_url: str, tmp_path: Path):
    check_nothing_is_lost_or_doubled(tmp_path, postgresql_url, kills=1)
