"""Grown conversation: what is stored of a conversation and what came in of it, as one.

Of turns whose words aren't kept, what was heard before stands; in its place they are given as many
words as were said, so that shares and reading times stay what they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from wellspent.link.participants import same_speaker
from wellspent.records.conversation import Conversation, LinkedBy, Presence, Side, Speaker, Turn
from wellspent.records.heard import (
    Commitment,
    Heard,
    HeardThing,
    Question,
)
from wellspent.store.conversation_rows import TALKS, Said, how_much, turn_keys

FILLER: Final = "x"
LONG_AGO: Final = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Grown:
    """A conversation with all its turns, their keys, and how much was said in each.

    `before` is what was heard of it before, `moved` the new places of the turns that it had.
    """

    conversation: Conversation
    keys: tuple[str, ...]
    said: tuple[Said, ...]
    before: Heard | None = None
    moved: Mapping[int, int] | None = None


def fresh(conversation: Conversation) -> Grown:
    """Return a conversation of which nothing is stored."""
    said = tuple(how_much(turn.text) for turn in conversation.turns)
    return Grown(conversation, tuple(turn_keys(conversation)), said)


def as_stored(before: Heard, turns: Sequence[tuple[str, Said]]) -> Grown:
    """Return a conversation as it is stored."""
    keys, said = tuple(key for key, _ in turns), tuple(one for _, one in turns)
    moved = {place: place for place in range(len(turns))}
    return Grown(before.conversation, keys, said, before, moved)


def grown(before: Heard, turns: Sequence[tuple[str, Said]], came: Conversation) -> Grown:
    """Return a stored conversation with what came in of it; `turns` are those stored."""
    known = before.conversation
    speakers, places = _speakers_together(known.speakers, came.speakers)
    at_key = {key: place for place, (key, _) in enumerate(turns)}
    all_turns = list(known.turns)
    keys, said = [key for key, _ in turns], [one for _, one in turns]
    for key, turn in zip(turn_keys(came), came.turns, strict=True):
        placed = _with_places(turn, places)
        if key not in at_key:
            all_turns.append(placed)
            keys.append(key)
            said.append(how_much(turn.text))
        elif not said[at_key[key]].is_whole and turn.text:
            stored = all_turns[at_key[key]]
            all_turns[at_key[key]] = replace(stored, text=turn.text)
            said[at_key[key]] = how_much(turn.text)
    order = _order(all_turns)
    talk = replace(_facts(known, came), speakers=speakers, turns=tuple(all_turns[i] for i in order))
    return Grown(
        talk,
        tuple(keys[place] for place in order),
        tuple(said[place] for place in order),
        before,
        {old: new for new, old in enumerate(order) if old < len(turns)},
    )


def with_speakers(before: Heard, came: Conversation, speakers: tuple[Speaker, ...] | None) -> Heard:
    """Return a stored conversation with its people on other sides; None leaves it as it is.

    Whose company it was with follows from who is a customer, so it is what came that says it.
    """
    if speakers is None:
        return before
    account = came.account_id or before.conversation.account_id
    talk = replace(before.conversation, speakers=speakers, account_id=account)
    return replace(before, conversation=talk)


def together(one: Grown, came: Conversation) -> Grown:
    """Return a new conversation with what came in of it at the same time."""
    bare = Heard(conversation=one.conversation)
    both = grown(bare, list(zip(one.keys, one.said, strict=True)), came)
    return replace(both, before=None, moved=None)


def to_hear(one: Grown) -> Conversation:
    """Return the conversation with as many words in each turn as were said."""
    if all(said.is_whole for said in one.said):
        return one.conversation
    turns = [
        turn if said.is_whole else replace(turn, text=_filled(turn.text, said))
        for turn, said in zip(one.conversation.turns, one.said, strict=True)
    ]
    return replace(one.conversation, turns=tuple(turns))


def as_heard(one: Grown, anew: Heard) -> Heard:
    """Return what was heard anew, and of turns without their words what was heard before."""
    whole = [said.is_whole for said in one.said]
    if all(whole) or one.before is None:
        return replace(anew, conversation=one.conversation)
    join = _Joined(one, whole)
    before = one.before
    return replace(
        anew,
        conversation=one.conversation,
        reactions=join(before.reactions, anew.reactions),
        questions=_answered(join(before.questions, anew.questions), anew.questions),
        commitments=_kept(join(before.commitments, anew.commitments), anew.commitments),
        topics=join(before.topics, anew.topics),
        power=join(before.power, anew.power),
        complaints=join(before.complaints, anew.complaints),
        credits=join(before.credits, anew.credits),
    )


class _Joined:
    """Joins things of turns without words, as they were, with those heard in the others."""

    def __init__(self, one: Grown, whole: Sequence[bool]) -> None:
        self._moved = one.moved or {}
        self._whole = whole

    def __call__(
        self, before: Sequence[HeardThing], anew: Sequence[HeardThing]
    ) -> tuple[HeardThing, ...]:
        heard = [thing for thing in anew if self._whole[thing.quote.turn]]
        stood = [self._placed(thing) for thing in before]
        stood = [thing for thing in stood if not self._whole[thing.quote.turn]]
        return tuple(sorted([*stood, *heard], key=lambda one: (one.quote.turn, one.quote.start)))

    def _placed(self, thing: HeardThing) -> HeardThing:
        turn = self._moved[thing.quote.turn]
        placed = replace(thing, quote=replace(thing.quote, turn=turn))
        if isinstance(placed, Question) and placed.answered_in is not None:
            return replace(placed, answered_in=self._moved[placed.answered_in])
        if isinstance(placed, Commitment) and placed.kept_in is not None:
            return replace(placed, kept_in=self._moved[placed.kept_in])
        return placed


def _answered(questions: Sequence[Question], anew: Sequence[Question]) -> tuple[Question, ...]:
    """Return questions with the answers that were heard of only now."""
    updated: list[Question] = []
    for one in questions:
        now = _same(one, anew) if one.answered_in is None else None
        updated.append(one if now is None else replace(one, answered_in=now.answered_in))
    return tuple(updated)


def _kept(commitments: Sequence[Commitment], anew: Sequence[Commitment]) -> tuple[Commitment, ...]:
    """Return promises with what became of them, where that was heard of only now."""
    updated: list[Commitment] = []
    for one in commitments:
        now = _same(one, anew) if one.kept_in is None else None
        kept = one if now is None else replace(one, status=now.status, kept_in=now.kept_in)
        updated.append(kept)
    return tuple(updated)


def _same(thing: HeardThing, anew: Sequence[HeardThing]) -> HeardThing | None:
    """Return the thing that was heard anew in these words; None for words that aren't kept."""
    here = thing.quote
    for one in anew if here.text else ():
        there = one.quote
        if there.turn == here.turn and there.start < here.end and here.start < there.end:
            return one
    return None


def _filled(kept: str, said: Said) -> str:
    """Return kept words with filler, to as many words and signs as were said."""
    words = max(said.words - len(kept.split()), 0)
    signs = max(said.signs - len(kept) - words, words)
    if not words:
        return kept
    length, longer = divmod(signs, words)
    filler = " ".join(FILLER * (length + (place < longer)) for place in range(words))
    return f"{kept} {filler}" if kept else filler


def _facts(known: Conversation, came: Conversation) -> Conversation:
    """Return the stored conversation with what is newer in what came; a moved meeting moves.

    What a recording says of time and length counts more than a calendar.
    """
    if known.kind not in TALKS:
        starts = [moment for moment in (known.started_at, came.started_at) if moment is not None]
        started, first, second = min(starts, default=None), known, came
    else:
        planned = bool(known.turns) and not came.turns
        first, second = (known, came) if planned else (came, known)
        started = first.started_at or second.started_at
    return replace(
        known,
        title=first.title or second.title,
        started_at=started,
        minutes=second.minutes if first.minutes is None else first.minutes,
        language=known.language or came.language,
    )


def _speakers_together(
    known: Sequence[Speaker], came: Sequence[Speaker]
) -> tuple[tuple[Speaker, ...], list[int]]:
    """Return all speakers, and the places among them of those that came."""
    together = list(known)
    places: list[int] = []
    for one in came:
        place = same_speaker(one, together)
        if place is None:
            place = len(together)
            together.append(one)
        else:
            together[place] = _speaker_together(together[place], one)
        places.append(place)
    return tuple(together), places


def _speaker_together(known: Speaker, came: Speaker) -> Speaker:
    unsure = known.side is Side.UNKNOWN or (known.side_guessed and not came.side_guessed)
    unlinked = not known.contact_id and known.linked_by is not LinkedBy.HAND
    return replace(
        known,
        name=known.name or came.name,
        email=known.email or came.email,
        phone=known.phone or came.phone,
        side=came.side if unsure and came.side is not Side.UNKNOWN else known.side,
        side_guessed=came.side_guessed if unsure else known.side_guessed,
        contact_id=came.contact_id if unlinked else known.contact_id,
        rep=known.rep or came.rep,
        company=known.company or came.company,
        presence=known.presence if stays(known.presence, came.presence) else came.presence,
        linked_by=came.linked_by if unlinked else known.linked_by,
    )


def stays(known: Presence, came: Presence) -> bool:
    """Return whether what is known of somebody's coming is better than what came in."""
    return known is Presence.CAME or came is Presence.UNKNOWN


def _with_places(turn: Turn, places: Sequence[int]) -> Turn:
    return replace(turn, speaker=places[turn.speaker], to=tuple(places[place] for place in turn.to))


def _order(turns: Sequence[Turn]) -> list[int]:
    """Return the turns' places by time where all have one, else as they came."""
    places = list(range(len(turns)))
    if all(turn.at is not None for turn in turns):
        places.sort(key=lambda place: (turns[place].at or LONG_AGO, place))
    elif all(turn.start is not None for turn in turns):
        places.sort(key=lambda place: (turns[place].start or 0.0, place))
    return places
