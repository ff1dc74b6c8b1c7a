"""Kept words: how much of what was said goes into the store, as its source's setting says.

*All* keeps everything. *Excerpts* keeps of each turn only the quotes that something heard rests
on; their places are those in what is kept. *Measures* keeps no words at all.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from wellspent.records.heard import (
    Heard,
    HeardThing,
    Quote,
)
from wellspent.records.taken_in import Keep

GAP: Final = "\n…\n"
Span = tuple[int, int]


def keep_words(heard: Heard, keep: Keep, *, whole: Sequence[bool]) -> Heard:
    """Return what was heard with the words that may be kept.

    `whole` says of each turn whether its text is all that was said; others are kept words already.
    """
    if keep is Keep.ALL:
        return heard
    if keep is Keep.MEASURES:
        return _without_words(heard)
    return _excerpts(heard, whole)


def _without_words(heard: Heard) -> Heard:
    talk = heard.conversation
    silent = tuple(replace(turn, text="") for turn in talk.turns)
    named = _with_quotes(heard, lambda quote: replace(quote, text=""))
    return replace(
        named,
        conversation=replace(talk, title="", turns=silent),
        topics=(),
        commitments=tuple(replace(one, due_words="") for one in named.commitments),
        power=tuple(replace(one, about="") for one in named.power),
    )


def _excerpts(heard: Heard, whole: Sequence[bool]) -> Heard:
    talk, spans = heard.conversation, _spans(heard)
    pieces = [
        _merged(spans[place]) if whole[place] else [(0, len(turn.text))]
        for place, turn in enumerate(talk.turns)
    ]
    kept = [
        replace(turn, text=GAP.join(turn.text[start:end] for start, end in pieces[place]))
        for place, turn in enumerate(talk.turns)
    ]
    placed = _with_quotes(heard, lambda quote: _moved(quote, pieces[quote.turn]))
    return replace(placed, conversation=replace(talk, turns=tuple(kept)))


def _spans(heard: Heard) -> dict[int, list[Span]]:
    spans: dict[int, list[Span]] = defaultdict(list)
    for quote in _quotes(heard):
        spans[quote.turn].append((quote.start, quote.end))
    return spans


def _quotes(heard: Heard) -> Iterable[Quote]:
    for things in (
        heard.reactions,
        heard.questions,
        heard.commitments,
        heard.topics,
        heard.power,
        heard.complaints,
        heard.credits,
    ):
        for thing in things:
            yield thing.quote


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that touch or overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _moved(quote: Quote, pieces: Sequence[Span]) -> Quote:
    """Return a quote at its place among the pieces that are kept."""
    before = 0
    for start, end in pieces:
        if start <= quote.start and quote.end <= end:
            moved = before + quote.start - start
            length = quote.end - quote.start
            return replace(quote, start=moved, end=moved + length, origin=quote.began)
        before += end - start + len(GAP)
    return quote


def _with_quotes(heard: Heard, change: Callable[[Quote], Quote]) -> Heard:
    def changed(things: Sequence[HeardThing]) -> tuple[HeardThing, ...]:
        return tuple(replace(thing, quote=change(thing.quote)) for thing in things)

    return replace(
        heard,
        reactions=changed(heard.reactions),
        questions=changed(heard.questions),
        commitments=changed(heard.commitments),
        topics=changed(heard.topics),
        power=changed(heard.power),
        complaints=changed(heard.complaints),
        credits=changed(heard.credits),
    )
