"""Columns and indexes as the store's tables are made of them."""

from typing import Any

from sqlalchemy import Column, ForeignKey, Index, MetaData, Table, Text, text

from wellspent.store.column_types import Number, UtcTime

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def text_column(name: str) -> Column[Any]:
    """Return a column of text that is empty rather than missing."""
    return Column(name, Text, nullable=False, server_default="")


def time_column(name: str) -> Column[Any]:
    """Return a column of moments that may be unknown."""
    return Column(name, UtcTime)


def link_column(name: str, refers_to: str) -> Column[Any]:
    """Return a column with another row's number, which is forgotten when that row goes."""
    return Column(name, Number, ForeignKey(f"{refers_to}.number", ondelete="SET NULL"))


def owner_column(name: str, refers_to: str) -> Column[Any]:
    """Return a column with the number of the row that this one belongs to, and goes with."""
    owner = ForeignKey(f"{refers_to}.number", ondelete="CASCADE")
    return Column(name, Number, owner, nullable=False)


def owner_key(name: str, refers_to: str) -> Column[Any]:
    """Return the key of a row that is one with another: its number, and it goes with it."""
    owner = ForeignKey(f"{refers_to}.number", ondelete="CASCADE")
    return Column(name, Number, owner, primary_key=True, autoincrement=False)


def counted(name: str = "number") -> Column[Any]:
    """Return the column of a row's own number, which counts up and is never given twice."""
    return Column(name, Number, primary_key=True, autoincrement=True)


def partial_index(name: str, table: Table, *columns: str, where: str) -> Index:
    """Return an index of those rows that a condition holds for."""
    return Index(
        name,
        *(table.c[column] for column in columns),
        sqlite_where=text(where),
        postgresql_where=text(where),
    )
