import csv
import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.records.measured import Measured
from wellspent.records.verdict import Verdict
from wellspent.serve.cli.csv_out import write_csv
from wellspent.serve.cli.show import Format, out_of_100, printable, show_json, show_rows

MOMENT = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)
ANYTHING = st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=9),
                             min_size=2, max_size=2), max_size=9)  # fmt: skip


@given(ANYTHING)
def test_csv_reads_back_as_it_was_and_each_row_ends_with_a_line_feed(rows: list[list[str]]):
    out = io.StringIO()
    write_csv(out, rows)
    assert list(csv.reader(io.StringIO(out.getvalue(), newline=""))) == rows
    assert not out.getvalue().endswith("\r\n")


def test_csv_for_spreadsheets_starts_no_formula(capsys):
    show_rows(["=A1", "n"], [["=1+1", -5.0], ["@x", 3], ["-2", None]], Format.CSV)
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows == [["'=A1", "n"], ["'=1+1", "-5"], ["'@x", "3"], ["-2", ""]]


def test_json_keeps_types_and_dates(capsys):
    show_rows(["a", "b", "c"], [[MOMENT, 1.5, None]], Format.JSON)
    found = json.loads(capsys.readouterr().out)
    assert found == [{"a": "2026-01-31T09:30:00+00:00", "b": 1.5, "c": None}]


def test_number_that_cannot_be_told_is_null_in_json(capsys):
    show_json([Measured(float("nan"), 0.5, float("inf"), 3), {"a": (True, None, Verdict.WEAK)}])
    assert json.loads(capsys.readouterr().out) == [
        {"value": None, "low": 0.5, "high": None, "count": 3},
        {"a": [True, None, "weak"]},
    ]


def test_table_without_a_terminal_is_plain_and_aligned(capsys):
    show_rows(["name", "n"], [["Ann", 5], ["花子 見本", 12]], Format.TABLE, right=["n"])
    assert capsys.readouterr().out == "name        n\nAnn         5\n花子 見本  12\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ünï 花子", "Ünï 花子"),
        ("a\x1b[31mred", "a [31mred"),
        ("a\x07\x9b31m\r", "a  31m "),
        ("\u202eesrever", " esrever"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_text_of_strangers_steers_no_terminal(text: str, shown: str):
    assert printable(text) == shown


def test_fit_is_shown_out_of_100():
    assert out_of_100(0.72, 0.58, 0.829) == "72 (58-83)"
