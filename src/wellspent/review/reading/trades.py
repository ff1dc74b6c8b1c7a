"""Trades: which industry words name, and whether two of them can be one company's."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from wellspent.review.word_lists import check_known, word_lists


@lru_cache(maxsize=5000)
def trades_in(words: str) -> frozenset[str]:
    """Return the trades that words name."""
    return frozenset(trade for _, _, trade in trade_spans(words))


def trade_spans(text: str) -> Iterable[tuple[int, int, str]]:
    """Yield where a text names a trade: start, end, and which; the longest name at a place."""
    beginnings, after = _by_beginning(), 0
    for match in _WORD.finditer(text):
        place = match.start()
        names = beginnings.get(match[0][:KEY].lower(), ()) if place >= after else ()
        found = [(name.match(text, place), trade) for name, trade in names]
        ends = [(one.end(), trade) for one, trade in found if one]
        if ends:
            after, trade = max(ends)
            yield place, after, trade


def go_together(one: str, other: str) -> bool:
    """Return whether two trades can be one company's: they are the same, or one is wider."""
    within = _table()["within"]
    return one == other or one in within.get(other, ()) or other in within.get(one, ())


_WORD = re.compile(r"[^\W\d_]{3,}|\d\w+")
KEY: Final = 3
"""Names are found by their first letters."""


@cache
def _by_beginning() -> Mapping[str, Sequence[tuple[re.Pattern[str], str]]]:
    """Return the names of trades by their first letters."""
    found: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for trade, names in _table()["trades"].items():
        for name in names:
            found.setdefault(name[:KEY].rstrip("*"), []).append((_pattern(name), trade))
    return found


def _pattern(name: str) -> re.Pattern[str]:
    way = re.escape(name.replace("*", "\0")).replace("\0", r"\w{0,20}").replace(r"\ ", r"\s+")
    return re.compile(rf"{way}(?!\w)", re.IGNORECASE)


@cache
def _table() -> Mapping[str, Mapping[str, Sequence[str]]]:
    table = word_lists("trades.toml", ("trades", "within"))
    for wide, narrow in table["within"].items():
        check_known((wide, *narrow), table["trades"], where="trades.toml, [within]")
    return table
