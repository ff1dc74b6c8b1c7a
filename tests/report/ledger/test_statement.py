import math
from collections import defaultdict
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.report.made_lines import START, as_arrow, made_lines
from wellspent.errors import InputError
from wellspent.records.ledger import Cut
from wellspent.report.engine import on_duckdb
from wellspent.report.ledger.last_value import last_value
from wellspent.report.ledger.lines import columns_of
from wellspent.report.ledger.statement import statement, within
from wellspent.report.ledger.trend import trend
from wellspent.report.ledger.without_value import without_value


def unit_of(row: dict) -> int:
    return row["conversation_id"] or -row["activity_id"]


def key_of(row: dict, cut: Cut) -> str:
    moment: datetime = row["happened_at"]
    with_cuts = {**row, "period": moment.year * 100 + moment.month, "team": "team"}
    return " ".join(str(with_cuts[name]) for name in columns_of(cut))


def by_hand(rows: list[dict], cut: Cut) -> dict[str, dict]:
    """Return the statement as plain Python reckons it."""
    counts = defaultdict(int)
    for row in rows:
        counts[unit_of(row)] += row["count"]
    groups = defaultdict(list)
    for row in rows:
        groups[key_of(row, cut)].append(row)
    lines = {}
    for key, group in groups.items():
        value = [row["happened_at"] for row in group if row["count"] > 0 < counts[unit_of(row)]]
        lines[key] = {
            "activities": len({row["activity_id"] for row in group} - {0}),
            "people": len({row["contact_id"] for row in group} - {0}),
            "minutes": math.fsum(row["minutes"] for row in group),
            "least": math.fsum(row["least"] for row in group),
            "most": math.fsum(row["most"] for row in group),
            "measured_minutes": math.fsum(
                row["minutes"] for row in group if row["how"] == "measured"
            ),
            "minutes_unheard": math.fsum(
                row["minutes"]
                for row in group
                if counts[unit_of(row)] <= 0 and not row["conversation_id"]
            ),
            "credits": sum(row["count"] for row in group),
            "minutes_without_value": math.fsum(
                row["minutes"] for row in group if counts[unit_of(row)] <= 0
            ),
            "last_value_at": max(value, default=None),
            "last_activity_at": max(row["happened_at"] for row in group),
        }
    return lines


def assert_same(answer: list[dict], expected: dict[str, dict]) -> None:
    assert {row["key"] for row in answer} == set(expected)
    for row in answer:
        for name, value in expected[row["key"]].items():
            if isinstance(value, float):
                assert row[name] == pytest.approx(value, abs=1e-9), (row["key"], name)
            else:
                assert row[name] == value, (row["key"], name)


def test_statement_is_the_same_on_every_engine_as_by_hand(as_tables):
    rows = made_lines(seed=3)
    tables = as_tables(as_arrow(rows))
    for cut in Cut:
        answer = tables.answer(statement(tables.by_name["lines"], cut)).to_pylist()
        assert_same(answer, by_hand(rows, cut))


def test_statement_of_a_time_counts_its_lines_only(as_tables):
    rows = made_lines(seed=4)
    since, until = START + timedelta(days=60), START + timedelta(days=120)
    tables = as_tables(as_arrow(rows))
    asked = statement(tables.by_name["lines"], Cut.REP, since=since, until=until)
    inside = [row for row in rows if since <= row["happened_at"] < until]
    assert_same(tables.answer(asked).to_pylist(), by_hand(inside, Cut.REP))


def test_question_of_a_view_says_what_the_same_question_of_the_lines_says(as_tables):
    since, until = START + timedelta(days=60), START + timedelta(days=120)
    tables = as_tables(as_arrow(made_lines(seed=4)))
    lines = tables.by_name["lines"]
    asked = tables.with_view("of_time", within(lines, since, until)).ask(
        "of_time", statement, Cut.REP
    )
    assert asked == tables.answer(statement(lines, Cut.REP, since=since, until=until))


def test_question_asked_again_is_answered_from_the_lines_there_are_now():
    for seed in (1, 2):
        rows = made_lines(seed)
        tables = on_duckdb({"lines": as_arrow(rows)})
        assert_same(tables.ask("lines", statement, Cut.REP).to_pylist(), by_hand(rows, Cut.REP))


def test_statement_of_nothing_has_no_rows(as_tables):
    tables = as_tables(as_arrow([]))
    for cut in Cut:
        assert tables.answer(statement(tables.by_name["lines"], cut)).num_rows == 0


def test_most_minutes_without_value_come_first(as_tables):
    tables = as_tables(as_arrow(made_lines(seed=5)))
    rows = tables.answer(statement(tables.by_name["lines"], Cut.ACCOUNT)).to_pylist()
    silent = [row["minutes_without_value"] for row in rows]
    assert silent == sorted(silent, reverse=True)


def test_trend_goes_month_by_month(as_tables):
    rows = made_lines(seed=6)
    tables = as_tables(as_arrow(rows))
    answer = tables.answer(trend(tables.by_name["lines"])).to_pylist()
    assert [row["key"] for row in answer] == sorted(row["key"] for row in answer)
    assert sum(row["credits"] for row in answer) == sum(row["count"] for row in rows)


def test_those_who_never_got_anything_come_before_those_who_did_long_ago(as_tables):
    tables = as_tables(as_arrow(made_lines(seed=7)))
    rows = tables.answer(last_value(tables.by_name["lines"])).to_pylist()
    values = [row["last_value_at"] for row in rows]
    never = values.count(None)
    assert 0 < never < len(values)
    assert values[:never] == [None] * never
    assert values[never:] == sorted(values[never:])


def test_minutes_without_value_leave_out_conversations_with_a_credit(as_tables):
    rows = made_lines(seed=8)
    tables = as_tables(as_arrow(rows))
    answer = tables.answer(without_value(tables.by_name["lines"], most=1000)).to_pylist()
    units = defaultdict(lambda: [0, 0.0])
    for row in rows:
        units[unit_of(row)][0] += row["count"]
        units[unit_of(row)][1] += row["minutes"]
    expected = {unit for unit, (count, minutes) in units.items() if count <= 0 and minutes > 1e-9}
    found = {row["conversation_id"] or -row["activity_id"] for row in answer}
    assert found == expected
    order = [(row["conversation_id"] == 0, -row["minutes"]) for row in answer]
    assert order == sorted(order)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(1, 120))
def test_lines_of_every_cut_sum_to_the_whole(seed: int, count: int):
    rows = made_lines(seed, count)
    tables = on_duckdb({"lines": as_arrow(rows)})
    for cut in Cut:
        answer = tables.ask("lines", statement, cut).to_pylist()
        for name in ("minutes", "least", "most"):
            whole = math.fsum(row[name] for row in rows)
            assert math.fsum(row[name] for row in answer) == pytest.approx(whole, abs=1e-9)
        assert sum(row["credits"] for row in answer) == sum(row["count"] for row in rows)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_a_line_taken_back_leaves_the_statement_as_it_was(seed: int):
    rows = made_lines(seed, 40)
    taken_back = {
        **rows[0],
        "minutes": 9.5,
        "least": 9.0,
        "most": 10.0,
        "count": 0,
        "how": "measured",
    }
    names = ("minutes", "least", "most", "count")
    back = {**taken_back, **{name: -taken_back[name] for name in names}}
    before, after = (
        on_duckdb({"lines": as_arrow(rows)}),
        on_duckdb({"lines": as_arrow([*rows, taken_back, back])}),
    )
    for cut in Cut:
        old = before.ask("lines", statement, cut).to_pylist()
        new = after.ask("lines", statement, cut).to_pylist()
        same = {row["key"]: row for row in new}
        for row in old:
            for name in ("minutes", "least", "most", "measured_minutes", "credits"):
                assert same[row["key"]][name] == pytest.approx(row[name], abs=1e-9)


def test_table_without_a_column_is_refused_by_name():
    tables = on_duckdb({"lines": as_arrow([]).drop(["minutes", "rep"])})
    with pytest.raises(InputError, match="no column rep, minutes"):
        statement(tables.by_name["lines"], Cut.REP)
