"""Time on PostgreSQL: the driver's own connection, with the powers of contacts beside the rows.

The powers are put into a temporary table, which goes with the transaction. Nothing is written.
"""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import Any, Final

from wellspent.store.connect import Store, unavailable

POWERS_SQL: Final = "SELECT contact_id, role, standing FROM wellspent_powers"
_MAKE: Final = """CREATE TEMPORARY TABLE wellspent_powers (
    contact_id BIGINT PRIMARY KEY, role TEXT NOT NULL, standing TEXT NOT NULL
) ON COMMIT DROP"""
_FILL: Final = "COPY wellspent_powers (contact_id, role, standing) FROM STDIN"


@contextmanager
def time_on_postgresql(store: Store, powers: Iterable[tuple[int, str, str]]) -> Generator[Any]:
    """Give the connection to a PostgreSQL store; StoreUnavailable when it can't be reached."""
    raw = store.engine.raw_connection()
    try:
        driver = raw.driver_connection
        assert driver is not None
        with driver.cursor() as cursor:
            cursor.execute(_MAKE)
            with cursor.copy(_FILL) as copy:
                for row in powers:
                    copy.write_row(row)
            cursor.execute("ANALYZE wellspent_powers")
        yield driver
        driver.rollback()
    except store.engine.dialect.loaded_dbapi.OperationalError as error:  # pyright: ignore[reportGeneralTypeIssues]
        raise unavailable(error, store.address) from error
    finally:
        raw.close()
