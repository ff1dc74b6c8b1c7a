from dataclasses import replace

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.profile.engines import load_into_postgres, load_into_spark
from tests.profile.random_scorecards import Example, make_example, scorecard_of
from tests.qualify.made_scorecards import DEMO, EMPLOYEES, INDUSTRY
from wellspent.errors import InputError
from wellspent.profile.expression import Lookup, add_score
from wellspent.profile.score import score_cases
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Cases, Column
from wellspent.records.scorecard import Band, BandRole, ScorecardAttribute


def scored_by(engine, example: Example, table, lookup: Lookup) -> tuple[np.ndarray, np.ndarray]:
    scored = add_score(example.scorecard, table, lookup=lookup)
    answer = engine.to_pyarrow(scored.select("row", "log_odds", "probability").order_by("row"))
    return answer["log_odds"].to_numpy(), answer["probability"].to_numpy()


def assert_same_as_numpy(engine, example: Example, table, lookup=Lookup.AUTOMATIC) -> None:
    log_odds, probability = scored_by(engine, example, table, lookup)
    expected = score_cases(example.scorecard, example.cases)
    np.testing.assert_allclose(log_odds, expected.log_odds, rtol=0, atol=1e-9)
    np.testing.assert_allclose(probability, expected.probability, rtol=0, atol=1e-9)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("lookup", [Lookup.CASE, Lookup.DICTIONARY])
def test_scores_on_duckdb_equal_numpy(seed: int, lookup: Lookup):
    example = make_example(seed)
    engine = ibis.duckdb.connect()
    table = engine.create_table("cases", example.table)
    assert_same_as_numpy(engine, example, table, lookup)


@pytest.mark.parametrize("storage", ["v1.0.0", "latest", "parquet"])
def test_scores_on_dictionaries_equal_numpy(storage: str, tmp_path):
    example = make_example(106, rows=10_000)
    engine = ibis.duckdb.connect()
    if storage == "parquet":
        pq.write_table(example.table, tmp_path / "cases.parquet")
        table = engine.read_parquet(tmp_path / "cases.parquet")
    else:
        path = tmp_path / "cases.duckdb"
        engine.raw_sql(f"ATTACH '{path}' AS file (STORAGE_VERSION '{storage}')")
        table = engine.create_table("cases", example.table, database="file.main")
        engine.raw_sql("CHECKPOINT file")
    assert {item.kind for item in example.scorecard.attributes} >= {AttributeKind.CATEGORY}
    assert_same_as_numpy(engine, example, table)


@pytest.mark.postgres
@pytest.mark.parametrize("seed", range(20))
def test_scores_on_postgres_equal_numpy(seed: int, postgres_connection):
    example = make_example(seed)
    table = load_into_postgres(postgres_connection, example.table, f"cases_{seed}")
    assert_same_as_numpy(ibis.postgres.from_connection(postgres_connection), example, table)


@pytest.mark.spark
@pytest.mark.xdist_group("spark")
@pytest.mark.parametrize("seed", range(10))
def test_scores_on_spark_equal_numpy(seed: int, spark):
    example = make_example(seed)
    table = load_into_spark(spark, example.table, "cases")
    assert_same_as_numpy(ibis.pyspark.connect(spark), example, table)


finite = st.floats(allow_nan=False, allow_infinity=False)
small_points = st.floats(-50, 50)


@settings(max_examples=40, deadline=None)
@given(
    edges=st.lists(finite, max_size=12, unique=True).map(sorted),
    points=st.lists(small_points, min_size=14, max_size=14),
    numbers=st.lists(st.none() | st.floats(), min_size=1, max_size=20),
)
def test_any_edges_and_numbers_score_equal_on_duckdb(
    edges: list[float], points: list[float], numbers: list[float | None]
):
    ranges = [
        Band(label="", role=BandRole.RANGE, points=given, low=low, high=high)
        for given, low, high in zip(points, [None, *edges], [*edges, None], strict=False)
    ]
    missing = Band(label="", role=BandRole.MISSING, points=points[-1])
    attribute = ScorecardAttribute(
        name="x", label="x", kind=AttributeKind.NUMBER, bands=(missing, *ranges)
    )
    values = [*numbers, *edges]
    known = np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    example = Example(
        scorecard=scorecard_of((attribute,)),
        cases=Cases(columns=(Column("x", AttributeKind.NUMBER, known),), rows=len(values)),
        table=pa.table({"row": range(len(values)), "x": pa.array(values, pa.float64())}),
    )
    engine = ibis.duckdb.connect()
    assert_same_as_numpy(engine, example, engine.create_table("cases", example.table))


EDGES_TO_SCALE = [
    [1.41, 2.0, 2.83, 4.0, 5.66, 8.0, 11.31, 16.0, 1024.0, 59871.51],
    [-59871.51, -3.3, -0.1, 0.0, 0.1, 3.3, 1e-300, 700.0, 800.5],
    [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7],
    [1e-310, 2e-310, 3e-310, 4e-310, 5e-310, 6e-310],
    [-1e308, -1e307, 1e307, 1e308, 1.1e308, 1.2e308],
    [2.0**52, 2.0**53, 2.0**53 + 2, 2.0**54, 2.0**62, 2.0**63, 2.0**64],
]


def neighbours(edges: list[float]) -> list[float]:
    """Return the edges, what lies next to them, and what lies far beyond."""
    values = [0.0, -0.0, np.inf, -np.inf, np.nan, 5e-324, 1.7e308, -1.7e308, 1e19, -1e19]
    for edge in edges:
        values += [edge, np.nextafter(edge, np.inf), np.nextafter(edge, -np.inf), -edge, edge + 0.5]
    return values


def by_ranges(edges: list[float]) -> ScorecardAttribute:
    steps = zip([None, *edges], [*edges, None], strict=True)
    ranges = [
        Band(label="", role=BandRole.RANGE, points=place / 7, low=low, high=high)
        for place, (low, high) in enumerate(steps)
    ]
    missing = Band(label="", role=BandRole.MISSING, points=-1.0)
    return ScorecardAttribute(
        name="x", label="x", kind=AttributeKind.NUMBER, bands=(missing, *ranges)
    )


def assert_numbers_equal_on_duckdb(edges: list[float], array: pa.Array) -> None:
    known = array.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False)
    example = Example(
        scorecard=scorecard_of((by_ranges(edges),)),
        cases=Cases(columns=(Column("x", AttributeKind.NUMBER, known),), rows=len(array)),
        table=pa.table({"row": range(len(array)), "x": array}),
    )
    engine = ibis.duckdb.connect()
    table = engine.create_table("cases", example.table)
    for lookup in (Lookup.CASE, Lookup.DICTIONARY):
        assert_same_as_numpy(engine, example, table, lookup)


@pytest.mark.parametrize("edges", EDGES_TO_SCALE)
def test_numbers_beside_the_edges_score_equal_on_duckdb(edges: list[float]):
    edges = sorted(edges)
    assert_numbers_equal_on_duckdb(edges, pa.array([None, *neighbours(edges)], pa.float64()))


@settings(max_examples=40, deadline=None)
@given(
    edges=st.lists(st.floats(-1e4, 1e4), min_size=6, max_size=40, unique=True).map(sorted),
    numbers=st.lists(st.floats(-2e4, 2e4), max_size=20),
)
def test_numbers_near_many_edges_score_equal_on_duckdb(edges: list[float], numbers: list[float]):
    assert_numbers_equal_on_duckdb(edges, pa.array([*numbers, *neighbours(edges)], pa.float64()))


@pytest.mark.parametrize("kind", [pa.int8(), pa.int64(), pa.uint64()], ids=str)
def test_whole_numbers_beside_fractions_score_equal_on_duckdb(kind: pa.DataType):
    edges = [-4.5, 0.0, 0.5, 3.0, 3.2, 99.9, 2.0**52 + 0.5, 2.0**53, 2.0**53 + 2, 2.0**60]
    values = [0, 1, 2, 3, 4, 99, 100, 127, None]
    if kind != pa.int8():
        values += [2**52, 2**52 + 1, 2**53 - 1, 2**53, 2**53 + 1, 2**53 + 3, 2**60, 2**60 - 1]
    if kind != pa.uint64():
        values += [-5, -4, -128]
    assert_numbers_equal_on_duckdb(edges, pa.array(values, kind))


def test_a_column_named_as_a_scaled_one_stays_as_it_is():
    edges = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
    table = table_of(x=pa.array([2.5]), WHOLE_0=pa.array(["mine"]))
    scored = add_score(scorecard_of((by_ranges(edges),), base=0.0), table).to_pyarrow()
    assert scored.column_names == ["x", "WHOLE_0", "log_odds", "probability"]
    assert scored["WHOLE_0"].to_pylist() == ["mine"]
    assert scored["log_odds"].to_pylist() == [2 / 7]


@settings(max_examples=40, deadline=None)
@given(
    groups=st.lists(st.lists(st.text(max_size=20), min_size=1, max_size=4), max_size=6),
    texts=st.lists(st.none() | st.text(max_size=20), min_size=1, max_size=20),
    lookup=st.sampled_from([Lookup.CASE, Lookup.DICTIONARY]),
)
def test_any_values_score_equal_on_duckdb(
    groups: list[list[str]], texts: list[str | None], lookup: Lookup
):
    free = {value for group in groups for value in group if value and "\x00" not in value}
    bands = [Band(label="", role=BandRole.MISSING, points=1.0)]
    bands.append(Band(label="", role=BandRole.UNSEEN, points=2.0))
    for place, value in enumerate(sorted(free)):
        bands.append(Band(label="", role=BandRole.VALUES, points=place / 7, values=(value,)))
    attribute = ScorecardAttribute(
        name="x", label="x", kind=AttributeKind.CATEGORY, bands=tuple(bands)
    )
    values = [*texts, *free]
    levels = tuple(sorted({value for value in values if value}))
    codes = np.array([levels.index(value) if value else -1 for value in values], dtype=np.int32)
    column = Column("x", AttributeKind.CATEGORY, codes, levels)
    example = Example(
        scorecard=scorecard_of((attribute,)),
        cases=Cases(columns=(column,), rows=len(values)),
        table=pa.table({"row": range(len(values)), "x": pa.array(values, pa.string())}),
    )
    engine = ibis.duckdb.connect()
    table = engine.create_table("cases", example.table)
    assert_same_as_numpy(engine, example, table, lookup)


def score_one(attribute: ScorecardAttribute, array: pa.Array) -> list[float]:
    engine = ibis.duckdb.connect()
    table = engine.create_table("cases", pa.table({attribute.name: array}))
    scored = add_score(scorecard_of((attribute,), base=0.0), table)
    return engine.to_pyarrow(scored)["log_odds"].to_pylist()


@pytest.mark.parametrize(
    "array",
    [
        pa.array([119, 120, 500, None], pa.int64()),
        pa.array([119.5, 120.0, 1e9, float("nan")], pa.float32()),
        pa.array(["119.99", "120.00", "500.00", None]).cast(pa.decimal128(10, 2)),
    ],
    ids=["integers", "single precision", "decimals"],
)
def test_numbers_of_other_kinds_are_read_as_numbers(array: pa.Array):
    assert score_one(EMPLOYEES, array) == [-0.4, 0.9, -0.1, -0.2]


def test_flags_may_be_booleans_or_words():
    expected = [0.02, -0.02, 0.0]
    assert score_one(DEMO, pa.array([True, False, None])) == expected
    assert score_one(DEMO, pa.array(["yes", "no", None])) == expected


def test_flag_value_never_seen_counts_as_missing_where_there_is_no_unseen_band():
    assert score_one(DEMO, pa.array(["perhaps"])) == [0.0]


def test_whole_numbers_as_category_are_read_as_text():
    codes = Band(label="7", role=BandRole.VALUES, points=0.5, values=("7",))
    assert score_one(replace(INDUSTRY, bands=(codes, *INDUSTRY.bands)), pa.array([7, 8])) == [
        0.5,
        0,
    ]


def test_empty_text_is_missing():
    assert score_one(INDUSTRY, pa.array(["", None, "Food"])) == [-0.3, -0.3, 1.0]


def test_category_without_values_scores_missing_and_unseen():
    bare = replace(INDUSTRY, bands=INDUSTRY.bands[3:])
    assert score_one(bare, pa.array(["", None, "Food"])) == [-0.3, -0.3, 0.0]


def table_of(**columns: pa.Array) -> ibis.Table:
    return ibis.duckdb.connect().create_table("cases", pa.table(columns))


def test_absent_column_is_refused_by_name():
    with pytest.raises(InputError, match="lacks 1 of the scorecard's columns: employees"):
        add_score(scorecard_of((EMPLOYEES, INDUSTRY)), table_of(industry=pa.array(["Food"])))


def test_absent_column_may_count_as_missing():
    table = table_of(industry=pa.array(["Food"]))
    scored = add_score(scorecard_of((EMPLOYEES, INDUSTRY)), table, absent_is_missing=True)
    assert scored.to_pyarrow()["log_odds"].to_pylist() == [-1.0 - 0.2 + 1.0]


def test_text_where_numbers_are_wanted_is_refused():
    with pytest.raises(InputError, match="'employees' holds string"):
        add_score(scorecard_of((EMPLOYEES,)), table_of(employees=pa.array(["many"])))


def test_fractions_where_text_is_wanted_are_refused():
    with pytest.raises(InputError, match="'industry' holds float64"):
        add_score(scorecard_of((INDUSTRY,)), table_of(industry=pa.array([1.5])))


def test_columns_of_an_earlier_score_are_replaced():
    table = table_of(industry=pa.array(["Food"]), probability=pa.array([7.0]))
    scored = add_score(scorecard_of((INDUSTRY,), base=0.0), table).to_pyarrow()
    assert scored.column_names == ["industry", "log_odds", "probability"]
    assert scored["probability"].to_pylist() == [pytest.approx(1 / (1 + np.exp(-1.0)))]


def test_scorecard_without_attributes_gives_everyone_the_base_rate():
    scored = add_score(scorecard_of((), base=0.0), table_of(row=pa.array([1, 2]))).to_pyarrow()
    assert scored["probability"].to_pylist() == [0.5, 0.5]


def test_five_hundred_attributes_are_not_too_deep():
    attributes = tuple(replace(EMPLOYEES, name=f"n{place}") for place in range(500))
    table = table_of(**{f"n{place}": pa.array([200.0]) for place in range(500)})
    scored = add_score(scorecard_of(attributes, base=0.0), table).to_pyarrow()
    assert scored["log_odds"].to_pylist() == [pytest.approx(450.0)]
