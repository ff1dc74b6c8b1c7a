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
from wellspent.store.corrections import list_corrections
from wellspent.store.heard_rows import REACTION, thing_key

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
    corrected: Mapping[str, ReactionKind | None],
    objected: frozenset[str],
) -> Heard:
    """Return what was heard, as corrected, without what tells of people who objected.

    Their questions and our promises to them stay: those we owe.
    """
    right = _corrected(heard, keys, corrected) if corrected else heard
    return _without(right, objected) if objected else right


def _corrected(
    heard: Heard, keys: Sequence[str], corrected: Mapping[str, ReactionKind | None]
) -> Heard:
    reactions: list[Reaction] = []
    for one in heard.reactions:
        key = thing_key(REACTION, keys[one.quote.turn], one.quote.began)
        kind = corrected.get(key, one.kind)
        if key in corrected and kind is not None:
            reactions.append(replace(one, kind=kind, certainty=1.0, by=BY_PERSON))
        elif kind is not None:
            reactions.append(one)
    return replace(heard, reactions=tuple(reactions))


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
