"""Open the store: SQLite embedded by default, PostgreSQL by its URL."""

import importlib.util
import re
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    OperationalError,
)
from sqlalchemy.pool import ConnectionPoolEntry

from wellspent.errors import Conflict, MissingPart, SettingsError, StoreUnavailable
from wellspent.settings import masked_address
from wellspent.store.migrate import WRITES, migrate

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
"""The beginning of an address with its slashes forgotten (`sqlite:`); a drive has one letter."""

BUSY_SECONDS = 30
"""How long a writer waits for another process's transaction before it gives up."""

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-65536",
    "PRAGMA mmap_size=67108864",
    "PRAGMA journal_size_limit=134217728",
    "PRAGMA wal_autocheckpoint=16000",
)


@dataclass(frozen=True, slots=True)
class Store:
    """An open store. Threads may share it; several processes may open the same one.

    `address` is its URL without the password, fit to be shown.
    """

    engine: Engine = field(repr=False)
    address: str

    @property
    def on_sqlite(self) -> bool:
        """Return whether this is the embedded database."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """Give a connection that sees one unchanging state; waits for no writer."""
        with self._connected(writes=False) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """Give a connection whose changes are kept together at the end, or not at all.

        StoreUnavailable when another process holds the store for longer than `BUSY_SECONDS`.
        """
        with self._connected(writes=True) as connection:
            yield connection

    @contextmanager
    def _connected(self, *, writes: bool) -> Generator[Connection]:
        try:
            with self.engine.connect() as plain:
                connection = plain.execution_options(**self._options(writes=writes))
                with connection.begin():
                    yield connection
        except (OperationalError, InterfaceError) as error:
            raise unavailable(error.orig, self.address) from error
        except IntegrityError as error:
            raise Conflict(
                "another record has come in its place meanwhile",
                tried=str(error.orig).splitlines()[0],
                next_step="Look at the newest state and try again.",
            ) from error
        except self._driver_errors as error:
            raise unavailable(error, self.address) from error

    def _options(self, *, writes: bool) -> dict[str, Any]:
        """Return how a transaction begins: a reader keeps to its first look on both databases."""
        if writes or self.on_sqlite:
            return {WRITES: writes}
        return {WRITES: writes, "isolation_level": "REPEATABLE READ"}

    @property
    def _driver_errors(self) -> tuple[type[BaseException], ...]:
        """Return what the driver itself raises over a lost connection, as bulk inserts use it."""
        driver: Any = self.engine.dialect.dbapi
        return (driver.OperationalError, driver.InterfaceError)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def open_store(url: str) -> Store:
    """Open the store at this URL (or path of a SQLite file) and bring its tables up to date.

    A SQLite file that doesn't exist is made. MissingPart when PostgreSQL's driver isn't
    installed, SettingsError when the URL makes no sense, StoreUnavailable when the database
    can't be reached or was written by a newer Wellspent.
    """
    parsed = _parse(url)
    address = masked_address(parsed.render_as_string(hide_password=True))
    store = Store(_engine(parsed), address)
    try:
        migrate(store.engine, address)
    except DBAPIError as error:
        store.close()
        raise unavailable(error.orig, address) from error
    except BaseException:
        store.close()
        raise
    return store


def is_still_missing(url: str) -> bool:
    """Return whether this is an embedded store whose file isn't there; SettingsError as above."""
    parsed = _parse(url)
    file = parsed.database if parsed.get_backend_name() == "sqlite" else None
    return bool(file) and file != ":memory:" and not Path(str(file)).exists()


def unavailable(error: BaseException | None, address: str) -> StoreUnavailable:
    """Return the error to show when the database can't be reached or is busy."""
    said = str(error).strip()
    reason = said.splitlines()[0] if said else repr(error)
    return StoreUnavailable(
        f"the store can't be used now: {reason}",
        where=address,
        tried=f"waited up to {BUSY_SECONDS} seconds for other writers",
        next_step="Try again; if it stays so, run `wellspent doctor`.",
    )


def _parse(url: str) -> URL:
    if "://" not in url and not _SCHEME.match(url):
        return URL.create("sqlite", database=str(Path(url).expanduser()))
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise SettingsError(
            "the store's address isn't a URL",
            next_step="Write sqlite:///path/to/file.db or postgresql://user@host/database.",
        ) from error
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        return parsed
    if backend in {"postgresql", "postgres"}:
        _need_psycopg()
        return parsed.set(drivername="postgresql+psycopg")
    raise SettingsError(
        f"{backend} can't be the store",
        next_step="Write sqlite:///path/to/file.db or postgresql://user@host/database.",
    )


def _need_psycopg() -> None:
    if importlib.util.find_spec("psycopg") is None:
        raise MissingPart(
            "PostgreSQL's driver isn't installed",
            tried="import psycopg",
            next_step="Install it with: pip install 'wellspent[postgres]'",
        )


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url)
    return create_engine(
        url,
        pool_size=8,
        max_overflow=32,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 10, "options": "-c timezone=UTC"},
    )


def _sqlite_engine(url: URL) -> Engine:
    if url.database in {None, "", ":memory:"}:
        raise SettingsError(
            "the store needs a file: a database in memory would be gone at the end",
            next_step="Write sqlite:///path/to/file.db",
        )
    assert url.database is not None
    Path(url.database).absolute().parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        pool_size=8,
        max_overflow=32,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # The driver's own transactions start too late (not before a SELECT) and never IMMEDIATE.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in SQLITE_PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its place in the queue at once: a reader that turns writer can't wait.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
