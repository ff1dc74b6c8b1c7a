import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.clean.mapping_file import (
    mapping_from_toml,
    mapping_to_toml,
    read_mapping,
    write_mapping,
)
from wellspent.clean.record_fields import FIELDS
from wellspent.errors import MappingError
from wellspent.records.attribute import AttributeKind
from wellspent.records.mapping import ColumnMapping, Mapping
from wellspent.records.source import RecordKind

MAPPING = Mapping(
    name="Our leads",
    record_kind=RecordKind.LEAD,
    columns=(
        ColumnMapping("E-Mail", "email", reason="the header means it", certainty=0.9),
        ColumnMapping("Größe [\"m\"]", "", "size", AttributeKind.NUMBER),
        ColumnMapping("Left out"),
    ),
    decimal_comma=True,
    day_first=True,
    currency="EUR",
    time_zone="Europe/Berlin",
    outcome_won=("gewonnen",),
    outcome_lost=("verloren", "kein Interesse"),
)  # fmt: skip


def test_mapping_that_was_written_is_read_back(tmp_path):
    path = tmp_path / "mapping.toml"
    write_mapping(MAPPING, path)
    assert read_mapping(path) == MAPPING


def columns_of(kind):
    texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    return st.builds(
        ColumnMapping,
        column=texts,
        field=st.sampled_from(["", *FIELDS[kind]]),
        attribute=texts,
        kind=st.sampled_from([None, *AttributeKind]),
        reason=texts,
        certainty=st.floats(0, 1),
    )


@given(st.data(), st.sampled_from(RecordKind), st.booleans())
def test_any_mapping_is_read_back(data, kind, flag):
    columns = data.draw(st.lists(columns_of(kind), unique_by=lambda one: one.column, max_size=5))
    mapping = Mapping("any", kind, tuple(columns), decimal_comma=flag, day_first=not flag)
    assert mapping_from_toml(mapping_to_toml(mapping)) == mapping


def test_mapping_written_by_hand_needs_little():
    text = 'record_kind = "deal"\n[[columns]]\ncolumn = "Title"\nfield = "name"\n'
    assert mapping_from_toml(text) == Mapping(
        "", RecordKind.DEAL, (ColumnMapping("Title", "name"),)
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("record_kind = ", "isn't valid TOML"),
        ('record_kind = "leed"', "There is no record_kind 'leed'. Did you mean 'lead'?"),
        ("", "There is no record_kind 'None'."),
        ('record_kind = "lead"\ncurency = "EUR"', "no key 'curency'. Did you mean 'currency'?"),
        ('record_kind = "lead"\ndecimal_comma = "yes"', "`decimal_comma` must be a true or false"),
        ('record_kind = "lead"\ntime_zone = "Berlin"', "no time zone 'Berlin'"),
        ('record_kind = "lead"\ntime_zone = "../../etc/passwd"', "no time zone"),
        ('record_kind = "lead"\ncolumns = "all"', "`columns` must be a list"),
        ('record_kind = "lead"\ncolumns = ["a"]', "must be a table"),
        ('record_kind = "lead"\n[[columns]]\nfield = "email"', "`column` key"),
        ('record_kind = "lead"\n[[columns]]\ncolumn = "a"\nfeld = "x"', "Did you mean 'field'?"),
        ('record_kind = "lead"\n[[columns]]\ncolumn = "a"\nfield = "emial"', "mean 'email'?"),
        ('record_kind = "lead"\n[[columns]]\ncolumn = "a"\nkind = "colour"', "no kind 'colour'"),
        ('record_kind = "lead"\n[[columns]]\ncolumn = "a"\ncertainty = 2', "from 0 to 1"),
        ('record_kind = "lead"\n[[columns]]\ncolumn = "a"\n[[columns]]\ncolumn = "a"', "twice"),
    ],
)
def test_mistake_in_a_mapping_file_is_named(text, said):
    with pytest.raises(MappingError) as raised:
        mapping_from_toml(text, where="ours.toml")
    assert said in raised.value.what
    assert raised.value.where.startswith("ours.toml")


def test_mapping_file_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(MappingError, match="can't be read"):
        read_mapping(tmp_path / "none.toml")
