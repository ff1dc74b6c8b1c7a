"""Real engines for tests: a Spark session for the whole run, and tables loaded into each engine."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import ibis
import psycopg
import pyarrow as pa
from psycopg import sql

POSTGRES_TYPES = {
    pa.int64(): "bigint", pa.float64(): "double precision", pa.string(): "text",
    pa.bool_(): "boolean",
}  # fmt: skip


@contextmanager
def spark_session() -> Iterator[Any]:
    """Start a real Spark in local mode, offline, and stop it afterwards."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .appName("wellspent tests")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.driver.memory", "1g")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def load_into_spark(session: Any, table: pa.Table, name: str) -> ibis.Table:
    session.createDataFrame(table).createOrReplaceTempView(name)
    return ibis.pyspark.connect(session).table(name)


def load_into_postgres(connection: psycopg.Connection, table: pa.Table, name: str) -> ibis.Table:
    columns = [
        sql.SQL("{} {}").format(sql.Identifier(field.name), sql.SQL(POSTGRES_TYPES[field.type]))
        for field in table.schema
    ]
    create = sql.SQL("CREATE TEMP TABLE {} ({})")
    copy = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(name))
    with connection.cursor() as cursor:
        cursor.execute(create.format(sql.Identifier(name), sql.SQL(", ").join(columns)))
        with cursor.copy(copy) as rows:
            for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
                rows.write_row(row)
    connection.commit()
    return ibis.postgres.from_connection(connection).table(name)
