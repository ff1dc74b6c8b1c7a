"""Engines for the questions to time: two tables each, on DuckDB, Parquet, PostgreSQL and Spark."""

from collections.abc import Callable, Iterator, Mapping

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlalchemy.engine import URL

from tests.report.conftest import POSTGRES_TYPES
from wellspent.report.engine import Tables, on_duckdb, on_parquet, on_postgresql, on_spark
from wellspent.report.time.tables import POWERS, TIMES

SCHEMAS = {"times": TIMES, "powers": POWERS}
AsTables = Callable[[Mapping[str, pa.Table]], Tables]


@pytest.fixture
def duckdb_tables() -> AsTables:
    """Return what makes the tables on DuckDB."""
    return on_duckdb


@pytest.fixture
def parquet_tables(tmp_path) -> AsTables:
    """Return what makes them of Parquet files."""

    def tables(given: Mapping[str, pa.Table]) -> Tables:
        for name, table in given.items():
            pq.write_table(table, tmp_path / f"{name}.parquet")
        return on_parquet({name: tmp_path / f"{name}.parquet" for name in given})

    return tables


@pytest.fixture
def postgresql_tables(postgresql_server: URL) -> Iterator[AsTables]:
    """Return what makes them in place on a real PostgreSQL."""
    plain = postgresql_server.set(drivername="postgresql")
    with psycopg.connect(plain.render_as_string(hide_password=False)) as connection:

        def tables(given: Mapping[str, pa.Table]) -> Tables:
            for name, table in given.items():
                kinds = [
                    f'"{column}" {POSTGRES_TYPES.get(str(kind), "timestamp")}'
                    for column, kind in SCHEMAS[name].items()
                ]
                connection.execute(f"DROP TABLE IF EXISTS {name}")
                connection.execute(f"CREATE TEMP TABLE {name} ({', '.join(kinds)})")
                with connection.cursor().copy(f"COPY {name} FROM STDIN") as copy:
                    for row in table.to_pylist():
                        copy.write_row(tuple(row.values()))
            selects = {name: (f"SELECT * FROM {name}", SCHEMAS[name]) for name in given}
            return on_postgresql(connection, selects)

        yield tables


@pytest.fixture
def spark_tables(spark, tmp_path) -> AsTables:
    """Return what makes them of a lake of Parquet, on a real Spark."""

    def tables(given: Mapping[str, pa.Table]) -> Tables:
        for name, table in given.items():
            (tmp_path / name).mkdir(exist_ok=True)
            pq.write_table(table, tmp_path / name / "rows.parquet", coerce_timestamps="us")
        return on_spark(spark, {name: str(tmp_path / name) for name in given})

    return tables
