"""A conversation as its page shows it: each turn with its marked words and its margin."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wellspent.records.conversation import Conversation, Side, Speaker, Turn
from wellspent.records.heard import (
    Commitment,
    CommitmentStatus,
    CreditKind,
    Question,
    Quote,
    Reaction,
)
from wellspent.records.taken_in import KeptConversation
from wellspent.serve.web.marked_text import LONGEST_SHOWN, Mark, Piece, marked_pieces
from wellspent.serve.web.wording import capitalised, date_and_time, list_words, percent

MOST_TURNS = 1_500
GAIN, LOSS, OWED, PLAIN = "gain", "loss", "owed", "plain"
SIDES = {Side.OURS: "us", Side.CUSTOMER: "customer", Side.UNKNOWN: "side not known"}
HEARD_BY = {"phrases": "by its phrases", "model": "by the learned model", "person": "by a person"}
SAID_ELSEWHERE = frozenset({CreditKind.REACTION, CreditKind.QUESTION_ANSWERED, CreditKind.FEEDBACK})
"""Credits that a reaction, a question or an answer of the same page tells already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something heard in a turn, beside its words.

    `weight` is its class: *gain*, *loss*, *owed* or *plain*. `leads_to` is a turn (from 0) that
    it speaks of. `reaction` is there where a person can correct it.
    """

    key: str
    weight: str
    head: str
    quote: Quote
    more: str = ""
    leads_to: int | None = None
    reaction: Reaction | None = None


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """A turn: who, when, the words in pieces, and what stands in its margin."""

    place: int
    who: str
    side: Side
    when: str
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]
    automatic: bool
    is_cut: bool


def shown_turns(kept: KeptConversation) -> list[ShownTurn]:
    """Return the turns as they are shown, at most `MOST_TURNS`."""
    talk = kept.conversation
    notes: dict[int, list[Note]] = defaultdict(list)
    for note in notes_of(kept):
        notes[note.quote.turn].append(note)
    return [
        _shown(kept, place, turn, notes[place])
        for place, turn in enumerate(talk.turns[:MOST_TURNS])
    ]


def notes_of(kept: KeptConversation) -> Iterator[Note]:
    """Give what stands in the margin: what weighs most in its turn first."""
    heard = kept.heard
    yield from map(_of_reaction, heard.reactions)
    for question in heard.questions:
        if question.asked_by is not Side.OURS:
            yield _of_question(question, kept.settled)
    for promise in heard.commitments:
        yield _of_commitment(promise, kept.settled)
    for place, sign in enumerate(heard.complaints):
        yield Note(
            key=f"complaint-{place}",
            weight=LOSS,
            head=f"A sign of the complaint: {sign.complaint}",
            quote=sign.quote,
            more=_sure(sign.certainty),
        )
    for place, value in enumerate(heard.credits):
        if value.kind not in SAID_ELSEWHERE:
            key, head = f"credit-{place}", capitalised(value.kind)
            yield Note(key=key, weight=GAIN, head=head, quote=value.quote)
    for place, power in enumerate(heard.power):
        about = "the speaker" if power.about == "me" else power.about
        head = f"Who decides: {about} {power.kind}"
        yield Note(key=f"power-{place}", weight=PLAIN, head=head, quote=power.quote)


def name_of_conversation(kept: KeptConversation) -> str:
    """Return what to call a conversation: its title, or the kind and with whom."""
    talk = kept.conversation
    if talk.title.strip():
        return talk.title.strip()
    people = [speaker_name(kept, one) for one in talk.speakers if one.side is not Side.OURS]
    said = f" with {list_words(people[:3])}" if people else ""
    return f"{capitalised(talk.kind)}{said}"


def speaker_name(kept: KeptConversation, speaker: Speaker) -> str:
    """Return a speaker's name: that of the contact or rep, where they are known as one."""
    return kept.contact_names.get(speaker.contact_id) or speaker.rep or speaker.label


def activity_to_ask_about(talk: Conversation) -> str:
    """Return the interaction that a customer may be asked about: the talk, or the last message."""
    if talk.activity_id:
        return talk.activity_id
    return next((one.activity_id for one in reversed(talk.turns) if one.activity_id), "")


def people_to_ask(kept: KeptConversation) -> Mapping[str, str]:
    """Return the customer's people who are contacts of ours, name by id."""
    theirs = (one for one in kept.conversation.speakers if one.side is not Side.OURS)
    return {one.contact_id: speaker_name(kept, one) for one in theirs if one.contact_id}


def owed_in(kept: KeptConversation) -> int:
    """Return how much we owe in a conversation: questions without answer, promises still open."""
    return sum(note.weight == OWED for note in notes_of(kept))


def losses_in(kept: KeptConversation) -> int:
    """Return how many reactions show that something went wrong."""
    return sum(one.kind.is_negative for one in kept.heard.reactions)


def _shown(kept: KeptConversation, place: int, turn: Turn, notes: Sequence[Note]) -> ShownTurn:
    speaker = kept.conversation.speakers[turn.speaker]
    return ShownTurn(
        place=place,
        who=speaker_name(kept, speaker),
        side=speaker.side,
        when=_when(turn),
        pieces=tuple(marked_pieces(turn.text, _marks(notes))),
        notes=tuple(notes),
        automatic=turn.automatic,
        is_cut=len(turn.text) > LONGEST_SHOWN,
    )


def _marks(notes: Iterable[Note]) -> Iterator[Mark]:
    for note in notes:
        yield Mark(note.quote.start, note.quote.end, note.key, note.weight)


def _when(turn: Turn) -> str:
    if turn.start is not None:
        minutes, seconds = divmod(round(turn.start), 60)
        return f"{minutes}:{seconds:02}"
    return date_and_time(turn.at) if turn.at else ""


def _of_reaction(reaction: Reaction) -> Note:
    sure = "" if reaction.by == "person" else f", {_sure(reaction.certainty)}"
    kind = reaction.kind
    return Note(
        key=reaction.id,
        weight=GAIN if kind.is_positive else LOSS if kind.is_negative else PLAIN,
        head=capitalised(kind),
        quote=reaction.quote,
        more=f"{HEARD_BY.get(reaction.by, reaction.by)}{sure}",
        reaction=reaction,
    )


def _sure(certainty: float) -> str:
    return f"{percent(certainty)} certain".replace(" %", "\N{NO-BREAK SPACE}%")


def _of_question(question: Question, settled: frozenset[str]) -> Note:
    key, quote = question.id, question.quote
    if question.answered_in is not None:
        said = "Their question, answered"
        return Note(key=key, weight=PLAIN, head=said, quote=quote, leads_to=question.answered_in)
    if key in settled:
        return Note(key=key, weight=PLAIN, head="Their question, settled", quote=quote)
    return Note(key=key, weight=OWED, head="Their question, not answered", quote=quote)


def _of_commitment(promise: Commitment, settled: frozenset[str]) -> Note:
    is_ours = promise.side is Side.OURS
    status = "settled" if promise.id in settled else promise.status.value
    due = f"by {date_words_of(promise)}" if promise.due or promise.due_words else "no day named"
    is_open = promise.status is not CommitmentStatus.KEPT and promise.id not in settled
    step = "; the next step, proposed by them" if promise.proposed_next_step and not is_ours else ""
    head = f"Our promise, {status}" if is_ours else "They said they would"
    return Note(
        key=promise.id,
        weight=OWED if is_ours and is_open else PLAIN,
        head=head,
        quote=promise.quote,
        more=f"{promise.who}, {due}{step}" if promise.who else f"{due}{step}",
        leads_to=promise.kept_in,
    )


def date_words_of(promise: Commitment) -> str:
    """Return the day of a promise, and the words that it was named with."""
    if promise.due is None:
        return promise.due_words
    day = f"{promise.due.day} {promise.due:%b %Y}"
    return f"{day} (“{promise.due_words}”)" if promise.due_words else day
