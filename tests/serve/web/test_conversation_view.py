from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.jobs.made_conversations import thread
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Side
from wellspent.records.heard import (
    Commitment,
    CommitmentStatus,
    Heard,
    HowKnown,
    PowerKind,
    PowerStatement,
    Question,
    Quote,
    TalkMeasures,
)
from wellspent.records.ledger import EntryKind, LedgerEntry
from wellspent.records.taken_in import Keep, KeptConversation
from wellspent.records.talk_spread import TalkSpread
from wellspent.serve.web.conversation_view import name_of_conversation, notes_of, shown_turns
from wellspent.serve.web.minutes_by_person import in_ledger
from wellspent.serve.web.talk_table import talk_rows

WOW = Quote(turn=1, start=0, end=3, text="Wow")


def kept(**heard) -> KeptConversation:
    return KeptConversation(heard=Heard(conversation=thread(), **heard), keep=Keep.ALL)


def promise(side: Side, status: CommitmentStatus) -> Commitment:
    return Commitment(
        quote=WOW, side=side, who="Wilma", due=date(2026, 11, 20), status=status, id="F1"
    )


@pytest.mark.parametrize(
    ("side", "status", "weight"),
    [
        (Side.OURS, CommitmentStatus.OPEN, "owed"),
        (Side.OURS, CommitmentStatus.OVERDUE, "owed"),
        (Side.OURS, CommitmentStatus.KEPT, "plain"),
        (Side.CUSTOMER, CommitmentStatus.OVERDUE, "plain"),
    ],
)
def test_only_our_open_promises_are_owed(side, status, weight):
    (note,) = notes_of(kept(commitments=(promise(side, status),)))
    assert note.weight == weight


def test_what_was_settled_is_owed_no_more():
    talk = kept(questions=(Question(quote=WOW, asked_by=Side.CUSTOMER, id="F1"),))
    assert [note.weight for note in notes_of(talk)] == ["owed"]
    assert [note.weight for note in notes_of(replace(talk, settled=frozenset({"F1"})))] == ["plain"]


def test_our_own_questions_are_not_in_the_margin():
    assert list(notes_of(kept(questions=(Question(quote=WOW, asked_by=Side.OURS),)))) == []


def test_words_are_marked_where_they_stand():
    power = PowerStatement(kind=PowerKind.DECIDES, about="me", quote=WOW, certainty=0.9)
    turn = shown_turns(kept(power=(power,)))[1]
    assert (turn.pieces[0].text, turn.pieces[0].key) == ("Wow", "power-0")
    assert turn.notes[0].head == "Who decides: the speaker decides"


def test_conversation_without_a_title_is_named_by_its_people():
    talk = kept()
    untitled = replace(talk.conversation, title=" ")
    named = replace(talk, heard=replace(talk.heard, conversation=untitled))
    assert name_of_conversation(named) == "Email with Wilma Sample and Ada Kunde"


def entry(kind: EntryKind, **more) -> LedgerEntry:
    at = datetime(2026, 11, 20, tzinfo=UTC)
    return LedgerEntry(
        kind=kind, activity_id="V1", happened_at=at, channel=ActivityKind.EMAIL, **more
    )


def test_lines_add_up_by_person_and_by_how_they_are_known():
    told = in_ledger(
        [
            entry(EntryKind.DEBIT, contact_id="C1", minutes=2, least=1, most=4,
                  how=HowKnown.ESTIMATED),
            entry(EntryKind.DEBIT, contact_id="C1", minutes=3, least=2, most=5,
                  how=HowKnown.ESTIMATED),
            entry(EntryKind.DEBIT, contact_id="C1", minutes=9, least=9, most=9,
                  how=HowKnown.MEASURED),
            entry(EntryKind.CREDIT, count=1),
        ]
    )  # fmt: skip
    assert [(one.minutes, one.lines) for one in told.people] == [(9, 1), (5, 2)]
    assert (told.minutes, told.least, told.most, told.signs) == (14, 12, 18, 1)
    assert told.is_estimate


def test_measures_stand_beside_the_teams_and_unknown_ones_are_left_out():
    talk = TalkMeasures(
        our_words=40, their_words=60, our_share_of_words=0.4, our_share_of_seconds=None,
        our_longest_words=20, their_longest_words=30, our_longest_seconds=None, our_questions=1,
        their_questions=2, our_interruptions=None, their_interruptions=None,
        our_response_hours=None, their_response_hours=3.5,
    )  # fmt: skip
    spread = TalkSpread(count=9, low=0.35, middle=0.5, high=0.6)
    rows = {row.words: row for row in talk_rows(talk, {"our_share_of_words": spread})}
    assert rows["Share of the words"].team == "35 to 60 %"
    assert rows["Response time, in hours"].theirs == "3.5"
    assert not {"Share of the seconds", "Interruptions"} & rows.keys()
