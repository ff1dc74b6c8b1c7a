"""A scorecard printed as SQL, to paste into a warehouse."""

from typing import Any, Final

import ibis
import ibis.expr.types as ir
from ibis.backends.sql import compilers

from wellspent.errors import InputError, MissingPart
from wellspent.profile.expression import Lookup, add_score
from wellspent.records.attribute import AttributeKind
from wellspent.records.scorecard import Scorecard

DIALECTS: Final = (
    "bigquery", "clickhouse", "databricks", "duckdb", "mssql", "mysql", "oracle",
    "postgres", "snowflake", "spark", "sqlite", "trino",
)  # fmt: skip
"""The SQL dialects that can be printed. Run in the tests: DuckDB, PostgreSQL, Spark, SQLite."""

WITHOUT_NAN: Final = {"mssql", "mysql", "oracle", "sqlite"}
"""Dialects whose numbers are never NaN, and which have no function to ask."""

OTHER_TYPES: Final = {
    AttributeKind.CATEGORY: "string",
    AttributeKind.FLAG: "boolean",
}


def scorecard_sql(
    scorecard: Scorecard, dialect: str, table_name: str, *, keep: tuple[str, ...] = ()
) -> str:
    """Return a SELECT that scores every row of a warehouse's table.

    `table_name` may be qualified with dots. Its columns are taken to be numbers, text and booleans
    as the attributes say, under the attributes' names; `keep` names further columns to pass
    through, such as the key. SQL Server and MySQL compare text as the column's collation says,
    often without regard to case; give the columns a binary collation to get the same points.
    """
    if dialect not in DIALECTS:
        raise InputError(
            f"There is no SQL dialect {dialect!r} to print.",
            next_step=f"Choose one of: {', '.join(DIALECTS)}.",
        )
    number_type = "decimal" if dialect in WITHOUT_NAN else "float64"
    table = _warehouse_table(scorecard, table_name, keep, number_type)
    scored = add_score(scorecard, table, lookup=Lookup.CASE)
    compiler = _compiler(dialect)
    query = compiler.to_sqlglot(scored.select(*keep, "log_odds", "probability"))
    return str(query.sql(dialect=compiler.dialect, pretty=True))


def _warehouse_table(
    scorecard: Scorecard, table_name: str, keep: tuple[str, ...], number_type: str
) -> ir.Table:
    types = OTHER_TYPES | {AttributeKind.NUMBER: number_type}
    schema = dict.fromkeys(keep, "string") | {
        attribute.name: types[attribute.kind] for attribute in scorecard.attributes
    }
    above, _, name = table_name.rpartition(".")
    catalog, _, database = above.rpartition(".")
    return ibis.table(schema, name=name, catalog=catalog or None, database=database or None)


def _compiler(dialect: str) -> Any:
    if dialect in {"spark", "databricks"}:
        _load_spark_options()
    return getattr(compilers, "pyspark" if dialect == "spark" else dialect).compiler


def _load_spark_options() -> None:
    """Ibis's Spark compilers read options that only exist once its Spark backend is loaded."""
    try:
        _ = ibis.pyspark
    except (ImportError, AttributeError) as error:
        raise MissingPart(
            "Printing SQL for Spark or Databricks needs the `spark` extra.",
            next_step="Install it with: uv pip install 'wellspent[spark]'",
        ) from error
