import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.jobs.mended_rows import (
    REASON_COLUMNS,
    guarded,
    table_of_refused,
    unguarded,
    without_reasons,
)
from wellspent.records.raw import RawBatch, RefusedRow


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd", "'+cmd"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("'=1", "''=1"),
        ("-12.5", "-12.5"),
        ("+4930", "+4930"),
        ("Ada", "Ada"),
        ("", ""),
        ("a=b", "a=b"),
    ],
)
def test_formula_is_guarded(cell: str, expected: str) -> None:
    assert guarded(cell) == expected


@given(st.text(st.sampled_from("=+-@'\t\r 1a."), max_size=6))
def test_guarded_cell_comes_back_as_it_was(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell


def test_mended_table_is_read_as_the_file_that_it_came_from() -> None:
    cells = {"Name": "=Ada", "=Mail": "x"}
    refused = [RefusedRow("f.csv", 7, "=Mail", "x", "no address", cells)]
    header, row = table_of_refused(lambda: refused)
    assert header == [*REASON_COLUMNS, "Name", "'=Mail"]
    assert row == ["f.csv", "7", "'=Mail", "no address", "'=Ada", "x"]
    batch = without_reasons(RawBatch("mended.csv", tuple(header), 2, [row]))
    assert (batch.header, batch.rows) == (("Name", "=Mail"), [["=Ada", "x"]])


def test_row_with_more_cells_than_the_first_keeps_them() -> None:
    narrow = RefusedRow("f.csv", 2, "Mail", "x", "no address", {"Name": "Ada", "Mail": "x"})
    wide = RefusedRow(
        "f.csv", 3, "", "", "too wide", {**narrow.cells, "wellspent extra cell 3": "lost?"}
    )
    header, first, second = table_of_refused(lambda: iter([narrow, wide]))
    assert header[-3:] == ["Name", "Mail", "wellspent extra cell 3"]
    assert (first[-1], second[-1]) == ("", "lost?")


def test_other_table_is_left_as_it_is() -> None:
    batch = RawBatch("f.csv", ("Name",), 2, [["'=1"]])
    assert without_reasons(batch) is batch


def test_columns_of_ours_go_wherever_a_spreadsheet_has_put_them() -> None:
    header = ("Name", "Wellspent Reason ", "Mail", "wellspent extra cell 3")
    rows = [["Ada", "no address", "a@acme.example", ""], ["Bo", "too wide", "x", "lost?"]]
    batch = without_reasons(RawBatch("mended.csv", header, 2, rows))
    assert batch.header == ("Name", "Mail")
    assert batch.rows == [["Ada", "a@acme.example"], ["Bo", "x"]]
    assert [(odd.index, odd.extra, odd.refuse) for odd in batch.odd_rows] == [(1, ("lost?",), True)]
