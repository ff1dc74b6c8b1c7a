"""Reactions: what the customer's own words show of how our minutes were for them.

Only sentences of the customer's side. Groups of phrases that meet in one sentence, with nothing
there that speaks against it (`reactions.toml`), say what it seems to be; a small learned model
(`reaction_model.py`) weighs that with all its other words. What a person corrected is heard as they
said.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from wellspent.listen.corrections import plain
from wellspent.listen.ear import Ear
from wellspent.listen.reaction_frames import ReactionFrame
from wellspent.listen.spoken import LONGEST_QUOTE, Said, Spoken, cited
from wellspent.phrases.phrase_groups import GroupKey, Spans
from wellspent.phrases.quotations import quotations
from wellspent.records.conversation import Side
from wellspent.records.heard import Reaction, ReactionKind

LEAST_CERTAINTY: Final = 0.5
"""Less certain reactions aren't told."""

LEAST_LIKELY: Final = 0.3
"""What the model finds less likely isn't told; how often the rest was right says `measured.py`."""

STEP: Final = 0.1
"""Certainties of the model are told in such steps, since they are measured by them."""

NEAR: Final = 40
"""Characters within which *not* turns what follows into its opposite."""

FURTHEST: Final = 160
"""Over more characters the groups of a frame stand together by chance."""

_OTHER_CLAUSE: Final = (",", ";", ":", " but ", " aber ", " mais ", " pero ", " – ", " - ")

GAP: Final = 3
"""Characters between sentences that adjoin."""

EXCLAMATION: Final = 40
"""So short, praise in a turn that complains is a bitter exclamation."""

_K = ReactionKind

_BITTER: Final = frozenset({_K.ANNOYANCE, _K.COMPLAINT_ABOUT_TIME, _K.BRUSH_OFF})

_GLAD: Final = frozenset({_K.GRATITUDE, _K.GOOD_USE_OF_TIME})

_STRONGER: Final[Mapping[ReactionKind, frozenset[ReactionKind]]] = {
    _K.POLITENESS: frozenset({_K.GRATITUDE, _K.GOOD_USE_OF_TIME, _K.ANNOYANCE, _K.DELIGHT}),
    _K.LEARNED: frozenset({_K.GOOD_USE_OF_TIME, _K.CONFUSION, _K.COMPLAINT_ABOUT_TIME}),
    _K.DELIGHT: frozenset({_K.GRATITUDE, _K.LEARNED, _K.GOOD_USE_OF_TIME, *_BITTER}),
    _K.COMPLAINT_ABOUT_TIME: _GLAD,
    _K.ANNOYANCE: frozenset({*_GLAD, _K.COMPLAINT_ABOUT_TIME}),
    _K.OBJECTION: frozenset({*_GLAD, _K.LEARNED, _K.BRUSH_OFF, _K.COMPLAINT_ABOUT_TIME}),
    _K.CONFUSION: frozenset({*_GLAD, _K.DELIGHT, _K.OBJECTION}),
    _K.BRUSH_OFF: frozenset({*_GLAD, _K.COMPLAINT_ABOUT_TIME}),
    _K.TELL_ME_MORE: frozenset({_K.CONFUSION, *_BITTER}),
}
"""A kind that isn't told of a sentence which is also of one of these."""


def reactions(spoken: Spoken, *, ear: Ear) -> tuple[Reaction, ...]:
    """Return the reactions in the customer's words, in the order in which they stand."""
    found: list[Reaction] = []
    for sentences in spoken.by_turn.values():
        if sentences[0].side is Side.CUSTOMER:
            heard = [one for said in sentences for one in _of_sentence(said, spoken, ear)]
            found += _joined(_without_doubtful(heard), spoken)
    return tuple(found)


def _without_doubtful(heard: Sequence[Reaction]) -> Sequence[Reaction]:
    """Return reactions of a turn; an exclamation amid annoyance is bitter, not delighted."""
    if not any(one.kind in _BITTER for one in heard):
        return heard
    return [
        one
        for one in heard
        if one.kind is not ReactionKind.DELIGHT or len(one.quote.text) > EXCLAMATION
    ]


def _joined(heard: Sequence[Reaction], spoken: Spoken) -> list[Reaction]:
    """Return reactions of a turn; neighbouring sentences of one kind are one reaction."""
    joined: list[Reaction] = []
    last: dict[ReactionKind, int] = {}
    for one in heard:
        place = last.get(one.kind)
        before = joined[place] if place is not None else None
        if place is not None and before is not None and _adjoins(before, one, spoken):
            joined[place] = _both(before, one, spoken)
            continue
        last[one.kind] = len(joined)
        joined.append(one)
    return joined


def _adjoins(before: Reaction, after: Reaction, spoken: Spoken) -> bool:
    between = spoken.conversation.turns[before.quote.turn].text
    between = between[before.quote.end : after.quote.start]
    length = after.quote.end - before.quote.start
    return len(between) <= GAP and length <= LONGEST_QUOTE and "person" not in (before.by, after.by)


def _both(before: Reaction, after: Reaction, spoken: Spoken) -> Reaction:
    start, end = before.quote.start, after.quote.end
    text = spoken.conversation.turns[before.quote.turn].text[start:end]
    certainty = max(before.certainty, after.certainty)
    quote = replace(before.quote, end=end, text=text)
    return replace(before, quote=quote, certainty=certainty)


def words_behind(sentence: Said, kind: ReactionKind, *, ear: Ear) -> str:
    """Return the words that make a sentence a reaction of a kind, nothing if they don't."""
    found = [hit for hit in _heard(sentence, ear) if hit[0].kind is kind]
    return _words(sentence, found[0][1][:1]) if found else ""


Heard = tuple[ReactionFrame, Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Claim:
    """What phrases take a sentence for: how certain, where, and what corrections left of it."""

    certainty: float
    spans: Sequence[tuple[int, int]]
    worth: float


def _of_sentence(said: Said, spoken: Spoken, ear: Ear) -> Iterator[Reaction]:
    judged = ear.corrected.sentences
    if judged and (known := plain(said.text)) in judged:
        kind = judged[known]
        if kind is not None:
            yield Reaction(kind=kind, quote=spoken.quote(said), certainty=1.0, by="person")
        return
    claims = by_phrases(said, ear)
    told = _told(said, claims, ear)
    for kind in _without_weaker(told):
        yield Reaction(
            kind=kind,
            quote=spoken.quote(said, claims[kind].spans if kind in claims else ()),
            certainty=told[kind],
            by="phrases" if kind in claims else "model",
        )


def _told(
    said: Said, claims: Mapping[ReactionKind, Claim], ear: Ear
) -> Mapping[ReactionKind, float]:
    """Return the kinds that a sentence is likely of, weighed by the model where there is one."""
    if ear.model is None:
        certain = {kind: round(one.certainty * one.worth, 3) for kind, one in claims.items()}
        return {kind: each for kind, each in certain.items() if each >= LEAST_CERTAINTY}
    certain = {kind: one.certainty for kind, one in claims.items()}
    likely = dict(ear.model.certainties(own_words(said.text), said.hits, certain))
    for kind, one in claims.items():
        misled = one.worth < 1 and one.certainty * one.worth < LEAST_CERTAINTY
        likely[kind] *= 0.0 if misled else one.worth
    return claimed(likely)


def by_phrases(said: Said, ear: Ear) -> Mapping[ReactionKind, Claim]:
    """Return the kinds that the frames take a sentence for."""
    best: dict[ReactionKind, Claim] = {}
    if not said.hits:
        return best
    for frame, spans in _heard(said, ear):
        worth = _worth(said, frame, spans, ear)
        known = best.get(frame.kind)
        if known is None or frame.certainty * worth > known.certainty * known.worth:
            best[frame.kind] = Claim(frame.certainty, spans, worth)
    return best


def own_words(text: str) -> str:
    """Return a sentence without what it quotes or cites of others."""
    left, at = list[str](), 0
    for start, end in sorted([*quotations(text), *cited(text)]):
        left.append(text[at : max(at, start)])
        at = max(at, end)
    return "".join([*left, text[at:]])


def claimed(likely: Mapping[ReactionKind, float]) -> dict[ReactionKind, float]:
    """Return the kinds that are likely enough to be measured, with the step that they reach."""
    return {
        kind: round(STEP * int(each / STEP), 2)
        for kind, each in likely.items()
        if each >= LEAST_LIKELY
    }


def _without_weaker(kinds: Mapping[ReactionKind, object]) -> list[ReactionKind]:
    return [kind for kind in kinds if _STRONGER.get(kind, frozenset()).isdisjoint(kinds)]


def _worth(said: Said, frame: ReactionFrame, spans: Sequence[tuple[int, int]], ear: Ear) -> float:
    worth = ear.corrected.worth
    if not worth:
        return 1.0
    words = f" {plain(_words(said, spans[:1]))} "
    judged = [
        value
        for (kind, phrase), value in worth.items()
        if kind is frame.kind and f" {phrase} " in words
    ]
    return min(judged, default=1.0)


def _words(said: Said, spans: Sequence[tuple[int, int]]) -> str:
    return " ".join(said.text[start - said.start : end - said.start] for start, end in spans)


def _heard(said: Said, ear: Ear) -> Iterator[Heard]:
    """Yield the frames that speak in a sentence, with where their groups stand."""
    hits, asks = said.hits, said.asks
    for frame in ear.frames:
        if not all(group in hits for group in frame.groups):
            continue
        if frame.asked != "either" and asks != (frame.asked == "yes"):
            continue
        if any(group in hits for group in frame.unless):
            continue
        spans = _meeting(said, frame)
        if spans:
            yield frame, spans


def _meeting(said: Said, frame: ReactionFrame) -> Sequence[tuple[int, int]]:
    """Return where the groups of a frame stand, the first one where nothing turns it around."""
    for first in said.hits[frame.groups[0]]:
        if _turned_before(said, first, frame.not_before):
            continue
        if _turned_after(said, first, frame.not_after):
            continue
        if frame.is_clause and not _is_clause(said, first):
            continue
        spans = [first, *(_nearest(said.hits[group], first) for group in frame.groups[1:])]
        starts, ends = [span[0] for span in spans], [span[1] for span in spans]
        if max(ends) - min(starts) <= FURTHEST:
            return spans
    return ()


def _nearest(spans: Spans, to: tuple[int, int]) -> tuple[int, int]:
    return min(spans, key=lambda span: abs(span[0] - to[0]))


def _turned_before(said: Said, hit: tuple[int, int], groups: Sequence[GroupKey]) -> bool:
    for group in groups:
        for start, end in said.hits.get(group, ()):
            if start < hit[0] and end <= hit[0] + 1 and hit[0] - end <= NEAR:
                between = said.text[end - said.start : hit[0] - said.start]
                if not any(mark in between for mark in _OTHER_CLAUSE):
                    return True
    return False


def _turned_after(said: Said, hit: tuple[int, int], groups: Sequence[GroupKey]) -> bool:
    for group in groups:
        for start, _ in said.hits.get(group, ()):
            if start >= hit[1] and start - hit[1] <= NEAR // 2:
                between = said.text[hit[1] - said.start : start - said.start]
                if not any(mark in between for mark in _OTHER_CLAUSE):
                    return True
    return False


def _is_clause(said: Said, hit: tuple[int, int]) -> bool:
    """Return whether words stand between marks, or from where a sentence begins to its end."""
    before = said.text[: hit[0] - said.start].rstrip()
    after = said.text[hit[1] - said.start :].lstrip()
    return (not before or before[-1] in ",:;–-!") and (not after or after[0] in ",!.;–-")
