"""Mapping files: save a proposed mapping to be corrected, and read it back."""

from pathlib import Path

from wellspent.clean import mapping_file
from wellspent.errors import InputError
from wellspent.records.mapping import Mapping


def read_mapping_file(path: Path) -> Mapping:
    """Read a mapping from its TOML file; MappingError says what is wrong with it, and where."""
    return mapping_file.read_mapping(path)


def write_mapping_file(mapping: Mapping, path: Path) -> None:
    """Write a mapping to a TOML file; InputError when it can't be written there."""
    try:
        mapping_file.write_mapping(mapping, path)
    except OSError as error:
        raise InputError(
            f"The mapping can't be written: {error.strerror}.",
            where=str(path),
            next_step="Name a file in a folder that exists and that this user may write to.",
        ) from error
