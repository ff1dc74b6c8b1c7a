"""Printable text: what comes from strangers, made safe for a terminal."""

import unicodedata

_STEERING = frozenset({"Cc", "Cf", "Co", "Cs"})


def printable(text: str) -> str:
    """Return text without characters that steer a terminal; line breaks stay."""
    if text.isprintable():
        return text
    return "".join(
        char if char == "\n" or unicodedata.category(char) not in _STEERING else " "
        for char in text
    )
