"""Text that nobody wrote to be read: lists of links, links in forum code, letters of mixed scripts.

These are signs of spam in any language, and need no words.
"""

import re

FEW_WORDS_PER_LINK = 12
LINK_DUMP = 5.0
FORUM_LINK = 5.0
MIXED_LETTERS = 3.0
MOST_SIGNS = 50

_LINK = re.compile(r"\bhttps?://[^\s<>\"\]]+", re.IGNORECASE)
_FORUM_LINK = re.compile(r"\[(?:url|link)\b|<a\s[^<>]{0,80}?href", re.IGNORECASE)
_LATIN = "a-zA-Z"
_LOOK_ALIKE = "\u0370-\u03ff\u0400-\u04ff"
_MIXED = re.compile(
    rf"[{_LATIN}]{{2}}[{_LOOK_ALIKE}][{_LATIN}]|[{_LOOK_ALIKE}]{{2}}[{_LATIN}][{_LOOK_ALIKE}]"
)


def dumped_text_points(message: str, word_count: int) -> tuple[float, tuple[str, ...]]:
    """Return log-odds for spam (0 when there is no such sign) and the words that say so."""
    points, quotes = 0.0, list[str]()
    if "[" in message or "<" in message:
        forum = _FORUM_LINK.search(message)
        if forum:
            points += FORUM_LINK
            quotes.append(forum.group())
    if "://" in message:
        links = _LINK.findall(message)[:MOST_SIGNS]
        own_words = word_count - 6 * len(links)
        if len(links) >= 3 and own_words < FEW_WORDS_PER_LINK * len(links):
            points += LINK_DUMP
            quotes += links[:3]
    if not message.isascii():
        mixed = _MIXED.findall(message)[:MOST_SIGNS]
        if len(mixed) >= 2:
            points += MIXED_LETTERS * min(2, len(mixed) - 1)
            quotes += mixed[:2]
    return points, tuple(quotes)
