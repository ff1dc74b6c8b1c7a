import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.clean.enquiry_fields import lead_from_fields
from wellspent.clean.form_mapping import (
    FOR_ANY,
    form_mapping,
    form_mapping_from_toml,
    form_mappings,
)
from wellspent.collect.nested import flat_fields
from wellspent.errors import MappingError
from wellspent.records.lead import Lead

FOLDER = Path(__file__).parent.parent / "cases" / "clean" / "forms"
CASES = sorted(path.stem for path in FOLDER.glob("*.json"))


@pytest.mark.parametrize("name", CASES)
def test_form_becomes_the_lead_that_it_says(name: str) -> None:
    case = json.loads((FOLDER / f"{name}.json").read_text())
    fields = case["fields"] if "fields" in case else flat_fields(case["body"])
    lead = lead_from_fields(fields, form_mapping(case["mapping"]), source="")
    assert lead == Lead(**case["lead"], attributes=case["attributes"])


def test_every_tool_has_a_case_and_documentation() -> None:
    tools = {json.loads((FOLDER / f"{name}.json").read_text())["mapping"] for name in CASES} - {""}
    assert tools == form_mappings().keys() - {FOR_ANY}
    assert all(form_mapping(tool).documentation.startswith("https://") for tool in tools)


def test_source_is_the_site_where_the_form_names_none() -> None:
    assert lead_from_fields({"email": "a@b.example"}, source="shop").source == "shop"


@pytest.mark.parametrize("name", ["typefrom", "any", "../any"])
def test_unknown_tool_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(MappingError, match="typeform"):
        form_mapping(name)


@pytest.mark.parametrize(
    "text", ["nam = 'x'", "[fields]\nowner = ['x']", "[answers]\neach = 'x'\nlabl = 'y'", "= 1"]
)
def test_unknown_key_of_a_mapping_is_an_error(text: str) -> None:
    with pytest.raises(MappingError):
        form_mapping_from_toml(text, where="test")


@pytest.mark.parametrize("tool", ["", *sorted(form_mappings().keys() - {FOR_ANY})])
@given(fields=st.dictionaries(st.text(max_size=40), st.text(max_size=60), max_size=12))
def test_anything_becomes_a_lead(tool: str, fields: dict[str, str]) -> None:
    lead = lead_from_fields(fields, form_mapping(tool), source="shop")
    assert lead.outcome == "open"
    assert lead.owner == lead.external_id == ""


@given(
    st.dictionaries(
        st.text("abcdefgh ", min_size=1, max_size=12).filter(str.strip),
        st.text("xyz", min_size=1, max_size=20),
        min_size=1,
        max_size=8,
    )
)
def test_nothing_that_was_said_is_lost(fields: dict[str, str]) -> None:
    lead = lead_from_fields(fields)
    kept = " ".join([*map(str, lead.attributes.values()), lead.message, lead.name, lead.phone,
                     lead.company, lead.title, lead.region, lead.source, lead.industry,
                     lead.website])  # fmt: skip
    assert all(text in kept for text in fields.values())
