import pytest
from starlette.datastructures import FormData

from wellspent.clean.record_fields import FIELDS
from wellspent.records.mapping import ColumnMapping, Mapping
from wellspent.records.source import RecordKind
from wellspent.serve.web.mapping_form import field_choices, mapping_from


@pytest.mark.parametrize("kind", RecordKind)
def test_every_field_that_a_mapping_may_name_can_be_chosen(kind: RecordKind):
    assert [name for name, _ in field_choices(kind)] == list(FIELDS[kind])


@pytest.mark.parametrize("field", ["lead_id", "currency"])
def test_deal_column_becomes_its_lead_or_its_currency(field: str):
    left_out = ColumnMapping(column="Some column")
    named = ColumnMapping(column="Deal", field="external_id")
    proposed = Mapping(name="deals", record_kind=RecordKind.DEAL, columns=(named, left_out))
    form = FormData(
        [
            ("column", "Deal"), ("target", "field:external_id"),
            ("column", "Some column"), ("target", f"field:{field}"),
            ("currency", "USD"), ("time_zone", "UTC"),
        ]
    )  # fmt: skip
    assert mapping_from(form, proposed).columns[1].field == field
