"""Column types that mean the same on SQLite and PostgreSQL."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, cast

from sqlalchemy import JSON, BigInteger, DateTime, Integer, Numeric, String, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from wellspent.records.attribute import AttributeValue

DATE_MARK = "$at"
"""In the JSON of attributes a date is `{"$at": "2026-01-31T09:00:00+00:00"}`."""

Number = BigInteger().with_variant(Integer(), "sqlite")
"""A record's number; SQLite only counts up by itself for its own INTEGER."""

SortText = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that is compared byte by byte on every database, so that pages break at the same place."""

JsonDocument = JSON().with_variant(JSONB(), "postgresql")


class UtcTime(TypeDecorator[datetime]):
    """A moment, in UTC. On SQLite ISO 8601 text of one width, which sorts as time does."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return text on SQLite, a time with zone elsewhere."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(32))
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Return the moment in UTC, as this database keeps it; ValueError without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone can't be stored: {value.isoformat()}")
        utc = value.astimezone(UTC)
        return utc.isoformat(timespec="microseconds") if dialect.name == "sqlite" else utc

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the moment, in UTC."""
        if value is None:
            return None
        moment = datetime.fromisoformat(value) if isinstance(value, str) else cast(datetime, value)
        return moment.astimezone(UTC)


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal number with all its digits. Text on SQLite, which has no decimals."""

    impl = Numeric()
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return text on SQLite, numeric elsewhere."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(64))
        return dialect.type_descriptor(Numeric())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        """Return the number as this database keeps it."""
        if value is None:
            return None
        return f"{value:f}" if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        """Return the number."""
        return None if value is None else Decimal(value)


class Attributes(TypeDecorator[Mapping[str, AttributeValue]]):
    """Attribute values by name, as JSON."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return JSON, on PostgreSQL the sort that can be indexed."""
        return dialect.type_descriptor(JSONB() if dialect.name == "postgresql" else JSON())

    def process_bind_param(
        self,
        value: Mapping[str, AttributeValue] | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> dict[str, Any]:
        """Return what JSON can hold."""
        return attributes_to_json(value or {})

    def process_result_value(
        self,
        value: Any,
        dialect: Dialect,  # noqa: ARG002
    ) -> dict[str, AttributeValue]:
        """Return the attribute values, dates as dates."""
        return attributes_from_json(value or {})


def attributes_to_json(attributes: Mapping[str, AttributeValue]) -> dict[str, Any]:
    """Return attribute values as JSON holds them; a number that isn't finite is left out."""
    return {
        storable_text(name): _to_json(value)
        for name, value in attributes.items()
        if not (isinstance(value, float) and not math.isfinite(value))
    }


def _to_json(value: AttributeValue) -> Any:
    if isinstance(value, str):
        return storable_text(value)
    if isinstance(value, datetime):
        return {DATE_MARK: value.astimezone(UTC).isoformat()}
    return value


def attributes_from_json(document: Mapping[str, Any]) -> dict[str, AttributeValue]:
    """Return the attribute values that `attributes_to_json` wrote."""
    return {name: _from_json(value) for name, value in document.items()}


def _from_json(value: Any) -> AttributeValue:
    if isinstance(value, dict):
        return datetime.fromisoformat(cast(dict[str, str], value)[DATE_MARK])
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return cast(AttributeValue, value)


def storable_text(value: str) -> str:
    """Return text that both databases take: no NUL, no half of a surrogate pair."""
    if "\x00" in value:
        value = value.replace("\x00", "")
    return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
