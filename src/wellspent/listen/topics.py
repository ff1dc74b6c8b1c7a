"""Topics: the matters that were spoken of in several turns, who raised each first, and how often.

A topic is a word or a pair of words that isn't a small one and comes back in another turn. Simple
on purpose: it names what people named, and doesn't guess at themes.
"""

import re
from collections import defaultdict
from typing import Final

from wellspent.listen.content_words import STEM, small_words
from wellspent.listen.spoken import Said, Spoken
from wellspent.phrases.pattern import fold
from wellspent.records.conversation import Side
from wellspent.records.heard import Quote, Topic

MOST: Final = 8
"""A conversation has few topics."""

LEAST_TURNS: Final = 2

SHORTEST: Final = 4

_WORD: Final = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]+)*")


def topics(spoken: Spoken) -> tuple[Topic, ...]:
    """Return the topics, those of most turns first."""
    first: dict[str, tuple[Said, int, int]] = {}
    turns: dict[str, set[int]] = defaultdict(set)
    names = _names(spoken)
    for said in spoken.sentences:
        for start, end, key in _candidates(said, names):
            first.setdefault(key, (said, start, end))
            turns[key].add(said.turn)
    ranked = sorted(
        (key for key in turns if len(turns[key]) >= LEAST_TURNS),
        key=lambda key: (-len(turns[key]) * (1 + key.count(" ")), first[key][0].turn, key),
    )
    return tuple(_topic(first[key], turns[key], spoken) for key in _apart(ranked)[:MOST])


def _names(spoken: Spoken) -> frozenset[str]:
    return frozenset(
        fold(word)
        for speaker in spoken.conversation.speakers
        for word in re.split(r"[\s@.]+", f"{speaker.name} {speaker.email}")
    )


def _candidates(said: Said, names: frozenset[str]) -> list[tuple[int, int, str]]:
    small = small_words(said.language)
    found: list[tuple[int, int, str]] = []
    before: tuple[int, str] | None = None
    place = -1
    for match in _WORD.finditer(said.text):
        word = fold(match[0])
        if word in small or word in names or len(word) < SHORTEST:
            before = None
            continue
        found.append((match.start(), match.end(), word[:STEM]))
        if before is not None and said.text[place : match.start()] == " ":
            found.append((before[0], match.end(), f"{before[1]} {word[:STEM]}"))
        before, place = (match.start(), word[:STEM]), match.end()
    return found


def _apart(ranked: list[str]) -> list[str]:
    """Return the keys without single words that a pair before them holds."""
    kept: list[str] = []
    for key in ranked:
        parts = set(key.split())
        if not any(parts & set(other.split()) for other in kept):
            kept.append(key)
        if len(kept) == MOST:
            break
    return kept


def _topic(where: tuple[Said, int, int], turns: set[int], spoken: Spoken) -> Topic:
    said, start, end = where
    conversation = spoken.conversation
    speaker = conversation.speakers[conversation.turns[said.turn].speaker]
    quote = Quote(
        turn=said.turn,
        start=said.start + start,
        end=said.start + end,
        text=said.text[start:end],
        speaker=speaker.label,
    )
    sides = [conversation.side_of(turn) for turn in turns]
    return Topic(
        name=said.text[start:end].lower() if said.language != "de" else said.text[start:end],
        raised_by=said.side,
        quote=quote,
        our_turns=sides.count(Side.OURS),
        their_turns=sides.count(Side.CUSTOMER),
    )
