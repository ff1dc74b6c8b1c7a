"""Made leads for benchmarks of speed: 8 numbers and 12 categories, the same in every run."""

import duckdb
import numpy as np

from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Cases, Column

NUMBERS = [f"number_{place}" for place in range(8)]
CATEGORIES = [f"category_{place}" for place in range(12)]


def make_rows(engine: duckdb.DuckDBPyConnection, rows: int) -> None:
    """Write the table `leads`: skewed numbers, categories of 5 to 60 values, 5 % missing."""
    numbers = [
        f"CASE WHEN {_chance(name)} > 0.05 THEN round(exp({_chance(name, 1)} * {4 + place}), 2) END"
        f" AS {name}"
        for place, name in enumerate(NUMBERS)
    ]
    categories = [
        f"CASE WHEN {_chance(name)} > 0.05 THEN 'value ' || floor({_chance(name, 1)} "
        f"* {_chance(name, 2)} * {5 + 5 * place})::INT END AS {name}"
        for place, name in enumerate(CATEGORIES)
    ]
    columns = ", ".join(numbers + categories)
    engine.execute(f"CREATE TABLE leads AS SELECT range AS lead_id, {columns} FROM range({rows})")
    engine.execute("CHECKPOINT")


def _chance(name: str, draw: int = 0) -> str:
    """Return SQL for a number from 0 to 1 that is the same for a row whatever the threads."""
    return f"(hash(range, '{name}', {draw}) % 1000003 / 1000003.0)"


def read_cases(engine: duckdb.DuckDBPyConnection, rows: int) -> Cases:
    """Return the first rows with an outcome that depends on half of the columns."""
    table = engine.execute(f"FROM leads ORDER BY lead_id LIMIT {rows}").to_arrow_table()
    columns = [_number(table, name) for name in NUMBERS] + [_text(table, n) for n in CATEGORIES]
    log_odds = np.full(table.num_rows, -1.0)
    for column in columns[::2]:
        codes = np.nan_to_num(np.asarray(column.values, dtype=np.float64))
        log_odds += 0.4 * np.sin(np.log1p(np.maximum(codes, 0.0)))
    chance = np.random.default_rng(1)
    outcome = (chance.random(table.num_rows) < 1 / (1 + np.exp(-log_odds))).astype(np.float64)
    return Cases(columns=tuple(columns), rows=table.num_rows, outcome=outcome)


def _number(table, name: str) -> Column:
    values = table[name].to_numpy(zero_copy_only=False).astype(np.float64)
    return Column(name, AttributeKind.NUMBER, values)


def _text(table, name: str) -> Column:
    encoded = table[name].combine_chunks().dictionary_encode()
    codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32)
    return Column(name, AttributeKind.CATEGORY, codes, tuple(encoded.dictionary.to_pylist()))
