import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.collect.write_files import write_workbook
from wellspent.collect import workbook_size
from wellspent.collect.open_file import list_tables
from wellspent.collect.workbook_size import most_cells, most_text
from wellspent.errors import TooLarge


def replaced(path: Path, parts: dict[str, str]) -> Path:
    """Return a copy of a workbook with other parts in place of its own."""
    made = path.with_name("made.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *parts}:
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return made


def sheet(cells: str) -> dict[str, str]:
    start = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return {"xl/worksheets/sheet1.xml": f"{start}<sheetData>{cells}</sheetData></worksheet>"}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_workbook(tmp_path / "book.xlsx", {"One": [["a", "b"], ["1", "2"], ["3", "4"]]})


@pytest.mark.parametrize("chunk", [1, 7, 64, 1024 * 1024])
def test_cells_are_counted_from_corner_to_corner(
    book: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(workbook_size, "CHUNK", max(chunk, 64))
    far = '<row r="1"><c r="A1"/></row><row r="900"><c s="1" r="AB900"><v>1</v></c></row>'
    with zipfile.ZipFile(book) as archive:
        assert most_cells(archive) == 6
    with zipfile.ZipFile(replaced(book, sheet(far))) as archive:
        assert most_cells(archive) == 900 * 28


def test_two_cells_far_apart_are_refused_before_memory_is_taken(book: Path) -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row>'
    far += '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(TooLarge, match="spans 17,179,869,184 cells") as refused:
        list_tables(replaced(book, sheet(far)))
    assert "CSV" in refused.value.next_step


def test_long_text_in_many_cells_is_refused(book: Path) -> None:
    text = "long " * 6_000
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 50_000))
    shared = f"<sst><si><t>{text}</t></si></sst>"
    made = replaced(book, {**sheet(cells), "xl/sharedStrings.xml": shared})
    with pytest.raises(TooLarge, match="come to 1,4"):
        list_tables(made)


def test_one_long_text_among_many_short_ones_is_none_too_many(book: Path) -> None:
    cells = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>{int(n > 1)}</v></c></row>' for n in range(1, 50_000)
    )
    shared = f"<sst><si><t>{'long ' * 6_000}</t></si><si><t>short</t></si></sst>"
    made = replaced(book, {**sheet(cells), "xl/sharedStrings.xml": shared})
    with zipfile.ZipFile(made) as archive:
        assert most_text(archive) < 3_000_000


@given(st.text("<c r=\"'AZ19>/ :vsi", max_size=400))
def test_any_text_can_be_looked_through(text: str) -> None:
    pieces = [workbook_size.COLUMN.findall(text.encode()), workbook_size.ROW.findall(text.encode())]
    assert all(isinstance(piece, list) for piece in pieces)
