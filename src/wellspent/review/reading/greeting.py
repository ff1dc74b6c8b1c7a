"""Greeting: where a message greets its reader, with or without a comma, title or name."""

import re
from collections.abc import Callable, Sequence
from typing import Final

LONGEST: Final = 120
MOST_NAMES: Final = 8

_LABEL: Final = re.compile(r"(?:\[[^\]\n]{1,40}\]|\**[^\W\d_][\w /()]{0,30}:\**)[ \t\n]*[\"“]?")
_LINE: Final = re.compile(r"[^\n]{0,120}")
_NAME: Final = re.compile(
    r"(?:(?:von|van|de|del|da|di|la|le|zu|der|den|dos)[ \t]+){0,3}"
    r"(?:[^\W\d_a-zß-ÿ]\.|(?!I\b)[^\W\d_a-zß-ÿ][^\W\d_]*(?:['’.-][^\W\d_]+)*)"
    r"|\$?[{\[<%«]{1,3}[^\n}\]>%»]{1,40}[}\]>%»]{1,3}"
)
_GAP: Final = re.compile(r"[ \t]+(?:(?:and|und|et|y|&|/)[ \t]+)?")
_END: Final = re.compile(r"[ \t]*(?:\([^()\n]{1,40}\)[ \t]*)?(?:[,!:;.–—]+|-+(?=\s)|(?=\n|$))")
_FEW_WORDS: Final = re.compile(r"(?:[ \t]+[^\W\d_][\w'’-]{0,25}){1,4}[ \t]*(?:[,!:;–—]|(?=\n|$))")
_ALONE: Final = re.compile(r"[ \t]*[,!:–—-]*[ \t]*(?=\n|$)")

Starts = Callable[[str, int], int | None]
"""Where words of a list that begin at a place end; None when none do."""


def greeting_end(
    line: str, greets: Starts, addresses: Starts, speaks: Starts, *, is_name: Callable[[str], bool]
) -> int | None:
    """Return where the greeting with which a line begins ends; None when it begins otherwise.

    `greets` knows the words that greet (*Hi*, *Dear*), `addresses` titles and whom else one greets
    (*Mr*, *all*), `speaks` words with which a sentence begins; `is_name` whether a word by itself
    is the reader's name.
    """
    after = greets(line, 0)
    if after is None:
        return _bare_name_end(line, addresses, is_name)
    if line[after : after + 1] in ("-", "'", "’") and line[after + 1 : after + 2].isalpha():
        return None  # Hi-tech, Hi's
    named = _names_end(line, after, addresses)
    if named > after:
        end = _END.match(line, named)
        return end.end() if end else named
    end = _END.match(line, after)
    if end is None and speaks(line, after + 1) is None:
        end = _FEW_WORDS.match(line, after)
    return end.end() if end else after


def label_end(text: str, start: int) -> int:
    """Return where the label of a script's part ends, *Opening:* or *[Intro]*."""
    label = _LABEL.match(text, start)
    return label.end() if label else start


def line_at(text: str, start: int) -> str:
    """Return the line that begins here, of which a greeting would be the beginning."""
    found = _LINE.match(text, start)
    return found[0] if found else ""


def _bare_name_end(line: str, addresses: Starts, is_name: Callable[[str], bool]) -> int | None:
    """Return the end of *Anna,* alone on its line, or of the reader's own name before a comma."""
    end = _names_end(line, 0, addresses)
    if not end:
        return None
    alone = _ALONE.match(line, end)
    comma = _END.match(line, end)
    if alone and (alone.end() > end or is_name(line[:end])):
        return alone.end()
    return comma.end() if comma and comma.end() > end and is_name(line[:end]) else None


def _names_end(line: str, at: int, addresses: Starts) -> int:
    """Return where the names, titles and *all*, *there* that follow a place end."""
    end = at
    for _ in range(MOST_NAMES):
        gap = _GAP.match(line, end)
        place = gap.end() if gap else end
        if place == end > 0:
            break
        addressed = addresses(line, place)
        if addressed is not None:
            end = addressed + (line[addressed : addressed + 1] == ".")
            continue
        name = _NAME.match(line, place)
        if name is None:
            break
        end = name.end()
    return end


def starts_of(spans: Sequence[tuple[int, int]]) -> Starts:
    """Return how to ask where words end that begin at a place."""
    ends = dict(sorted(spans))
    return lambda _line, place: ends.get(place)
