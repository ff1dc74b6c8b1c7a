import re
from decimal import Decimal
from pathlib import Path

import pytest

from wellspent.clean.make_records import make_records
from wellspent.clean.record_fields import FIELDS, MAKERS, FieldKind
from wellspent.records.account import Account
from wellspent.records.lead import Lead
from wellspent.records.money import Money


def test_records_made_together_are_those_made_one_by_one():
    names, employees = ["Ada", "Ben"], [12.0, None]
    bags = [{"colour": "red"}, {}]
    made = make_records(Lead, 2, {"name": names, "employees": employees, "attributes": bags})
    assert made == [
        Lead(name="Ada", employees=12.0, attributes={"colour": "red"}),
        Lead(name="Ben"),
    ]


def test_record_without_attributes_gets_a_bag_of_its_own():
    first, second = make_records(Lead, 2, {})
    assert first == Lead()
    assert first.attributes is not second.attributes


def test_records_can_be_hashed_and_compared_as_ever():
    revenue = Money(Decimal(5), "EUR")
    (made,) = make_records(Account, 1, {"name": ["Acme"], "annual_revenue": [revenue]})
    assert made == Account(name="Acme", annual_revenue=revenue)


def test_field_without_value_or_default_is_an_error():
    with pytest.raises(TypeError, match="'name'"):
        make_records(Account, 1, {})


@pytest.mark.parametrize("kind", MAKERS, ids=str)
def test_every_field_that_a_column_can_go_to_is_one_of_the_record(kind):
    there = set(MAKERS[kind].__dataclass_fields__)
    wanted = {name for name, one in FIELDS[kind].items() if one is not FieldKind.CURRENCY}
    assert wanted <= there


def test_reference_page_lists_every_field():
    page = Path(__file__).parents[2].joinpath("docs/reference/file-formats.md").read_text("utf-8")
    rows = {
        kind: re.findall(r"`(\w+)`", line)
        for kind, line in re.findall(r"^\| (\w+) \| ((?:`\w+` ?)+)\|$", page, re.MULTILINE)
    }
    assert rows == {kind.value: list(fields) for kind, fields in FIELDS.items()}
