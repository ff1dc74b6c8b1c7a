import math
from collections import defaultdict
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.report.made_times import START, as_arrow, made_powers, made_times
from wellspent.errors import InputError
from wellspent.records.time_spent import TimeCut
from wellspent.report.engine import on_duckdb
from wellspent.report.time.closed import closed
from wellspent.report.time.minutes import COLUMNS, minutes
from wellspent.report.time.tables import CAN, CANNOT, UNKNOWN
from wellspent.report.time.trend import trend
from wellspent.report.time.won import won

BANDS = (1_000.0, 10_000.0)


def placed(times: list[dict], powers: list[dict]) -> list[dict]:
    """Return the rows with their role, standing and share, as plain Python reckons them."""
    known = {each["contact_id"]: each for each in powers}
    nobody = {"role": "unknown", "standing": UNKNOWN}
    rows = [{**row, **known.get(row["contact_id"], nobody)} for row in times]
    rows = [{**row, "contact_id": old["contact_id"]} for row, old in zip(rows, times, strict=True)]
    standings = defaultdict(set)
    for row in rows:
        standings[row["activity_id"]].add(row["standing"])
    order = (CAN, UNKNOWN, CANNOT)
    return [
        {
            **row,
            "company": next(one for one in order if one in standings[row["activity_id"]]),
            "ours": row["our_minutes"] / row["people"],
        }
        for row in rows
    ]


def key_of(row: dict, cut: TimeCut | None) -> str:
    if cut is None:
        return "whole"
    if cut is TimeCut.PERIOD:
        return f"{row['happened_at']:%Y%m}"
    if cut is TimeCut.VALUE:
        value = row["account_value"]
        return str(0 if value <= 0 else 1 + sum(value >= edge for edge in BANDS))
    columns = {TimeCut.POWER: "company", TimeCut.ROLE: "role", TimeCut.REP: "rep"}
    columns |= {TimeCut.STAGE: "stage", TimeCut.OUTCOME: "outcome", TimeCut.CHANNEL: "channel"}
    return row[columns[cut]]


def by_hand(rows: list[dict], cut: TimeCut | None) -> dict[str, dict]:
    groups = defaultdict(list)
    for row in rows:
        groups[key_of(row, cut)].append(row)
    return {
        key: {
            "our_minutes": math.fsum(row["ours"] for row in group),
            "their_minutes": math.fsum(row["their_minutes"] for row in group),
            "estimated_minutes": math.fsum(
                row["estimated_minutes"] + row["ours"] * row["our_estimated"] for row in group
            ),
            "without_power": math.fsum(row["ours"] for row in group if row["company"] == CANNOT),
            "power_unknown": math.fsum(row["ours"] for row in group if row["company"] == UNKNOWN),
            "people": len({row["contact_id"] for row in group} - {0}),
            "activities": len({row["activity_id"] for row in group}),
        }
        for key, group in groups.items()
    }


def assert_same(answer: list[dict], expected: dict) -> None:
    assert {row["key"] for row in answer} == set(expected)
    for row in answer:
        for name, value in expected[row["key"]].items():
            assert row[name] == pytest.approx(value, abs=1e-9), (row["key"], name)


@pytest.mark.parametrize("cut", [None, *TimeCut])
def test_minutes_are_as_by_hand(cut):
    times, powers = made_times(3), made_powers(3)
    tables = on_duckdb(as_arrow(times, powers))
    asked = minutes(tables.by_name["times"], tables.by_name["powers"], cut, bands=BANDS)
    assert_same(tables.answer(asked).to_pylist(), by_hand(placed(times, powers), cut))


def test_minutes_are_the_same_on_every_engine(as_tables):
    times, powers = made_times(5), made_powers(5)
    tables = as_tables(as_arrow(times, powers))
    for cut in (TimeCut.ROLE, TimeCut.VALUE, TimeCut.PERIOD):
        asked = minutes(tables.by_name["times"], tables.by_name["powers"], cut, bands=BANDS)
        answer = tables.answer(asked)
        assert tuple(answer.column_names) == COLUMNS
        assert_same(answer.to_pylist(), by_hand(placed(times, powers), cut))


def test_minutes_of_a_time_and_of_a_rep(as_tables):
    times, powers = made_times(6), made_powers(6)
    since, until = START + timedelta(days=30), START + timedelta(days=90)
    tables = as_tables(as_arrow(times, powers))
    asked = minutes(
        tables.by_name["times"],
        tables.by_name["powers"],
        TimeCut.POWER,
        since=since,
        until=until,
        rep="Ada Rep",
    )
    inside = [
        row
        for row in placed(times, powers)
        if since <= row["happened_at"] < until and row["rep"] == "Ada Rep"
    ]
    assert_same(tables.answer(asked).to_pylist(), by_hand(inside, TimeCut.POWER))


def test_nothing_has_no_rows(as_tables):
    tables = as_tables(as_arrow([], []))
    times, powers = tables.by_name["times"], tables.by_name["powers"]
    assert tables.answer(minutes(times, powers, None)).num_rows == 0
    assert tables.answer(won(times, powers)).num_rows == 0


def test_trend_goes_month_by_month(as_tables):
    times, powers = made_times(7), made_powers(7)
    tables = as_tables(as_arrow(times, powers))
    answer = tables.answer(trend(tables.by_name["times"], tables.by_name["powers"])).to_pylist()
    assert [row["key"] for row in answer] == sorted(row["key"] for row in answer)
    assert_same(answer, by_hand(placed(times, powers), TimeCut.PERIOD))


def halves_by_hand(rows: list[dict]) -> dict[tuple[str, int], dict]:
    rows = [
        {**row, "second": int((row["happened_at"] - START).total_seconds() // 1)}
        for row in rows
        if row["outcome"] in {"won", "lost"}
    ]
    moments = defaultdict(list)
    for row in rows:
        moments[row["deal_id"]].append(row["second"])
    groups = defaultdict(list)
    for row in rows:
        first, last = min(moments[row["deal_id"]]), max(moments[row["deal_id"]])
        if last > first:
            half = 1 if 2 * row["second"] <= first + last else 2
            groups[row["outcome"], half].append(row)
    return {
        key: {
            "our_minutes": math.fsum(row["ours"] for row in group),
            "without_power": math.fsum(row["ours"] for row in group if row["company"] == CANNOT),
            "deals": len({row["deal_id"] for row in group}),
            "deals_with_power": len({row["deal_id"] for row in group if row["company"] == CAN}),
        }
        for key, group in groups.items()
    }


def test_halves_of_won_and_lost_deals_are_as_by_hand(as_tables):
    times, powers = made_times(8), made_powers(8)
    tables = as_tables(as_arrow(times, powers))
    answer = tables.answer(won(tables.by_name["times"], tables.by_name["powers"])).to_pylist()
    expected = halves_by_hand(placed(times, powers))
    assert {(row["outcome"], row["half"]) for row in answer} == set(expected)
    for row in answer:
        for name, value in expected[row["outcome"], row["half"]].items():
            assert row[name] == pytest.approx(value, abs=1e-9), (row["outcome"], row["half"], name)


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(1, 80))
def test_lines_of_every_cut_sum_to_the_whole(seed: int, count: int):
    times, powers = made_times(seed, count), made_powers(seed)
    tables = on_duckdb(as_arrow(times, powers))
    names = ("our_minutes", "their_minutes", "without_power", "power_unknown")
    totals = by_hand(placed(times, powers), None)["whole"]
    for cut in TimeCut:
        asked = minutes(tables.by_name["times"], tables.by_name["powers"], cut, bands=BANDS)
        answer = tables.answer(asked).to_pylist()
        for name in names:
            assert math.fsum(row[name] for row in answer) == pytest.approx(totals[name], abs=1e-6)


def test_table_without_a_column_is_refused_by_name():
    given_tables = as_arrow([], [])
    tables = on_duckdb({**given_tables, "times": given_tables["times"].drop(["people"])})
    with pytest.raises(InputError, match="no column people"):
        minutes(tables.by_name["times"], tables.by_name["powers"], None)


def test_closed_deals_are_counted_with_their_minutes(as_tables):
    times, powers = made_times(9), made_powers(9)
    tables = as_tables(as_arrow(times, powers))
    answer = tables.answer(closed(tables.by_name["times"], tables.by_name["powers"])).to_pylist()
    rows = placed(times, powers)
    assert [row["outcome"] for row in answer] == ["lost", "won"]
    for row in answer:
        of = [each for each in rows if each["outcome"] == row["outcome"]]
        assert row["our_minutes"] == pytest.approx(math.fsum(each["ours"] for each in of))
        assert row["deals"] == len({each["deal_id"] for each in of})
        with_power = {each["deal_id"] for each in of if each["company"] == CAN}
        assert row["deals_with_power"] == len(with_power)
