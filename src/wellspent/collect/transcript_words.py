"""The words of `transcript_words.toml`, by which transcripts are read."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def transcript_words(key: str) -> frozenset[str]:
    """Return one of the lists: *no_names*, *no_companies*, *calls*, *notices*, *our_roles*..."""
    source = files("wellspent.collect").joinpath("transcript_words.toml")
    table: dict[str, list[str]] = tomllib.loads(source.read_text("utf-8"))
    return frozenset(table[key])


def is_notice(line: str) -> bool:
    """Return whether a line is a program's notice."""
    return line.strip(" \u200e*[]()").casefold().startswith(tuple(transcript_words("notices")))
