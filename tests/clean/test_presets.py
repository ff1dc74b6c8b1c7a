import pytest

from wellspent.clean.presets import generic_preset, preset_from_toml, read_presets
from wellspent.errors import MappingError
from wellspent.records.source import RecordKind


@pytest.mark.parametrize("preset", read_presets(), ids=lambda preset: preset.name)
def test_preset_means_each_header_once(preset):
    parts = [header for headers in preset.fields.values() for header in headers]
    parts += preset.leave_out
    if not preset.is_generic():
        assert len(parts) == len(set(parts))


@pytest.mark.parametrize("preset", read_presets(), ids=lambda preset: preset.name)
def test_preset_knows_the_headers_that_it_is_recognised_by(preset):
    known = {header for headers in preset.fields.values() for header in headers}
    known.update(preset.first_name, preset.last_name, preset.leave_out)
    assert set(preset.recognise) <= known


@pytest.mark.parametrize("kind", RecordKind)
def test_every_kind_of_record_has_a_generic_preset(kind):
    assert generic_preset(kind).is_generic()


@pytest.mark.parametrize("line", ['colour = "red"', '[fields]\ncolour = ["red"]'])
def test_unknown_key_or_field_in_a_preset_is_an_error(line):
    text = f'name = "x"\nrecord_kind = "lead"\n{line}'
    if "[fields]" not in line:
        text += "\n[fields]"
    with pytest.raises(MappingError, match="colour"):
        preset_from_toml(text, "x.toml")
