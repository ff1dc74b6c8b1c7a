import ibis
import numpy as np
import pytest
from tests.profile.random_scorecards import Example, make_example

from wellspent.profile.expression import Lookup, add_score
from wellspent.profile.score import score_cases

SEEDS = range(25)


def scored_by(engine, example: Example, table, lookup: Lookup) -> tuple[np.ndarray, np.ndarray]:
    scored = add_score(example.scorecard, table, lookup=lookup)
    answer = engine.to_pyarrow(scored.select("row", "log_odds", "probability").order_by("row"))
    return answer["log_odds"].to_numpy(), answer["probability"].to_numpy()


def assert_same_as_numpy(engine, example: Example, table, lookup: Lookup) -> None:
    log_odds, probability = scored_by(engine, example, table, lookup)
    expected = score_cases(example.scorecard, example.cases)
    np.testing.assert_allclose(log_odds, expected.log_odds, rtol=1e-12, atol=1e-9)
    np.testing.assert_allclose(probability, expected.probability, rtol=0, atol=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("lookup", [Lookup.CASE, Lookup.DICTIONARY])
def test_scores_on_duckdb_equal_numpy(seed: int, lookup: Lookup):
    example = make_example(seed)
    engine = ibis.duckdb.connect()
    table = engine.create_table("cases", example.table)
    assert_same_as_numpy(engine, example, table, lookup)
