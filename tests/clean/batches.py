"""Small raw batches for tests."""

from wellspent.records.raw import OddRow, RawBatch


def batch(
    header: str, *rows: str, odd: tuple[OddRow, ...] = (), file: str = "file.csv"
) -> RawBatch:
    """Return a batch from a header and rows written with `|` between the cells."""
    return RawBatch(
        file=file,
        header=tuple(header.split("|")),
        first_row=2,
        rows=[row.split("|") for row in rows],
        position=len(rows),
        odd_rows=odd,
    )
