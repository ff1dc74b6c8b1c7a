"""Introductions: who named a colleague to us in a sentence that brings or introduces somebody."""

from collections.abc import Iterator
from typing import Final

from wellspent.reach.seen import Seen, quoted, speaker_of, turn_evidence
from wellspent.records.buying_role import Relation
from wellspent.records.conversation import Side
from wellspent.records.heard import CreditKind

HOW: Final = "introduced us to"


def introductions(seen: Seen) -> Iterator[Relation]:
    """Yield each pair once, with the words; only people whom the account's contacts name."""
    known: set[tuple[str, str]] = set()
    for one in _named(seen):
        if (one.from_id, one.to_id) not in known:
            known.add((one.from_id, one.to_id))
            yield one


def _named(seen: Seen) -> Iterator[Relation]:
    for heard in seen.history.conversations:
        talk = heard.conversation
        for credit in heard.credits:
            turn = credit.quote.turn
            if credit.kind is CreditKind.INTRODUCTION and talk.side_of(turn) is Side.CUSTOMER:
                by = speaker_of(talk, turn)
                for to_id in seen.people.named_in(credit.quote.text, by=by) if by else ():
                    evidence = quoted(talk, credit.quote)
                    yield Relation(from_id=by, to_id=to_id, how=HOW, evidence=evidence)
    for sentence in seen.said("bringing", "introduces"):
        for to_id in seen.people.named_in(sentence.text, by=sentence.contact_id):
            evidence = turn_evidence(sentence.talk, sentence.turn, sentence.text)
            yield Relation(from_id=sentence.contact_id, to_id=to_id, how=HOW, evidence=evidence)
