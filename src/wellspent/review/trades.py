"""Trades: which industry words name, and whether two of them can be one company's."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files


def trades_in(words: str) -> set[str]:
    """Return the trades that words name."""
    return {match.lastgroup or "" for match in _pattern().finditer(words)} - {""}


def trade_spans(text: str) -> Iterable[tuple[int, int, str]]:
    """Yield where a text names a trade: start, end, and which."""
    for match in _pattern().finditer(text):
        yield match.start(), match.end(), match.lastgroup or ""


def go_together(one: str, other: str) -> bool:
    """Return whether two trades can be one company's: they are the same, or one is wider."""
    within = _table()["within"]
    return one == other or one in within.get(other, ()) or other in within.get(one, ())


@cache
def _pattern() -> re.Pattern[str]:
    ways = [f"(?P<{name}>{_one_of(words)})" for name, words in _table()["trades"].items()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE)


def _one_of(words: Sequence[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(
        re.escape(word.replace("*", "\0")).replace("\0", r"\w{0,20}").replace(r"\ ", r"\s+")
        for word in ordered
    )


@cache
def _table() -> Mapping[str, Mapping[str, Sequence[str]]]:
    text = files("wellspent.review").joinpath("trades.toml").read_text("utf-8")
    return tomllib.loads(text)
