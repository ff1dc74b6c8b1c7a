"""Engines for the questions: each test runs on DuckDB, on PostgreSQL and on Spark."""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlalchemy.engine import URL

from tests.profile.engines import spark_session
from tests.system_parts import need_java
from wellspent.report.engine import Tables, on_duckdb, on_parquet, on_postgresql, on_spark
from wellspent.report.ledger.lines import SCHEMA

POSTGRES_TYPES = {"int64": "bigint", "float64": "double precision", "string": "text"}

AsTables = Callable[[pa.Table], Tables]


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """Give a real Spark session."""
    need_java()
    with spark_session() as session:
        yield session


@pytest.fixture
def duckdb_tables() -> AsTables:
    """Return what makes the ledger's table on DuckDB."""
    return lambda lines: on_duckdb({"lines": lines})


@pytest.fixture
def parquet_tables(tmp_path) -> AsTables:
    """Return what makes it of a Parquet file."""

    def tables(lines: pa.Table) -> Tables:
        pq.write_table(lines, tmp_path / "lines.parquet")
        return on_parquet({"lines": tmp_path / "lines.parquet"})

    return tables


@pytest.fixture
def postgresql_tables(postgresql_server: URL) -> Iterator[AsTables]:
    """Return what makes it in place on a real PostgreSQL."""
    plain = postgresql_server.set(drivername="postgresql")
    with psycopg.connect(plain.render_as_string(hide_password=False)) as connection:

        def tables(lines: pa.Table) -> Tables:
            names = {
                name: POSTGRES_TYPES.get(str(kind), "timestamp") for name, kind in SCHEMA.items()
            }
            columns = ", ".join(f'"{name}" {kind}' for name, kind in names.items())
            connection.execute("DROP TABLE IF EXISTS lines")
            connection.execute(f"CREATE TEMP TABLE lines ({columns})")
            with connection.cursor().copy("COPY lines FROM STDIN") as copy:
                for row in lines.to_pylist():
                    copy.write_row(tuple(row.values()))
            return on_postgresql(connection, {"lines": ("SELECT * FROM lines", SCHEMA)})

        yield tables


@pytest.fixture
def spark_tables(spark, tmp_path) -> AsTables:
    """Return what makes it of a lake of Parquet, on a real Spark."""

    def tables(lines: pa.Table) -> Tables:
        folder = tmp_path / "lake"
        folder.mkdir(exist_ok=True)
        pq.write_table(lines, folder / "lines.parquet", coerce_timestamps="us")
        return on_spark(spark, {"lines": str(folder)})

    return tables


@pytest.fixture(
    params=[
        "duckdb",
        "parquet",
        pytest.param("postgresql", marks=pytest.mark.postgres),
        pytest.param("spark", marks=[pytest.mark.spark, pytest.mark.xdist_group("spark")]),
    ]
)
def as_tables(request: pytest.FixtureRequest) -> AsTables:
    """Return what makes the ledger's table, on each engine."""
    return request.getfixturevalue(f"{request.param}_tables")
