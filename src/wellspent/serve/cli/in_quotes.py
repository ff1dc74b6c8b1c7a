"""Somebody's words as a terminal shows them, also where a source keeps none."""

NONE_KEPT = "(no words are kept)"


def in_quotes(words: str) -> str:
    """Return words between quotation marks; a remark where there are none."""
    return f"“{words}”" if words else NONE_KEPT
