"""The ledger's lines as a table for the questions of `report`, read where they are.

SQLite's rows are fetched as Arrow, in one go; PostgreSQL's stay where they are, and only the
statement that gives them is returned. The columns are those of `report/ledger/lines.py`.

A line that was taken back and the one that takes it back sum to nothing: both are left out, so that
what is counted (activities, people) is right as well as what is summed.
"""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

import pyarrow as pa

from wellspent.errors import StoreUnavailable
from wellspent.store.connect import Store, unavailable

_BEFORE_TIME: Final = """SELECT
    e.number AS entry_id,
    COALESCE(e.activity_number, 0) AS activity_id,
    COALESCE(e.conversation_number, 0) AS conversation_id,
    COALESCE(e.contact_number, 0) AS contact_id,
    COALESCE(e.account_number, 0) AS account_id,
    e.rep AS rep,
    e.channel AS channel,
    COALESCE(a.direction, 'unknown') AS direction,
    """
_AFTER_TIME: Final = """ AS happened_at,
    e.minutes AS minutes,
    e.least AS least,
    e.most AS most,
    e.how AS how,
    e.credit AS credit,
    CAST(e.count AS BIGINT) AS count
FROM ledger_entries AS e LEFT JOIN activities AS a ON a.number = e.activity_number
WHERE e.reverses IS NULL
AND NOT EXISTS (SELECT 1 FROM ledger_entries AS back WHERE back.reverses = e.number)
"""
POSTGRESQL: Final = _BEFORE_TIME + "e.happened_at AT TIME ZONE 'UTC'" + _AFTER_TIME
SQLITE: Final = _BEFORE_TIME + "e.happened_at" + _AFTER_TIME
TEXTS: Final = ("rep", "channel", "direction", "how", "credit")


def ledger_arrow(
    store: Store, *, since: datetime | None = None, until: datetime | None = None
) -> Any:
    """Return the lines of a time from SQLite as an Arrow table; both moments are in UTC.

    Texts that come again and again are kept once each. StoreUnavailable when the file can't be
    read.
    """
    import adbc_driver_sqlite.dbapi as adbc

    where, bounds = _window(since, until)
    try:
        with (
            adbc.connect(f"file:{store.engine.url.database}?mode=ro") as connection,
            connection.cursor() as cursor,
        ):
            cursor.execute(f"{SQLITE}{where} ORDER BY e.number", bounds)
            return _typed(cursor.fetch_arrow_table())
    except adbc.Error as error:
        raise StoreUnavailable(
            "The ledger's lines couldn't be read.", where=store.address, tried=str(error)
        ) from error


@contextmanager
def ledger_on_postgresql(store: Store) -> Generator[Any]:
    """Give the driver's own connection to a PostgreSQL store, for reading only."""
    raw = store.engine.raw_connection()
    try:
        driver = raw.driver_connection
        assert driver is not None
        driver.execute("SET TRANSACTION READ ONLY")
        yield driver
        driver.rollback()
    except store.engine.dialect.loaded_dbapi.OperationalError as error:  # pyright: ignore[reportGeneralTypeIssues]
        raise unavailable(error, store.address) from error
    finally:
        raw.close()


def _window(since: datetime | None, until: datetime | None) -> tuple[str, list[str]]:
    conditions: list[str] = []
    bounds: list[str] = []
    for moment, sign in ((since, ">="), (until, "<")):
        if moment is not None:
            conditions.append(f"e.happened_at {sign} ?")
            bounds.append(f"{moment.replace(tzinfo=None).isoformat(timespec='microseconds')}+00:00")
    return "".join(f"AND {condition} " for condition in conditions), bounds


def _typed(rows: Any) -> Any:
    """Return the rows with the types of the questions; SQLite's own depend on the first rows."""
    columns: dict[str, Any] = {}
    for name in rows.column_names:
        column = rows[name]
        if name == "happened_at":
            moment = column.cast(pa.string()).cast(pa.timestamp("us", "UTC"))
            columns[name] = moment.cast(pa.timestamp("us"))
        elif name in TEXTS:
            columns[name] = column.cast(pa.string()).dictionary_encode()
        elif name in {"minutes", "least", "most"}:
            columns[name] = column.cast(pa.float64())
        else:
            columns[name] = column.cast(pa.int64())
    return pa.table(columns)
