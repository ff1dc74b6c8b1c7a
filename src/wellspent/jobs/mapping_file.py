"""Mapping files: save a proposed mapping to be corrected, and read it back."""

from pathlib import Path

from wellspent.clean import mapping_file
from wellspent.errors import file_unwritable
from wellspent.records.mapping import Mapping


def read_mapping_file(path: Path) -> Mapping:
    """Read a mapping from its TOML file; MappingError says what is wrong with it, and where."""
    return mapping_file.read_mapping(path)


def write_mapping_file(mapping: Mapping, path: Path) -> None:
    """Write a mapping to a TOML file; InputError when it can't be written there."""
    try:
        mapping_file.write_mapping(mapping, path)
    except OSError as error:
        raise file_unwritable("the mapping", path, error) from error
