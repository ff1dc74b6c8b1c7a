"""How long does a statement over 10 million activities take, against pandas and Polars?

    uv run --group benchmark python benchmarks/ledger_statement.py [--rows 10000000]

One line an activity, drawn with a fixed seed: 70 % of them in conversations, one credit in twenty
lines, a fiftieth as many contacts. Each way gets the same columns, texts that repeat as
dictionaries (categories), and answers the same question, cut by rep, contact and month: sums,
distinct activities and people, minutes without any sign of value in their conversation, latest
value. The answers are compared before times are shown; the best of three runs counts. The
product's question is the one that runs behind every door, on DuckDB in memory with two threads.
"""

import argparse
import resource
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
from machine import describe_machine

from wellspent.records.ledger import Cut
from wellspent.report.engine import on_duckdb
from wellspent.report.ledger.statement import statement

RESULTS = Path(__file__).parent / "results" / "ledger_statement.md"
RUNS = 3
CUTS = (Cut.REP, Cut.CONTACT, Cut.PERIOD)


def made_ledger(rows: int) -> pa.Table:
    """Return the lines of a made-up ledger."""
    draw = np.random.default_rng(7)
    texts = {
        "rep": [f"rep {number}" for number in range(40)],
        "channel": ["email", "call", "meeting"],
        "direction": ["inbound", "outbound"],
        "how": ["measured", "estimated"],
        "credit": [""],
    }
    seconds = draw.integers(0, 900 * 86_400, rows)
    columns = {
        "entry_id": np.arange(1, rows + 1),
        "activity_id": np.arange(1, rows + 1),
        "conversation_id": np.where(draw.random(rows) < 0.7, draw.integers(1, rows // 4, rows), 0),
        "contact_id": draw.integers(0, rows // 50, rows),
        "account_id": draw.integers(0, rows // 200, rows),
        "happened_at": np.datetime64("2024-01-01", "us") + (seconds * 10**6).astype("m8[us]"),
        "minutes": draw.integers(1, 240, rows) / 4,
        "least": draw.integers(1, 120, rows) / 4,
        "most": draw.integers(1, 480, rows) / 4,
        "count": (draw.random(rows) < 0.05).astype(np.int64),
    }
    coded = {
        name: pa.DictionaryArray.from_arrays(draw.integers(0, len(kinds), rows), kinds)
        for name, kinds in texts.items()
    }
    return pa.table({**columns, **coded})


def by_product(table: pa.Table) -> Callable[[Cut], pd.DataFrame]:
    """Return what answers as the product does."""
    tables = on_duckdb({"lines": table})
    tables.backend.raw_sql("SET threads = 2")
    lines = tables.by_name["lines"]
    return lambda cut: tables.answer(statement(lines, cut)).to_pandas()


def by_pandas(table: pa.Table) -> Callable[[Cut], pd.DataFrame]:
    """Return what answers in pandas, written by hand."""
    lines = table.to_pandas()

    def answer(cut: Cut) -> pd.DataFrame:
        unit = lines["conversation_id"].where(lines["conversation_id"] != 0, -lines["activity_id"])
        credited = lines["count"].ne(0)
        sums = lines.loc[credited, "count"].groupby(unit[credited]).sum()
        value = unit.isin(sums.index[sums > 0])
        moment = lines["happened_at"].dt
        key = {
            Cut.REP: lines["rep"],
            Cut.CONTACT: lines["contact_id"],
            Cut.PERIOD: moment.year * 100 + moment.month,
        }[cut].rename("key")
        work = lines.assign(
            measured_minutes=lines["minutes"].where(lines["how"] == "measured", 0.0),
            minutes_without_value=lines["minutes"].where(~value, 0.0),
            last_value_at=lines["happened_at"].where(value & (lines["count"] > 0)),
            contact_id=lines["contact_id"].where(lines["contact_id"] != 0),
        )
        grouped = work.groupby(key, observed=True)
        return grouped.agg(
            activities=("activity_id", "nunique"),
            people=("contact_id", "nunique"),
            minutes=("minutes", "sum"),
            least=("least", "sum"),
            most=("most", "sum"),
            measured_minutes=("measured_minutes", "sum"),
            credits=("count", "sum"),
            minutes_without_value=("minutes_without_value", "sum"),
            last_value_at=("last_value_at", "max"),
            last_activity_at=("happened_at", "max"),
        ).reset_index()

    return answer


def by_polars(table: pa.Table) -> Callable[[Cut], pd.DataFrame]:
    """Return what answers in Polars, written by hand."""
    lines = pl.from_arrow(table)
    assert isinstance(lines, pl.DataFrame)

    def answer(cut: Cut) -> pd.DataFrame:
        moment = pl.col("happened_at").dt
        key = {
            Cut.REP: pl.col("rep"),
            Cut.CONTACT: pl.col("contact_id"),
            Cut.PERIOD: moment.year().cast(pl.Int64) * 100 + moment.month(),
        }[cut]
        unit = pl.when(pl.col("conversation_id") != 0).then("conversation_id")
        work = lines.lazy().with_columns(unit=unit.otherwise(-pl.col("activity_id")))
        credited = work.filter(pl.col("count") != 0).group_by("unit").agg(pl.col("count").sum())
        valued = credited.filter(pl.col("count") > 0).select("unit", value=pl.lit(value=True))
        value = pl.col("value").fill_null(value=False)
        known = pl.col("contact_id").filter(pl.col("contact_id") != 0)
        return (
            work.join(valued, on="unit", how="left")
            .group_by(key.alias("key"))
            .agg(
                activities=pl.col("activity_id").n_unique(),
                people=known.n_unique(),
                minutes=pl.col("minutes").sum(),
                least=pl.col("least").sum(),
                most=pl.col("most").sum(),
                measured_minutes=pl.col("minutes").filter(pl.col("how") == "measured").sum(),
                credits=pl.col("count").sum(),
                minutes_without_value=pl.col("minutes").filter(~value).sum(),
                last_value_at=pl.col("happened_at").filter(value & (pl.col("count") > 0)).max(),
                last_activity_at=pl.col("happened_at").max(),
            )
            .collect()
            .to_pandas()
        )

    return answer


def timed(answer: Callable[[Cut], pd.DataFrame], cut: Cut) -> tuple[float, pd.DataFrame]:
    """Return the seconds of the best of three runs, and the answer in a common form."""
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        told = answer(cut)
        seconds.append(time.perf_counter() - start)
    told["key"] = told["key"].astype(str)
    return min(seconds), told.sort_values("key").reset_index(drop=True)


def assert_same(ours: pd.DataFrame, theirs: pd.DataFrame) -> None:
    """Stop where two ways answer differently."""
    for name in ours.columns.drop(["key", "minutes_unheard"]):  # the others do not tell it
        mine, other = ours[name], theirs[name]
        if mine.dtype.kind == "M":
            assert (mine.fillna(0) == other.astype(mine.dtype).fillna(0)).all(), name
        else:
            np.testing.assert_allclose(mine.astype(float), other.astype(float), rtol=1e-9)


def main() -> None:
    """Run and write the result."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000_000)
    rows = parser.parse_args().rows
    table = made_ledger(rows)
    out = [
        "# How long does a statement of the ledger take?",
        "",
        f"Command: `python benchmarks/ledger_statement.py --rows {rows}`, "
        f"{datetime.now(UTC):%Y-%m-%d}. {describe_machine()}",
        "",
        f"{rows:,} activities; seconds, best of {RUNS}. Wanted: under 2 s on DuckDB.",
        "",
        "| cut | rows | Wellspent on DuckDB | pandas by hand | Polars by hand | pandas takes | Polars takes |",  # noqa: E501
        "|---|---|---|---|---|---|---|",
    ]
    ways = {"product": by_product(table)}
    times = {cut: {"product": timed(ways["product"], cut)} for cut in CUTS}
    ways.clear()
    for name, make in (("pandas", by_pandas), ("polars", by_polars)):
        way = make(table)
        for cut in CUTS:
            times[cut][name] = timed(way, cut)
        del way
    for cut in CUTS:
        (ours, told), (pandas, other), (polars, third) = times[cut].values()
        for compared in (other, third):
            if cut is Cut.CONTACT:
                assert len(told) == len(compared)
            assert_same(told, compared)
        out.append(
            f"| {cut} | {len(told):,} | {ours:.2f} | {pandas:.2f} | {polars:.2f} "
            f"| {pandas / ours:.1f} times | {polars / ours:.1f} times |"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    out += [
        "",
        f"All three gave the same numbers. Most memory of the whole run: {peak:,.0f} MB.",
        "",
    ]
    RESULTS.write_text("\n".join(out))
    print("\n".join(out))


if __name__ == "__main__":
    main()
