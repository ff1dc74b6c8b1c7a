from datetime import UTC, datetime
from decimal import Decimal

import numpy as np

from wellspent.profile.account_columns import account_cases
from wellspent.records.account import Account
from wellspent.records.attribute import AttributeKind
from wellspent.records.money import Money


def test_fields_and_attributes_become_typed_columns() -> None:
    cases = account_cases(
        [
            Account(name="A", id="1", industry="Food", employees=20.0, attributes={"export": True}),
            Account(
                name="B",
                id="2",
                annual_revenue=Money(Decimal(900), "EUR"),
                attributes={"plants": 3.0, "seen": datetime(2026, 1, 1, tzinfo=UTC), "mixed": "x"},
            ),
            Account(name="C", id="3", attributes={"mixed": 2.0}),
        ]
    )
    kinds = {column.name: column.kind for column in cases.columns}
    assert kinds == {
        "export": AttributeKind.FLAG,
        "industry": AttributeKind.CATEGORY,
        "employees": AttributeKind.NUMBER,
        "plants": AttributeKind.NUMBER,
        "mixed": AttributeKind.CATEGORY,
        "annual_revenue_eur": AttributeKind.NUMBER,
    }
    assert np.array_equal(cases.column("employees").values, [20, np.nan, np.nan], equal_nan=True)
    assert cases.column("export").values.tolist() == [1, -1, -1]
    assert cases.column("mixed").levels == ("2.0", "x")
    assert list(cases.keys) == ["1", "2", "3"]


def test_no_accounts_give_no_columns() -> None:
    assert account_cases([]).columns == ()
