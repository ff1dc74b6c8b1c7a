"""Workbook size: how much memory a workbook would take, told from its zip before it is opened.

A sheet is held in memory as a whole, every cell from its first to its last row and column, and
each cell with a text of its own. So two cells far apart, or one long text in very many cells, cost
as much as a full sheet does, whatever the file's size. Read here in one pass and in flat memory.
"""

import re
import zipfile
from array import array
from collections.abc import Iterator
from typing import IO, Final

from wellspent.collect import limits

CHUNK: Final = 1024 * 1024
COLUMN: Final = re.compile(rb"""\sr=["']([A-Z]{1,3})\d""")
ROW: Final = re.compile(rb"""\sr=["'][A-Z]{0,3}(\d{1,7})["']""")
SHARED: Final = re.compile(rb"""\st=["']s["'][^<>]{0,200}>\s{0,9}<(?:\w{1,9}:)?v>(\d{1,9})<""")
END_OF_TEXT: Final = re.compile(rb"</(?:\w{1,9}:)?si>")


def unpacked_size(archive: zipfile.ZipFile) -> int:
    """Return how many bytes a workbook unpacks to, as its zip says."""
    return sum(info.file_size for info in archive.infolist())


def most_cells(archive: zipfile.ZipFile) -> int:
    """Return how many cells the workbook's largest sheet has from corner to corner."""
    return max((_cells(archive, name) for name in _sheets(archive)), default=0)


def most_text(archive: zipfile.ZipFile) -> int:
    """Return how many bytes of shared texts the cells of the wordiest sheet take at most.

    A text counts once for each cell that has it.
    """
    lengths = _lengths_of_texts(archive)
    if not lengths:
        return 0
    longest, sheets = max(lengths), _sheets(archive)
    bound = max((longest * (archive.getinfo(name).file_size // 12) for name in sheets), default=0)
    if bound <= limits.LARGEST_SHEET_TEXT:
        return bound
    return max((_text_of_sheet(archive, name, lengths) for name in sheets), default=0)


def _sheets(archive: zipfile.ZipFile) -> list[str]:
    return [n for n in archive.namelist() if "worksheets/" in n and n.lower().endswith(".xml")]


def _cells(archive: zipfile.ZipFile, name: str) -> int:
    """Return rows times columns, by what cells are called and by their count."""
    rows = columns = counted = in_row = 0
    with archive.open(name) as sheet:
        for piece in _pieces(sheet):
            first, *others = map(_count_cells, piece.split(b"<row"))
            columns = max([columns, in_row + first, *others])
            columns = max([columns, *map(_number_of, set(COLUMN.findall(piece)))])
            rows = max([rows, *map(int, set(ROW.findall(piece)))])
            counted += len(others)
            in_row = others[-1] if others else in_row + first
    return max(rows, counted) * columns


def _count_cells(row: bytes) -> int:
    return row.count(b"<c ") + row.count(b"<c>") + row.count(b"<c/")


def _number_of(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _lengths_of_texts(archive: zipfile.ZipFile) -> "array[int]":
    """Return the length of each shared text, with the little markup that is around it."""
    lengths = array("q")
    name = next((n for n in archive.namelist() if n.endswith("sharedStrings.xml")), "")
    if not name:
        return lengths
    read, last = 0, 0
    with archive.open(name) as texts:
        for piece in _pieces(texts):
            for end in END_OF_TEXT.finditer(piece):
                lengths.append(read + end.end() - last)
                last = read + end.end()
            read += len(piece)
    return lengths


def _text_of_sheet(archive: zipfile.ZipFile, name: str, lengths: "array[int]") -> int:
    total = 0
    with archive.open(name) as sheet:
        for piece in _pieces(sheet):
            places = map(int, SHARED.findall(piece))
            total += sum(lengths[place] for place in places if place < len(lengths))
    return total


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """Give the XML in pieces that end before a cell or at least before a tag."""
    rest = b""
    while chunk := stream.read(CHUNK):
        rest += chunk
        cut = max(rest.rfind(b"<c "), rest.rfind(b":c "), rest.rfind(b"</si>"))
        if cut <= 0:
            cut = rest.rfind(b"<")
        if cut <= 0:
            cut = len(rest)
        yield rest[:cut]
        rest = rest[cut:]
    yield rest
