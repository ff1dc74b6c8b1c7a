"""Engine: where the questions run. The only file of this room that knows which one it is.

- DuckDB, embedded: over Arrow tables that were read from the store, or over Parquet files.
- PostgreSQL: in place, over the store's own rows.
- Spark: over a lake of Parquet, by a session of its own or over Spark Connect.

The stored questions are the same on each, and so are the numbers (the tests compare them).
"""

from collections.abc import Callable, Generator, Hashable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import ibis
import ibis.expr.schema as sch
import ibis.expr.types as ir
import pyarrow as pa

from wellspent.errors import MissingPart, SettingsError

Question = Callable[..., ir.Table]
"""Takes tables and plain arguments; gives the rows asked for."""


class EngineKind(StrEnum):
    """The engines."""

    DUCKDB = "duckdb"
    POSTGRESQL = "postgresql"
    SPARK = "spark"


@dataclass(frozen=True, slots=True)
class Tables:
    """Tables by name, on one engine."""

    kind: EngineKind
    backend: Any
    by_name: Mapping[str, ir.Table]

    def answer(self, question: ir.Table) -> pa.Table:
        """Run a question and return its rows."""
        return cast("pa.Table", self.backend.to_pyarrow(question))

    def ask(self, table: str, question: Question, *arguments: Hashable) -> pa.Table:
        """Run `question(table, *arguments)` and return its rows; see `ask_several`."""
        return self.ask_several((table,), question, *arguments)

    def ask_several(
        self, tables: Sequence[str], question: Question, *arguments: Hashable
    ) -> pa.Table:
        """Run `question(*tables, *arguments)` and return its rows.

        On DuckDB its SQL is written once in a process: that takes ten times as long as running it.
        """
        asked = [self.by_name[name] for name in tables]
        if self.kind is not EngineKind.DUCKDB:
            return self.answer(question(*asked, *arguments))
        named = tuple((one.op().name, one.schema()) for one in asked)
        sql, schema = _written(question, named, arguments)
        return cast("pa.Table", self.backend.raw_sql(sql).to_arrow_table().cast(schema))

    def with_view(self, name: str, view: ir.Table) -> "Tables":
        """Return the tables with one more that is reckoned from them."""
        if self.kind is EngineKind.DUCKDB:
            view = self.backend.create_view(name, view)
        return replace(self, by_name={**self.by_name, name: view})


def on_duckdb(tables: Mapping[str, pa.Table]) -> Tables:
    """Return Arrow tables as tables of a DuckDB in memory."""
    backend = ibis.duckdb.connect()
    backend.raw_sql("SET TimeZone = 'UTC'")
    by_name = {name: backend.create_table(name, table) for name, table in tables.items()}
    return Tables(EngineKind.DUCKDB, backend, by_name)


def on_parquet(files: Mapping[str, Path]) -> Tables:
    """Return Parquet files, or folders of them, as tables of a DuckDB in memory."""
    backend = ibis.duckdb.connect()
    backend.raw_sql("SET TimeZone = 'UTC'")
    by_name = {name: backend.read_parquet(_pattern(path)) for name, path in files.items()}
    return Tables(EngineKind.DUCKDB, backend, by_name)


def on_postgresql(connection: Any, selects: Mapping[str, tuple[str, sch.Schema]]) -> Tables:
    """Return what SELECT statements give as tables of a PostgreSQL, in place.

    `connection` is one of psycopg's, and stays the caller's to close; each statement comes with
    the schema of its rows.
    """
    backend = ibis.postgres.from_connection(connection)
    by_name = {
        name: backend.sql(select, schema=schema, dialect="postgres")
        for name, (select, schema) in selects.items()
    }
    return Tables(EngineKind.POSTGRESQL, backend, by_name)


def on_spark(session: Any, files: Mapping[str, str]) -> Tables:
    """Return Parquet files or folders (any address that Spark reads) as tables of a session."""
    backend = ibis.pyspark.connect(session)
    for name, address in files.items():
        session.read.parquet(address).createOrReplaceTempView(name)
    by_name = {name: backend.table(name) for name in files}
    return Tables(EngineKind.SPARK, backend, by_name)


@contextmanager
def spark_session(address: str) -> Generator[Any]:
    """Open a Spark session and stop it afterwards.

    `address` is a master (`local[2]`, `spark://HOST:7077`) or a Spark Connect server
    (`sc://HOST:15002`). MissingPart when Spark isn't installed.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise MissingPart(
            "Spark isn't installed",
            tried="importing pyspark",
            next_step="Install it: pip install 'wellspent[spark]' (and Java 17).",
        ) from error
    if not address.startswith(("sc://", "spark://", "local")):
        raise SettingsError(
            f"{address!r} is no address of Spark",
            next_step="Write spark://HOST:7077, sc://HOST:15002 or local[2].",
        )
    builder = SparkSession.builder.appName("wellspent")
    builder = builder.remote(address) if address.startswith("sc://") else builder.master(address)
    session = builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
    try:
        yield session
    finally:
        session.stop()


@lru_cache(maxsize=256)
def _written(
    question: Question, tables: tuple[tuple[str, sch.Schema], ...], arguments: tuple[Hashable, ...]
) -> tuple[str, pa.Schema]:
    """Return a question in DuckDB's SQL, and the types of its rows (DuckDB widens sums)."""
    named = [ibis.table(columns, name=name) for name, columns in tables]
    asked = question(*named, *arguments)
    return str(ibis.to_sql(asked, dialect="duckdb")), asked.schema().to_pyarrow()


def _pattern(path: Path) -> str:
    return str(path / "**" / "*.parquet") if path.is_dir() else str(path)
