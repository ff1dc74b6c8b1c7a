"""Limits: what a file may ask of this machine."""

from typing import Final

UNPACKED_WITHOUT_QUESTION: Final = 64 * 1024**2
"""Bytes that any packed file may unpack to."""

LARGEST_RATIO: Final = 250
"""Above that many bytes, how many times its packed size a file may unpack to.

Exports of a CRM reach 5 to 40; a zip bomb 1,000.
"""

LARGEST_WORKBOOK: Final = 512 * 1024**2
"""Unpacked bytes of a workbook, which has to be held in memory as a whole."""

LARGEST_SHEET: Final = 4_000_000
"""Cells of a sheet from its first to its last row and column.

Measured: 3 million cells with short texts take 380 MB while they are read.
"""

LARGEST_SHEET_TEXT: Final = 256 * 1024**2
"""Bytes of text in the cells of a sheet, each of which has its own in memory."""

LARGEST_SPOOLED: Final = 8 * 1024**3
"""Bytes of a packed Parquet file or workbook that are unpacked to a temporary file."""

LARGEST_CELL: Final = 4 * 1024**2
"""Characters of one cell. Above it, most likely a quote was opened and never closed."""

LARGEST_JSON_OBJECT: Final = 16 * 1024**2
"""Characters of one JSON object, that is of one row."""

MOST_COLUMNS: Final = 4096

MOST_PARTS: Final = 1000
"""Files in one zip."""

LONGEST_NAME: Final = 500
"""Characters of a column's name; what is beyond is cut off."""
