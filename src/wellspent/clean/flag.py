"""Flag: yes or no, in the words of many exports."""

from typing import Final

from wellspent.clean.word_lists import read_words

YES: Final = frozenset(read_words("flags")["yes"])
NO: Final = frozenset(read_words("flags")["no"])


def parse_flag(text: str) -> bool | None:
    """Return True for yes, true, 1, ja, oui, sí ..., False for their opposites, else None."""
    word = text.strip().casefold()
    if word in YES:
        return True
    return False if word in NO else None
