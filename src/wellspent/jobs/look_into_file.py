"""Look into a file: its tables, and some values of each column, to choose a mapping by."""

from pathlib import Path

from wellspent.collect.open_file import list_tables, read_batches

ROWS = 500
LONGEST = 60


def table_names(path: Path) -> list[str]:
    """Return the names of the tables in a file. Raises `FileUnreadable` where there are none."""
    return list_tables(path)


def sample_values(
    path: Path, *, table: str | None = None, most: int = 3
) -> dict[str, tuple[str, ...]]:
    """Return some different values of each column, by its header, from the table's first rows."""
    batch = next(read_batches(path, table, batch_rows=ROWS), None)
    if batch is None:
        return {}
    samples: dict[str, dict[str, None]] = {name: {} for name in batch.header}
    for row in batch.rows:
        for name, cell in zip(batch.header, row, strict=False):
            value = cell.strip()
            if value and len(samples[name]) < most:
                samples[name][_shortened(value)] = None
    return {name: tuple(values) for name, values in samples.items()}


def _shortened(value: str) -> str:
    return value if len(value) <= LONGEST else value[: LONGEST - 1] + "…"
