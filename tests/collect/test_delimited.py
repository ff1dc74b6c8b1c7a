import csv
import io
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellspent.collect.dialect import find_dialect
from wellspent.collect.encoding import find_encoding
from wellspent.collect.open_file import open_table, read_batches
from wellspent.errors import FileUnreadable

FOLDER = Path(__file__).parent.parent / "cases" / "collect"
TABLES = tomllib.loads((FOLDER / "tables.toml").read_text("utf-8"))["table"]


@pytest.mark.parametrize("case", TABLES, ids=lambda case: case["name"])
def test_table_is_read_as_it_is_meant(case, tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes(case["text"].encode(case.get("encoding", "utf-8")))
    batches = list(read_batches(path))
    rows = [list(row) for batch in batches for row in batch.rows]
    odd = [
        {"index": one.index, "refuse": one.refuse}
        | ({"extra": list(one.extra)} if one.extra else {})
        for batch in batches
        for one in batch.odd_rows
    ]
    numbers = [batch.row_number(i) for batch in batches for i in range(len(batch.rows))]
    first = case.get("first_row", 2)
    with open_table(path) as table:
        assert list(table.header) == case["header"]
    assert rows == case["rows"]
    assert odd == case.get("odd", [])
    assert numbers == case.get("numbers", list(range(first, first + len(rows))))


def test_nul_bytes_are_taken_out(tmp_path):
    path = tmp_path / "padded.csv"
    path.write_bytes(b"a,b\n1\x00,2\x00\x00\n" + b"\x00" * 3_000_000 + b"3,4\n")
    assert [list(row) for batch in read_batches(path) for row in batch.rows] == [
        ["1", "2"],
        ["3", "4"],
    ]


def test_byte_that_is_not_utf_8_far_down_becomes_the_windows_letter(tmp_path):
    path = tmp_path / "mixed.csv"
    good = "Käthe;Köln\n" * 50_000
    path.write_bytes(f"name;city\n{good}".encode() + b"J\xfcrgen;Bonn\n")
    last = list(read_batches(path))[-1].rows[-1]
    assert list(last) == ["Jürgen", "Bonn"]


def test_cell_that_never_ends_is_an_error_that_says_where(tmp_path):
    path = tmp_path / "endless.csv"
    path.write_text('a,b\n1,2\n3,"' + "x,y\n" * 1_500_000)
    with pytest.raises(FileUnreadable) as raised:
        list(read_batches(path))
    assert "endless.csv, line" in raised.value.where
    assert "never closed" in raised.value.next_step


CELLS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t"), max_size=12
)
HEADER = ["key", "first column", "second column", "third column"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=6))
def test_table_that_was_quoted_properly_is_read_back(tmp_path_factory, delimiter, encoding, rows):
    written = [[f"row {number}", *cells] for number, cells in enumerate(rows)]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([HEADER, *written])
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    assert [list(row) for batch in read_batches(path) for row in batch.rows] == written


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_an_error_for_a_person(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "bytes.csv"
    path.write_bytes(data)
    try:
        rows = [row for batch in read_batches(path) for row in batch.rows]
    except FileUnreadable as error:
        told = error.next_step
    else:
        told = all(any(row) for row in rows)
    assert told


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", ["a", ",", '"', '"a', "\n", ";,", "a\t", "\\", "=", " ", "1,"])
def test_dialect_of_a_hostile_text_is_found_at_once(piece):
    find_dialect(piece * (256 * 1024 // len(piece)))


@pytest.mark.parametrize(
    ("sample", "encoding"),
    [
        (b"", "utf-8"),
        (b"plain", "utf-8"),
        ("größe".encode()[:-2], "utf-8"),
        ("naïve".encode("utf-16"), "utf-16"),
        ("name,city\n".encode("utf-16-be"), "utf-16-be"),
        ("naïve".encode("utf-32"), "utf-32"),
    ],
)
def test_encoding_is_found_from_the_first_bytes(sample, encoding):
    assert find_encoding(sample) == encoding
