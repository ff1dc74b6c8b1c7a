"""Entries: the lines of the ledger that a conversation gives, debit and credit.

Debits are the minutes that people of the customer's gave. Credits are the signs of value in what
was heard, each with its quote: a reaction as it stands after corrections, and what else shows that
they got something. A line's key says what it is about, and stays the same when the conversation is
heard anew.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from wellspent.records.conversation import Conversation, Side, Speaker
from wellspent.records.heard import (
    CreditKind,
    CreditSign,
    Heard,
    HowKnown,
    MinutesGiven,
    Quote,
    Reaction,
)
from wellspent.records.ledger import EntryKind, LedgerEntry, LedgerLine


def ledger_lines(heard: Heard, turn_keys: Sequence[str], *, now: datetime) -> list[LedgerLine]:
    """Return the lines that what was heard gives, but for what is still to come.

    `turn_keys` name the conversation's turns. What has no time, neither of the turn nor of the
    conversation, gives no line.
    """
    lines = [*_debits(heard, turn_keys), *_credits(heard, turn_keys)]
    return [line for line in lines if line.entry.happened_at <= now]


def _debits(heard: Heard, turn_keys: Sequence[str]) -> Iterator[LedgerLine]:
    talk = heard.conversation
    for given in heard.minutes:
        at = _moment(talk, given.turn)
        speaker = talk.speakers[given.speaker]
        if at is None or given.minutes <= 0 or speaker.side is Side.OURS:
            continue
        turn = "talk" if given.turn is None else turn_keys[given.turn]
        yield LedgerLine(
            key=f"debit|{_who(given.speaker, speaker)}|{turn}", entry=_debit(talk, given, at)
        )


def _debit(talk: Conversation, given: MinutesGiven, at: datetime) -> LedgerEntry:
    speaker = talk.speakers[given.speaker]
    return LedgerEntry(
        kind=EntryKind.DEBIT,
        activity_id="",
        happened_at=at,
        channel=talk.kind,
        contact_id=speaker.contact_id,
        account_id=talk.account_id,
        rep=rep_of(talk, given.turn),
        minutes=given.minutes,
        least=min(given.least, given.minutes),
        most=max(given.most, given.minutes),
        how=given.how,
        method=given.method if given.how is not HowKnown.MEASURED else "",
        detail=speaker.label,
        turn=given.turn,
        is_sample=talk.is_sample,
    )


def _credits(heard: Heard, turn_keys: Sequence[str]) -> Iterator[LedgerLine]:
    """Give a line for each positive reaction, then for each other sign of value."""
    told: set[str] = set()
    reactions = [one for one in heard.reactions if one.kind.is_positive]
    signs = [one for one in heard.credits if one.kind is not CreditKind.REACTION]
    for kind, quote, detail in (*map(_of_reaction, reactions), *map(_of_sign, signs)):
        at = _moment(heard.conversation, quote.turn)
        key = f"credit|{kind.value}|{quote.began}|{turn_keys[quote.turn]}"
        if at is None or key in told:
            continue
        told.add(key)
        entry = _credit(heard.conversation, kind, quote, detail, at)
        yield LedgerLine(key=key, entry=entry)


def _of_reaction(reaction: Reaction) -> tuple[CreditKind, Quote, str]:
    return CreditKind.REACTION, reaction.quote, reaction.kind.value


def _of_sign(sign: CreditSign) -> tuple[CreditKind, Quote, str]:
    return sign.kind, sign.quote, ""


def _credit(
    talk: Conversation, kind: CreditKind, quote: Quote, detail: str, at: datetime
) -> LedgerEntry:
    speaker = talk.speakers[talk.turns[quote.turn].speaker]
    whose = speaker if speaker.side is not Side.OURS else _first_of_theirs(talk)
    return LedgerEntry(
        kind=EntryKind.CREDIT,
        activity_id="",
        happened_at=at,
        channel=talk.kind,
        contact_id=whose.contact_id if whose else "",
        account_id=talk.account_id,
        rep=rep_of(talk, quote.turn),
        credit=kind,
        count=1,
        detail=detail,
        quote=quote.text,
        turn=quote.turn,
        is_sample=talk.is_sample,
    )


def rep_of(talk: Conversation, turn: int | None) -> str:
    """Return our rep of a turn: who wrote it, whom it was written to, else the first of ours."""
    places = range(len(talk.speakers))
    if turn is not None:
        said = talk.turns[turn]
        places = [said.speaker, *said.to, *places]
    for place in places:
        speaker = talk.speakers[place]
        if speaker.side is Side.OURS:
            return speaker.rep or speaker.label
    return ""


def _first_of_theirs(talk: Conversation) -> Speaker | None:
    return next((one for one in talk.speakers if one.side is Side.CUSTOMER), None)


def _who(place: int, speaker: Speaker) -> str:
    return speaker.email.casefold() or speaker.name.casefold() or str(place)


def _moment(talk: Conversation, turn: int | None) -> datetime | None:
    at = talk.turns[turn].at if turn is not None else None
    return at or talk.started_at
