"""Accounts side by side: their fields and attributes as columns, for comparing."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from wellspent.records.account import Account
from wellspent.records.attribute import AttributeKind, AttributeValue
from wellspent.records.cases import Cases, Column


def account_cases(accounts: Sequence[Account]) -> Cases:
    """Return a row per account, a column per field or attribute that any of them has.

    Annual revenue is a number only where all accounts that have one share a currency. Values of
    dates and of mixed kinds are left out or become words.
    """
    rows = [_values(account) for account in accounts]
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = (_column(name, [row.get(name) for row in rows]) for name in names)
    return Cases(
        columns=tuple(column for column in columns if column is not None),
        rows=len(accounts),
        keys=[account.id for account in accounts],
    )


def _values(account: Account) -> dict[str, AttributeValue]:
    revenue = account.annual_revenue
    fixed: dict[str, AttributeValue | None] = {
        "industry": account.industry or None,
        "employees": account.employees,
        f"annual_revenue_{revenue.currency.lower()}" if revenue else "annual_revenue": (
            float(revenue.amount) if revenue else None
        ),
        "country": account.country or None,
        "region": account.region or None,
        "city": account.city or None,
    }
    known = {name: value for name, value in fixed.items() if value is not None}
    return {**account.attributes, **known}


def _column(name: str, values: Sequence[AttributeValue | None]) -> Column | None:
    label = name.replace("_", " ")
    filled = [value for value in values if value is not None]
    if any(isinstance(value, datetime) for value in filled):
        return None
    if all(isinstance(value, bool) for value in filled):
        codes = [-1 if value is None else int(bool(value)) for value in values]
        return Column(name, AttributeKind.FLAG, np.array(codes, np.int32), ("no", "yes"), label)
    if all(isinstance(value, int | float) for value in filled):
        numbers = [float(value) if isinstance(value, int | float) else np.nan for value in values]
        return Column(name, AttributeKind.NUMBER, np.array(numbers, np.float64), (), label)
    levels = sorted({str(value) for value in filled})
    places = {level: place for place, level in enumerate(levels)}
    codes = [-1 if value is None else places[str(value)] for value in values]
    return Column(name, AttributeKind.CATEGORY, np.array(codes, np.int32), tuple(levels), label)
