"""Neighbours: the sentences around a quote that say of what it is, as far as they fit."""

from wellspent.brief.sentence import LONGEST_QUOTE
from wellspent.phrases.sentences import sentence_spans
from wellspent.records.heard import Heard


def with_neighbours(start: int, end: int, plain: list[tuple[int, int]]) -> tuple[int, int]:
    """Return a span with the sentences right before and after it that fit: they say of what."""
    for first, last in sorted(plain, reverse=True):
        if last <= start <= last + 2 and end - first <= LONGEST_QUOTE:
            start = first
    for first, last in sorted(plain):
        if end <= first <= end + 2 and last - start <= LONGEST_QUOTE:
            end = last
    return start, end


def plain_spans(heard: Heard, place: int) -> list[tuple[int, int]]:
    """Return the sentences of a turn that stand nowhere else: no question, promise or praise."""
    elsewhere = [
        one.quote
        for things in (heard.power, heard.questions, heard.commitments, heard.reactions)
        for one in things
        if one.quote.turn == place
    ]
    return [
        (start, end)
        for start, end in sentence_spans(heard.conversation.turns[place].text)
        if not any(one.start < end and start < one.end for one in elsewhere)
    ]
