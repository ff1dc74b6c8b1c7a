"""Words of what was said, counted as a person would count them."""

import re
from typing import Final

WORD: Final = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
ASKS: Final = re.compile(r"[?？]+(?=[\s\"'”»)\]]|\Z)")


def count_words(text: str) -> int:
    """Return how many words a text has; *don't* and *e-mail* are one each."""
    return sum(1 for _ in WORD.finditer(text))


def count_questions(text: str) -> int:
    """Return how many sentences of a text end with a question mark; one inside a link is none."""
    return sum(1 for _ in ASKS.finditer(text))
