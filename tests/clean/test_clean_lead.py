from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.clean.clean_lead import clean_lead
from wellspent.clean.rows import clean_batch
from wellspent.records.attribute import AttributeKind, AttributeValue
from wellspent.records.lead import Lead
from wellspent.records.mapping import ColumnMapping, Mapping
from wellspent.records.raw import RawBatch
from wellspent.records.source import RecordKind

KINDS = {
    "seats": AttributeKind.NUMBER,
    "trial": AttributeKind.FLAG,
    "asked": AttributeKind.DATE,
    "plan": AttributeKind.CATEGORY,
}
WRITTEN = {
    "name": " Ada   Example ",
    "email": "Ada <ADA@Acme.Example>",
    "phone": "030 123456",
    "company": "n/a",
    "industry": " Food  and drink",
    "country": "DE",
    "source": "unknown",
    "employees": "51-200",
    "message": " please call\n",
}


def imported(fields: dict[str, str], attributes: dict[str, str]) -> Lead:
    """Return the lead that an import makes of the same words."""
    columns = tuple(ColumnMapping(name, field=name) for name in fields) + tuple(
        ColumnMapping(name, attribute=name, kind=KINDS[name]) for name in attributes
    )
    row = [*fields.values(), *attributes.values()]
    batch = RawBatch("leads.csv", tuple(c.column for c in columns), 2, [row])
    [(_, lead)] = clean_batch(batch, Mapping("", RecordKind.LEAD, columns)).records
    assert isinstance(lead, Lead)
    return lead


def sent(fields: dict[str, str], attributes: dict[str, str]) -> Lead:
    rest = {name: text for name, text in fields.items() if name != "employees"}
    return Lead(**rest, attributes={**attributes, "employees": fields.get("employees", "")})  # pyright: ignore[reportArgumentType]


def test_lead_is_cleaned_as_an_import_cleans_its_words() -> None:
    attributes = {"seats": "1,200", "trial": "ja", "asked": "2026-03-02", "plan": " Gold  Plus"}
    lead = clean_lead(sent(WRITTEN, attributes), kinds=KINDS)
    assert lead == imported(WRITTEN, attributes)
    assert (lead.country, lead.phone, lead.email) == ("Germany", "+4930123456", "ada@acme.example")
    assert (lead.employees, lead.company, lead.source) == (125.5, "", "")


words = st.sampled_from(["", "n/a", "Acme", " two  words ", "DE", "unknown", "+49 30 123456", "é"])


@given(st.fixed_dictionaries({"name": st.just("Ada"), "company": words, "country": words,
                              "phone": words, "region": words, "title": words}))  # fmt: skip
def test_any_words_are_cleaned_as_by_an_import(fields: dict[str, str]) -> None:
    assert clean_lead(sent(fields, {}), kinds={}) == imported(fields, {})


@pytest.mark.parametrize(
    ("given_as", "value", "expected"),
    [
        ("Number of Seats", 12, {"number_of_seats": 12}),
        ("seats", "12", {"seats": 12.0}),
        ("seats", True, {"seats_as_written": "True"}),
        ("seats", "a dozen", {"seats_as_written": "a dozen"}),
        ("trial", 1, {"trial": True}),
        ("trial", False, {"trial": False}),
        ("plan", 3.0, {"plan": "3"}),
        ("plan", True, {"plan": "yes"}),
        ("plan", "n/a", {}),
        ("asked", datetime(2026, 3, 2, tzinfo=UTC), {"asked": datetime(2026, 3, 2, tzinfo=UTC)}),
    ],
)
def test_attribute_is_read_as_the_kind_that_it_has(
    given_as: str, value: AttributeValue, expected: dict[str, AttributeValue]
) -> None:
    assert clean_lead(Lead(attributes={given_as: value}), kinds=KINDS).attributes == expected


def test_what_cannot_be_read_stays_as_written() -> None:
    lead = Lead(email="not an address", phone="ext. 7", attributes={"Employees": "many"})
    assert clean_lead(lead, kinds={}) == replace(lead, attributes={"employees": "many"})


def test_same_names_are_kept_apart() -> None:
    lead = clean_lead(Lead(attributes={"Plan": "gold", "plan": "silver"}), kinds={})
    assert lead.attributes == {"plan": "gold", "plan_2": "silver"}
