"""What stands between quotation marks: somebody else's words, a slogan, a title."""

import re

_BETWEEN_MARKS = re.compile(
    r"“[^“”\n]{1,300}”|„[^„“”\n]{1,300}[“”]|«[^«»\n]{1,300}»"
    r"|\"(?<![\w\"]\")[^\"\n]{1,300}\"|‘(?<![\w‘]‘)[^‘’\n]{1,120}’(?!\w)"
)


def quotations(text: str) -> list[tuple[int, int]]:
    """Return where a text quotes, its marks included, from left to right."""
    return [quote.span() for quote in _BETWEEN_MARKS.finditer(text)]
