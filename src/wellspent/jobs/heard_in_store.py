"""What the store knows that listening must heed: people's corrections, and objections."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from wellspent.listen.corrections import Correction
from wellspent.listen.ear import Ear, prepare_ear
from wellspent.listen.measured import measured_precision
from wellspent.listen.reactions import words_behind
from wellspent.listen.spoken import read_conversation
from wellspent.records.conversation import Conversation
from wellspent.records.heard import Heard, Quote, Reaction, ReactionKind
from wellspent.store.connect import Store
from wellspent.store.corrections import KeptWord, list_corrections
from wellspent.store.heard_rows import REACTION, place_of_key, thing_key

BY_PERSON = "person"


def ear_of_store(store: Store) -> Ear:
    """Return an ear that has learnt from what people corrected."""
    corrections = (
        Correction(
            sentence=correction.quote,
            meant=correction.is_now,
            heard=correction.was,
            phrase=phrase,
        )
        for correction, phrase in list_corrections(store)
        if correction.quote
    )
    return prepare_ear(corrections, precision=measured_precision())


def phrase_behind(talk: Conversation, quote: Quote, kind: ReactionKind) -> str:
    """Return the words that made a quote a reaction of a kind; empty where no phrase did."""
    ear = prepare_ear()
    sentences = read_conversation(talk, ear.book).by_turn.get(quote.turn, ())
    here = [said for said in sentences if said.start <= quote.start < said.end]
    return words_behind(here[0], kind, ear=ear) if here else ""


def heeding(
    heard: Heard,
    keys: Sequence[str],
    corrected: Mapping[str, KeptWord],
    objected: frozenset[str],
) -> Heard:
    """Return what was heard, as corrected, without what tells of people who objected.

    Their questions and our promises to them stay: those we owe.
    """
    right = _corrected(heard, keys, corrected) if corrected else heard
    return _without(right, objected) if objected else right


def _corrected(heard: Heard, keys: Sequence[str], corrected: Mapping[str, KeptWord]) -> Heard:
    reactions: list[Reaction] = []
    rest = dict(corrected)
    for one in heard.reactions:
        word = rest.pop(thing_key(REACTION, keys[one.quote.turn], one.quote.began), None)
        if word is None:
            reactions.append(one)
        elif word.kind is not None:
            reactions.append(_by_person(word.kind, one.quote))
    for key, word in rest.items():
        quote = None if word.kind is None else _quote_at(heard.conversation, keys, key, word.quote)
        if word.kind is not None and quote is not None:
            reactions = [one for one in reactions if not overlap(one.quote, quote)]
            reactions.append(_by_person(word.kind, quote))
    reactions.sort(key=lambda one: (one.quote.turn, one.quote.start))
    return replace(heard, reactions=tuple(reactions))


def _by_person(kind: ReactionKind, quote: Quote) -> Reaction:
    return Reaction(kind=kind, quote=quote, certainty=1.0, by=BY_PERSON)


def overlap(one: Quote, other: Quote) -> bool:
    """Return whether two quotes share words of a turn."""
    return one.turn == other.turn and one.start < other.end and other.start < one.end


def _quote_at(talk: Conversation, keys: Sequence[str], key: str, words: str) -> Quote | None:
    """Return the quote that a person's word is about; None where it isn't in the conversation."""
    began, turn_key = place_of_key(key)
    if turn_key not in keys:
        return None
    place = keys.index(turn_key)
    turn = talk.turns[place]
    start = began if turn.text.startswith(words, began) else turn.text.find(words)
    if start < 0:
        return None
    speaker = talk.speakers[turn.speaker].label
    end = start + len(words)
    return Quote(turn=place, start=start, end=end, text=words, speaker=speaker, origin=began)


def _without(heard: Heard, objected: frozenset[str]) -> Heard:
    talk = heard.conversation
    silent = {
        place
        for place, one in enumerate(talk.speakers)
        if one.contact_id in objected or one.email.casefold() in objected
    }

    def may(quote: Quote) -> bool:
        return talk.turns[quote.turn].speaker not in silent

    return replace(
        heard,
        reactions=tuple(one for one in heard.reactions if may(one.quote)),
        topics=tuple(one for one in heard.topics if may(one.quote)),
        power=tuple(one for one in heard.power if may(one.quote)),
        complaints=tuple(one for one in heard.complaints if may(one.quote)),
        credits=tuple(one for one in heard.credits if may(one.quote)),
    )
