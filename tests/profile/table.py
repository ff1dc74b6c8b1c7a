"""Small tables for tests, typed as the product types them."""

from collections.abc import Mapping, Sequence

from wellspent.clean.columns import columns_from_batches
from wellspent.records.cases import Column
from wellspent.records.raw import RawBatch


def columns(table: Mapping[str, Sequence[object]]) -> tuple[Column, ...]:
    """The columns of a table that is written as header: cells."""
    cells = [[str(cell) for cell in column] for column in table.values()]
    rows = [list(row) for row in zip(*cells, strict=True)]
    return columns_from_batches([RawBatch("table.csv", tuple(table), 2, rows)])
