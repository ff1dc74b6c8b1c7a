"""Engines for the questions to outreach: on DuckDB, Parquet, PostgreSQL and Spark."""

from collections.abc import Callable, Iterator

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlalchemy.engine import URL

from tests.report.conftest import POSTGRES_TYPES
from wellspent.report.engine import Tables, on_duckdb, on_parquet, on_postgresql, on_spark
from wellspent.report.outreach.sufficient import OUTREACH

TYPES = {**POSTGRES_TYPES, "boolean": "boolean"}
AsTables = Callable[[pa.Table], Tables]


@pytest.fixture
def duckdb_tables() -> AsTables:
    """Return what makes the table on DuckDB."""
    return lambda rows: on_duckdb({"outreach": rows})


@pytest.fixture
def parquet_tables(tmp_path) -> AsTables:
    """Return what makes it of a Parquet file."""

    def tables(rows: pa.Table) -> Tables:
        pq.write_table(rows, tmp_path / "outreach.parquet")
        return on_parquet({"outreach": tmp_path / "outreach.parquet"})

    return tables


@pytest.fixture
def postgresql_tables(postgresql_server: URL) -> Iterator[AsTables]:
    """Return what makes it in place on a real PostgreSQL."""
    plain = postgresql_server.set(drivername="postgresql")
    with psycopg.connect(plain.render_as_string(hide_password=False)) as connection:

        def tables(rows: pa.Table) -> Tables:
            kinds = [
                f'"{name}" {TYPES.get(str(kind), "timestamp")}' for name, kind in OUTREACH.items()
            ]
            connection.execute(f"CREATE TEMP TABLE outreach ({', '.join(kinds)})")
            with connection.cursor().copy("COPY outreach FROM STDIN") as copy:
                for row in rows.to_pylist():
                    copy.write_row(tuple(row.values()))
            return on_postgresql(connection, {"outreach": ("SELECT * FROM outreach", OUTREACH)})

        yield tables


@pytest.fixture
def spark_tables(spark, tmp_path) -> AsTables:
    """Return what makes it of a lake of Parquet, on a real Spark."""

    def tables(rows: pa.Table) -> Tables:
        folder = tmp_path / "lake"
        folder.mkdir()
        pq.write_table(rows, folder / "outreach.parquet", coerce_timestamps="us")
        return on_spark(spark, {"outreach": str(folder)})

    return tables
