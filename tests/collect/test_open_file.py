import gzip
import json
import zipfile
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.collect.write_files import write_workbook, write_zip
from wellspent.collect import limits
from wellspent.collect.open_file import list_tables, open_table, read_batches
from wellspent.collect.workbook import cell_as_text
from wellspent.errors import FileUnreadable, InputError, TooLarge

CSV = b"name,city\nAda,Bonn\nBen,Jena\n"
ROWS = [["Ada", "Bonn"], ["Ben", "Jena"]]


def header_of(path: Path) -> tuple[str, ...]:
    with open_table(path) as table:
        return table.header


def rows_of(path, table=None, **more):
    return [list(row) for batch in read_batches(path, table, **more) for row in batch.rows]


@pytest.fixture
def file(tmp_path):
    def write(name, data):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return write


def test_gzip_is_taken_off(file):
    path = file("people.csv.gz", gzip.compress(CSV))
    assert (list_tables(path), rows_of(path)) == (["people"], ROWS)


def test_zip_of_several_tables_is_read_table_by_table(tmp_path):
    path = write_zip(
        tmp_path / "export.zip",
        {
            "contacts.csv": CSV,
            "sub/deals.csv.gz": gzip.compress(b"deal,stage\nA,won\n"),
            "more.jsonl": b'{"a": 1}\n',
            "__MACOSX/._contacts.csv": b"\x00\x05",
            "readme.pdf": b"%PDF-1.7",
            "empty/": b"",
        },
    )
    assert list_tables(path) == ["contacts.csv", "sub/deals.csv.gz", "more.jsonl"]
    assert rows_of(path, "contacts.csv") == ROWS
    assert rows_of(path, "sub/deals.csv.gz") == [["A", "won"]]
    assert next(read_batches(path, "more.jsonl")).file == "export.zip: more.jsonl"


def test_several_tables_need_a_name(tmp_path):
    path = write_zip(tmp_path / "export.zip", {"a.csv": CSV, "b.csv": CSV})
    with pytest.raises(InputError, match="several tables") as raised:
        rows_of(path)
    assert "'a.csv', 'b.csv'" in raised.value.tried
    with pytest.raises(InputError, match=r"no table 'c\.csv'"):
        rows_of(path, "c.csv")


def test_member_with_a_path_out_of_the_archive_is_only_a_label(tmp_path):
    path = write_zip(tmp_path / "sly.zip", {"../../etc/evil.csv": CSV, "/etc/other.csv": CSV})
    assert rows_of(path, "../../etc/evil.csv") == ROWS
    assert [entry.name for entry in tmp_path.iterdir()] == ["sly.zip"]


def test_names_that_would_steer_a_terminal_lose_their_control_characters(tmp_path):
    path = write_zip(tmp_path / "x.zip", {"a\x1b[2Jb.csv": b"n\x1b[2Jm,c\n1,2\n"})
    assert list_tables(path) == ["a[2Jb.csv"]
    (batch,) = read_batches(path, "a[2Jb.csv")
    assert (batch.header, batch.file) == (("n[2Jm", "c"), "x.zip: a[2Jb.csv")


@pytest.mark.parametrize("pack", ["gzip", "zip"])
def test_bomb_is_stopped(tmp_path, monkeypatch, pack):
    monkeypatch.setattr(limits, "UNPACKED_WITHOUT_QUESTION", 1_000_000)
    bomb = b"a,b\n" + b"1,2\n" * 1_000_000
    if pack == "gzip":
        path = tmp_path / "bomb.csv.gz"
        path.write_bytes(gzip.compress(bomb))
    else:
        path = write_zip(tmp_path / "bomb.zip", {"bomb.csv": bomb})
    with pytest.raises(TooLarge, match="zip bomb"):
        rows_of(path)


def test_packed_file_that_must_be_spooled_has_a_limit_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_SPOOLED", 200)
    pq.write_table(pa.table({"a": list(range(1000))}), tmp_path / "a.parquet")
    path = write_zip(tmp_path / "a.zip", {"a.parquet": (tmp_path / "a.parquet").read_bytes()})
    with pytest.raises(TooLarge, match="which is the limit"):
        rows_of(path)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (datetime(2024, 5, 31, tzinfo=UTC).replace(tzinfo=None), "2024-05-31"),
        (datetime(2024, 5, 31, 14, 30, tzinfo=UTC).replace(tzinfo=None), "2024-05-31 14:30:00"),
        (date(2024, 5, 31), "2024-05-31"),
        (time(14, 30), "14:30:00"),
        (timedelta(hours=1, minutes=5), "1:05:00"),
        (3.0, "3"),
        (0.1, "0.1"),
        (-2, "-2"),
        (True, "TRUE"),
        ("as it is ", "as it is "),
    ],
)
def test_cell_of_a_workbook_is_written_as_a_csv_export_would(cell, text):
    assert cell_as_text(cell) == text


def test_workbook_that_unpacks_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_WORKBOOK", 0)
    rows = [["a", "b"]] + [["1", "2"]] * 20_000
    path = write_workbook(tmp_path / "big.xlsx", {"One": rows})
    with pytest.raises(TooLarge, match="The workbook unpacks"):
        rows_of(path)


def test_sheets_of_a_workbook_are_tables_with_cells_as_a_csv_export_writes_them(tmp_path):
    path = write_workbook(
        tmp_path / "book.xlsx",
        {
            "People": [
                ["name", "age", "share", "member"],
                ["Ada", 36, 0.25, True],
                ["Ben", 7.0, 1e20, False],
            ],
            "Empty": [],
            "Places": [["city"], ["Bonn"]],
        },
    )  # fmt: skip
    assert list_tables(path) == ["People", "Places"]
    assert rows_of(path, "People") == [
        ["Ada", "36", "0.25", "TRUE"],
        ["Ben", "7", "1e+20", "FALSE"],
    ]
    assert next(read_batches(path, "Places")).file == "book.xlsx: Places"


def test_title_above_a_sheets_table_is_skipped_and_rows_keep_their_numbers(tmp_path):
    rows = [["Leads of May"], [], ["a", "b", "c"], ["1", "2", "3"], ["", "", ""], ["4", "5", "6"]]
    path = write_workbook(tmp_path / "book.xlsx", {"One": rows})
    (batch,) = read_batches(path)
    assert batch.header == ("a", "b", "c")
    assert [batch.row_number(index) for index in range(len(batch.rows))] == [4, 6]


def test_workbook_in_a_zip_is_opened(tmp_path):
    book = write_workbook(tmp_path / "b.xlsx", {"One": [["a"], ["1"]], "Two": [["b"], ["2"]]})
    path = write_zip(tmp_path / "packed.zip", {"b.xlsx": book.read_bytes()})
    assert list_tables(path) == ["b.xlsx/One", "b.xlsx/Two"]
    assert rows_of(path, "b.xlsx/Two") == [["2"]]


JSON_ROWS = [
    {"id": 1, "properties": {"email": "ada@acme.example", "tags": ["a", "b"]}},
    {"id": 2.5, "properties": {"email": None, "won": True}, "note": "x\ny"},
]
JSON_HEADER = ("id", "properties.email", "properties.tags", "properties.won", "note")
JSON_CELLS = [
    ["1", "ada@acme.example", "a; b", "", ""],
    ["2.5", "", "", "true", "x\ny"],
]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(map(json.dumps, JSON_ROWS)),
        "\n\n".join(map(json.dumps, JSON_ROWS)) + "\n\n",
        json.dumps(JSON_ROWS),
        json.dumps(JSON_ROWS, indent=2),
        "\ufeff" + json.dumps(JSON_ROWS),
    ],
    ids=["lines", "empty lines", "array", "indented array", "byte order mark"],
)
def test_json_lines_and_arrays_are_tables_of_all_their_keys(file, text):
    path = file("rows.json", text)
    assert header_of(path) == JSON_HEADER
    assert rows_of(path) == JSON_CELLS


def test_json_longer_than_a_piece_is_read_whole(file):
    rows = [{"n": number, "text": "ä" * 50} for number in range(20_000)]
    path = file("long.json", json.dumps(rows, ensure_ascii=False))
    assert [row[0] for row in rows_of(path)] == [str(number) for number in range(20_000)]


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ('{"a": 1}\n{"a": ', 2),
        ('[{"a": 1}, {"a": 2}', 3),
        ('{"a": 1}\n7\n', 2),
        ('{"a": 1}\n{"a" 2}\n', 2),
        ('{"a": 1, "b": ' + "[" * 5000, 1),
    ],
)
def test_broken_json_says_which_record(file, text, record):
    with pytest.raises(FileUnreadable, match=f"Record {record} isn't valid JSON"):
        rows_of(file("broken.jsonl", text))


def test_json_nested_beyond_reason_is_an_error_not_a_crash(file):
    text = '{"a": ' * 100_000
    with pytest.raises(FileUnreadable):
        rows_of(file("deep.json", text))


def test_parquet_is_read_as_a_csv_export_would_write_it(tmp_path):
    path = tmp_path / "rows.parquet"
    table = pa.table(
        {
            "n": [1, None],
            "x": [2.0, 0.5],
            "s": ["Ada", None],
            "d": [date(2024, 5, 31), None],
            "t": [datetime(2024, 5, 31, 14, 30, tzinfo=UTC), None],
            "m": [Decimal("1.50"), None],
            "b": [True, None],
            "l": [["a", "b"], None],
            "c": pa.array(["x", "y"]).dictionary_encode(),
        }
    )
    pq.write_table(table, path)
    assert rows_of(path) == [
        ["1", "2", "Ada", "2024-05-31", "2024-05-31T14:30:00+00:00", "1.50", "True",
         '["a", "b"]', "x"],
        ["", "0.5", "", "", "", "", "", "", "y"],
    ]  # fmt: skip


def test_packed_parquet_is_unpacked_to_a_file_first(tmp_path):
    pq.write_table(pa.table({"a": [1, 2]}), tmp_path / "a.parquet")
    data = (tmp_path / "a.parquet").read_bytes()
    path = write_zip(tmp_path / "a.zip", {"a.parquet": data})
    assert rows_of(path) == [["1"], ["2"]]


WRITERS = {
    "csv": lambda path, rows: path.write_text("n,m\n" + "".join(f"{a},{b}\n" for a, b in rows)),
    "jsonl": lambda path, rows: path.write_text(
        "".join(json.dumps({"n": a, "m": b}) + "\n" for a, b in rows)
    ),
    "parquet": lambda path, rows: pq.write_table(
        pa.table({"n": [a for a, _ in rows], "m": [b for _, b in rows]}), path
    ),
    "xlsx": lambda path, rows: write_workbook(path, {"One": [["n", "m"], *map(list, rows)]}),
    "csv.gz": lambda path, rows: path.write_bytes(
        gzip.compress(("n,m\n" + "".join(f"{a},{b}\n" for a, b in rows)).encode())
    ),
}


@pytest.mark.parametrize("kind", WRITERS)
def test_reading_can_stop_and_go_on_where_it_was(tmp_path, kind):
    path = tmp_path / f"rows.{kind}"
    WRITERS[kind](path, [(n, n * n) for n in range(1, 2_501)])
    whole = list(read_batches(path, batch_rows=400))
    for done in range(len(whole)):
        rest = list(read_batches(path, batch_rows=400, resume_at=whole[done].position))
        assert [list(map(list, one.rows)) for one in rest] == [
            list(map(list, one.rows)) for one in whole[done + 1 :]
        ]
        assert [one.first_row for one in rest] == [one.first_row for one in whole[done + 1 :]]


@pytest.mark.parametrize("kind", WRITERS)
def test_share_read_grows_to_one(tmp_path, kind):
    path = tmp_path / f"rows.{kind}"
    WRITERS[kind](path, [(n, n * n) for n in range(1, 2_501)])
    shares = [batch.share_read for batch in read_batches(path, batch_rows=500)]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_row_numbers_run_on_over_empty_lines_and_batches(file):
    text = "n,m\n" + "".join(f"{n},x\n" if n % 3 else "\n" for n in range(1, 31))
    numbers = [
        (batch.row_number(index), row[0])
        for batch in read_batches(file("gaps.csv", text), batch_rows=7)
        for index, row in enumerate(batch.rows)
    ]
    assert numbers == [(n + 1, str(n)) for n in range(1, 31) if n % 3]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", b"%PDF-1.7 ...", "a PDF document"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "a web page"),
        ("a.csv", b"", "it is empty"),
        ("a.csv", b" \n\n", "it is empty"),
        ("a.csv", bytes(range(1, 32)) * 100, "a binary file"),
        ("a.gz", gzip.compress(CSV, mtime=0)[:-12], "damaged"),
        ("a.gz", b"\x1f\x8b\x08\x00 nonsense", "damaged"),
        ("a.zip", b"PK\x03\x04 nonsense", "damaged"),
        ("a.parquet", b"PAR1 nonsense", "damaged"),
        ("a.json", b"[]", "no records"),
        ("a.sqlite", b"SQLite format 3\x00", "an SQLite database"),
    ],
)
def test_file_that_is_no_table_is_named_for_what_it_is(file, name, data, said):
    with pytest.raises(FileUnreadable) as raised:
        rows_of(file(name, data))
    assert said in raised.value.what
    assert name in raised.value.where
    assert raised.value.next_step


def test_workbook_that_is_damaged_is_an_error(tmp_path):
    whole = write_workbook(tmp_path / "a.xlsx", {"One": [["a"], ["1"]]})
    path = tmp_path / "b.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            target.writestr(name, b"<broken" if "sheet1" in name else source.read(name))
    with pytest.raises(FileUnreadable):
        rows_of(path)


def test_file_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(FileUnreadable, match="no such file"):
        list_tables(tmp_path / "none.csv")


def test_zip_without_any_table_says_what_was_in_it(tmp_path):
    path = write_zip(tmp_path / "x.zip", {"a.pdf": b"%PDF-1.7"})
    with pytest.raises(FileUnreadable, match="no table") as raised:
        list_tables(path)
    assert "a.pdf" in raised.value.tried


def test_zip_within_a_zip_is_not_opened(tmp_path):
    inner = write_zip(tmp_path / "inner.zip", {"a.csv": CSV})
    path = write_zip(tmp_path / "outer.zip", {"inner.zip": inner.read_bytes()})
    with pytest.raises(FileUnreadable, match="no table") as raised:
        list_tables(path)
    assert "zip file inside" in raised.value.tried


def test_zip_with_too_many_files_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MOST_PARTS", 3)
    path = write_zip(tmp_path / "x.zip", {f"{n}.csv": CSV for n in range(4)})
    with pytest.raises(TooLarge, match="holds 4 files"):
        list_tables(path)


def test_header_with_too_many_columns_is_refused(file, monkeypatch):
    monkeypatch.setattr(limits, "MOST_COLUMNS", 5)
    with pytest.raises(TooLarge, match="6 columns"):
        header_of(file("wide.csv", "a,b,c,d,e,f\n1,2,3,4,5,6\n"))


def test_name_of_a_column_is_cut_to_a_reasonable_length(file):
    header = header_of(file("long.csv", f"{'a' * 10_000},b,{'a' * 10_000}\n1,2,3\n"))
    assert header == ("a" * 500, "b", "a" * 500 + " (2)")


def test_folder_is_called_a_folder(tmp_path):
    with pytest.raises(FileUnreadable, match="folder, not a file"):
        list_tables(tmp_path)
