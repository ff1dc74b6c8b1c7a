"""A run of taking in that is killed leaves nothing half, and the next one goes on."""

import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import func, select

from tests.jobs.made_conversations import answered, call, taken
from wellspent.records.conversation import Conversation
from wellspent.records.imports import ImportState
from wellspent.store.connect import Store
from wellspent.store.imports import get_import
from wellspent.store.listen_tables import (
    conversation_turns,
    conversations,
    heard_things,
    ledger_entries,
)
from wellspent.store.tables import activities

MANY = 30

PROGRAM = """
import os, signal, sys
from tests.jobs.made_conversations import MAILBOX, NOW, OURS
from tests.jobs.test_killed_taking_in import many
from wellspent.jobs import take_in_conversations
from wellspent.store.connect import open_store

take_in_conversations.BATCH = 7

def kill(progress):
    if progress.rows >= 14:
        os.kill(os.getpid(), signal.SIGKILL)

store = open_store(sys.argv[1])
take_in_conversations.take_in(
    store, many(), source=MAILBOX, our_side=OURS, now=NOW, on_progress=kill
)
"""


def many() -> Iterable[Conversation]:
    """Give threads and calls, each of its own."""
    for number in range(MANY):
        if number % 3 == 0:
            yield call(key=f"call-{number}")
            continue
        whole = answered()
        turns = [
            replace(turn, external_id=f"<{number}-{place}@otter.example>")
            for place, turn in enumerate(whole.turns)
        ]
        yield replace(whole, external_id=f"<{number}-0@otter.example>", turns=tuple(turns))


def counts(store: Store) -> dict[str, int]:
    """Return how many rows there are of each sort."""
    tables = (conversations, conversation_turns, heard_things, ledger_entries, activities)
    with store.reading() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables
        }


def test_killed_run_is_gone_on_with_and_ends_as_if_it_had_not_been(
    sqlite_url: str, sqlite_store: Store, sqlite_empty: Store
) -> None:
    run = [sys.executable, "-c", PROGRAM, sqlite_url]
    died = subprocess.run(run, check=False, cwd=Path(__file__).parents[2])
    assert died.returncode == -9
    half = counts(sqlite_store)
    assert half["conversations"] == 14
    assert half["conversation_turns"] == half["activities"] - 5
    assert get_import(sqlite_store, "I1").state is ImportState.STOPPED
    done = taken(sqlite_store, *many())
    assert (done.import_id, done.created, done.unchanged) == ("I1", MANY - 14, 14)
    taken(sqlite_empty, *many())
    assert counts(sqlite_store) == counts(sqlite_empty)
