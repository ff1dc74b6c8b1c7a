"""Relations: who at an account leads to whom, each from a record; nothing is guessed."""

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from wellspent.reach.committee_rules import COPIED, FORWARDED, INTRODUCED, MET, NAMED, REPORTS
from wellspent.reach.introductions import introductions
from wellspent.reach.seen import Seen, turn_evidence
from wellspent.records.activity import ActivityKind
from wellspent.records.buying_role import Relation, RoleSign, SignOfRole
from wellspent.records.conversation import Conversation, Side
from wellspent.records.evidence import Evidence, OwnRecord

_NAMING: Final = frozenset({SignOfRole.NAMED_AS_DECIDER, SignOfRole.NAMED_AS_APPROVER})


def relations(seen: Seen, signs: tuple[RoleSign, ...]) -> tuple[Relation, ...]:
    """Return each pair once for each way in which they are linked, with the first evidence."""
    found: dict[tuple[str, str, str], Relation] = {}
    for one in _all(seen, signs):
        if one.from_id != one.to_id and one.to_id in seen.contacts and one.from_id in seen.contacts:
            found.setdefault((one.from_id, one.to_id, one.how), one)
    return tuple(found.values())


def _all(seen: Seen, signs: tuple[RoleSign, ...]) -> Iterator[Relation]:
    for one in introductions(seen):
        yield Relation(from_id=one.from_id, to_id=one.to_id, how=INTRODUCED, evidence=one.evidence)
    yield from _said(seen, "forwards", FORWARDED)
    yield from _said(seen, "reports", REPORTS)
    yield from _said(seen, "brings", COPIED)
    for sign in signs:
        if sign.kind in _NAMING and sign.by and sign.contact_id:
            yield Relation(
                from_id=sign.by, to_id=sign.contact_id, how=NAMED, evidence=sign.evidence
            )
    for heard in seen.talks:
        yield from _copied(heard.conversation)
        yield from _met(heard.conversation)


def _said(seen: Seen, group: str, how: str) -> Iterator[Relation]:
    for sentence in seen.said("bringing", group):
        evidence = turn_evidence(sentence.talk, sentence.turn, sentence.text)
        by = sentence.contact_id
        meant = seen.people.named_in(sentence.text, by=by) or seen.people.with_role(
            sentence.after("bringing", group), by=by
        )
        for to_id in meant:
            yield Relation(from_id=by, to_id=to_id, how=how, evidence=evidence)


def _copied(talk: Conversation) -> Iterator[Relation]:
    if talk.kind is not ActivityKind.EMAIL:
        return
    for number, turn in enumerate(talk.turns):
        by = talk.speakers[turn.speaker]
        if by.side is not Side.CUSTOMER or not by.contact_id:
            continue
        for place in turn.to:
            other = talk.speakers[place]
            if other.side is Side.CUSTOMER and other.contact_id:
                evidence = Evidence(
                    OwnRecord.CONVERSATION,
                    talk.id,
                    f"turn {number} to",
                    other.label,
                    turn.at or talk.started_at,
                )
                yield Relation(
                    from_id=by.contact_id, to_id=other.contact_id, how=COPIED, evidence=evidence
                )


def _met(talk: Conversation) -> Iterator[Relation]:
    if talk.kind not in (ActivityKind.MEETING, ActivityKind.CALL):
        return
    first: dict[str, int] = {}
    for number, turn in enumerate(talk.turns):
        speaker = talk.speakers[turn.speaker]
        if speaker.side is Side.CUSTOMER and speaker.contact_id and turn.text.strip():
            first.setdefault(speaker.contact_id, number)
    for one, other in combinations(first, 2):
        for from_id, to_id in ((one, other), (other, one)):
            evidence = turn_evidence(talk, first[to_id], talk.turns[first[to_id]].text)
            yield Relation(from_id=from_id, to_id=to_id, how=MET, evidence=evidence)
