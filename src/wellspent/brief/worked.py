"""Worked: whether somebody says that something worked: more than thanks or praise."""

from wellspent.brief.toml_file import toml_of


def tells_of_success(text: str) -> bool:
    """Return whether a sentence says that something worked (`worked.toml`)."""
    return any(word in text.casefold() for word in toml_of("worked.toml")["words"])
