"""Text made to be slow is read, or refused, like any other; what isn't linear would hang.

A fifth of a megabyte each, so that the suite stays quick; a whole one takes five times as long.
"""

from contextlib import suppress

import pytest

from wellspent.collect.transcripts import read_transcripts
from wellspent.errors import InputError

SIZE = 200_000
CUE = "WEBVTT\n\n00:01.000 --> 00:02.000\n"
HOSTILE = {
    "tags opened": CUE + "<" * SIZE,
    "voices opened": CUE + "<v " * (SIZE // 3),
    "voices": CUE + "<v a>b" * (SIZE // 6),
    "entities": CUE + "&#1" * (SIZE // 3),
    "times": "WEBVTT\n\n" + "00:01.000 --> 00:02.000\nhi\n" * (SIZE // 27),
    "arrows": "00:00:00.000 -->" * (SIZE // 16),
    "colons": ":" * SIZE,
    "spaces": "Ada" + " " * SIZE + "x",
    "tabs": "Ada\t" * (SIZE // 4),
    "stars": "**" * (SIZE // 2),
    "bold": "**a" * (SIZE // 3),
    "brackets": "[" * SIZE,
    "lines with names": "Ada: b\n" * (SIZE // 7),
    "many names": "\n".join(f"Ab{number}: x" for number in range(SIZE // 10)),
    "names with brackets": "Ada (" * (SIZE // 5) + ": x\n",
    "clocks": "00:" * (SIZE // 3),
    "ranges": "00:00:01 - " * (SIZE // 11),
    "chat": "[1.2.26, 10:00] A: b\n" * (SIZE // 21),
    "days": "1.1.1." * (SIZE // 6),
    "meeting chat": "10:00:00 From " + "a to " * (SIZE // 5),
    "empty lines": "a\n\n" * (SIZE // 3),
    "lists": "[" * SIZE,
    "lists in lists": "[" + ",".join(['{"a":[{"text":"x"}]}'] * (SIZE // 22)) + "]",
    "deep": '{"a":' * (SIZE // 5),
    "html": "<html>" + "<p>a: b" * (SIZE // 7),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.timeout(30)
def test_text_made_to_be_slow(name: str) -> None:
    with suppress(InputError):
        assert read_transcripts(HOSTILE[name].encode(), "x")
