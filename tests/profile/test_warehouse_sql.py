import sqlite3
from itertools import pairwise

import duckdb
import numpy as np
import pytest
import sqlglot

from tests.profile.engines import load_into_postgres, load_into_spark
from tests.profile.random_scorecards import Example, make_example, scorecard_of
from tests.qualify.made_scorecards import INDUSTRY
from wellspent.errors import InputError
from wellspent.profile.score import score_cases
from wellspent.profile.warehouse_sql import DIALECTS, scorecard_sql

SEEDS = range(0, 12, 3)


def assert_scores(example: Example, rows: list[tuple[object, float, float]]) -> None:
    expected = score_cases(example.scorecard, example.cases)
    answer = np.array([row[1:] for row in sorted(rows, key=lambda row: int(str(row[0])))])
    np.testing.assert_allclose(answer[:, 0], expected.log_odds, rtol=0, atol=1e-9)
    np.testing.assert_allclose(answer[:, 1], expected.probability, rtol=0, atol=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_printed_sql_scores_on_duckdb(seed: int):
    example = make_example(seed)
    with duckdb.connect() as engine:
        engine.register("arrow_cases", example.table)
        engine.execute('CREATE TABLE "odd "" name" AS FROM arrow_cases')
        query = scorecard_sql(example.scorecard, "duckdb", 'odd " name', keep=("row",))
        assert_scores(example, engine.execute(query).fetchall())


@pytest.mark.parametrize("seed", SEEDS)
def test_printed_sql_scores_on_sqlite(seed: int):
    example = make_example(seed)
    names = ", ".join('"' + name.replace('"', '""') + '"' for name in example.table.column_names)
    with sqlite3.connect(":memory:") as engine:
        engine.execute(f"CREATE TABLE cases ({names})")
        marks = ", ".join("?" * example.table.num_columns)
        rows = zip(*(column.to_pylist() for column in example.table.columns), strict=True)
        engine.executemany(f"INSERT INTO cases VALUES ({marks})", rows)
        query = scorecard_sql(example.scorecard, "sqlite", "cases", keep=("row",))
        assert_scores(example, engine.execute(query).fetchall())


@pytest.mark.postgres
@pytest.mark.parametrize("seed", SEEDS)
def test_printed_sql_scores_on_postgres(seed: int, postgres_connection):
    example = make_example(seed)
    load_into_postgres(postgres_connection, example.table, f"printed_{seed}")
    query = scorecard_sql(example.scorecard, "postgres", f"printed_{seed}", keep=("row",))
    assert_scores(example, postgres_connection.execute(query).fetchall())


@pytest.mark.spark
@pytest.mark.xdist_group("spark")
@pytest.mark.parametrize("seed", SEEDS)
def test_printed_sql_scores_on_spark(seed: int, spark):
    example = make_example(seed)
    load_into_spark(spark, example.table, "printed")
    query = scorecard_sql(example.scorecard, "spark", "printed", keep=("row",))
    assert_scores(example, [tuple(row) for row in spark.sql(query).collect()])


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_prints_one_select(dialect: str):
    query = scorecard_sql(make_example(5).scorecard, dialect, "sales.leads", keep=("lead_id",))
    parsed = sqlglot.parse(query, read={"mssql": "tsql"}.get(dialect, dialect))
    assert [statement.key for statement in parsed if statement] == ["select"]


def test_qualified_name_is_quoted_part_by_part():
    query = scorecard_sql(scorecard_of((INDUSTRY,)), "snowflake", "prod.sales.leads")
    assert 'FROM "prod"."sales"."leads"' in query


def test_values_stand_in_the_order_of_the_scorecard():
    query = scorecard_sql(scorecard_of((INDUSTRY,)), "postgres", "leads")
    places = [query.index(text) for text in ("IS NULL", "'Food'", "'Shop'", "'A'")]
    assert all(before < after for before, after in pairwise(places))


def test_unknown_dialect_is_refused_with_the_choices():
    with pytest.raises(InputError, match="no SQL dialect 'cobol'") as refused:
        scorecard_sql(scorecard_of(()), "cobol", "leads")
    assert "snowflake" in refused.value.next_step
