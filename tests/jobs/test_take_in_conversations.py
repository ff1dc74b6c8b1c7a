"""Taking conversations in: what is kept, what is left out, and that twice is as good as once."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.jobs.made_conversations import (
    ADA,
    ANSWER,
    BEGAN,
    BEN,
    NOW,
    OFFER,
    PRAISE,
    WILMA,
    answered,
    call,
    mail,
    taken,
    thread,
    threads,
)
from tests.store.made_records import import_records
from wellspent.jobs.correct_heard import correct_heard
from wellspent.jobs.correct_minutes import correct_minutes
from wellspent.jobs.find_conversations import find_conversations
from wellspent.jobs.ledger_lines import ledger_lines
from wellspent.jobs.ledger_statement import ledger_statement
from wellspent.jobs.private_people import mark_private
from wellspent.jobs.show_conversation import show_conversation
from wellspent.jobs.undo_import import undo
from wellspent.jobs.what_we_owe import what_we_owe
from wellspent.records.account import Account
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.contact import Contact
from wellspent.records.conversation import Conversation, LinkedBy, Side, Speaker, Turn
from wellspent.records.heard import ReactionKind
from wellspent.records.ledger import Cut, EntryKind, LedgerEntry, LedgerQuery
from wellspent.records.taken_in import ConversationQuery, Keep, KeptConversation
from wellspent.store.activities import account_activities
from wellspent.store.connect import Store, open_store
from wellspent.store.listen_tables import (
    conversation_speakers,
    conversation_turns,
    conversations,
    heard_things,
    ledger_entries,
)
from wellspent.store.tables import accounts, activities, contacts, imports

TABLES = (
    conversations,
    conversation_speakers,
    conversation_turns,
    heard_things,
    ledger_entries,
    activities,
    imports,
)


def all_rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return all that the store holds of conversations."""
    with store.reading() as connection:
        return {
            table.name: [
                tuple(row) for row in connection.execute(select(table).order_by(table.c.number))
            ]
            for table in TABLES
        }


def only(store: Store) -> KeptConversation:
    """Return the only conversation."""
    (row,) = find_conversations(store, ConversationQuery()).rows
    return show_conversation(store, row.id)


def lines(store: Store) -> tuple[LedgerEntry, ...]:
    """Return the ledger's lines."""
    return ledger_lines(store, LedgerQuery(limit=1000)).entries


def in_force(store: Store) -> tuple[LedgerEntry, ...]:
    """Return the lines that hold."""
    return ledger_lines(store, LedgerQuery(limit=1000, only_in_force=True)).entries


def test_thread_is_kept_whole_with_what_was_heard(store: Store) -> None:
    done = taken(store, thread())
    kept = only(store)
    assert (done.created, done.turns, done.activities) == (1, 2, 2)
    assert [turn.text for turn in kept.conversation.turns] == [OFFER, PRAISE]
    assert [one.kind for one in kept.heard.reactions] == [ReactionKind.DELIGHT]
    assert [speaker.side for speaker in kept.conversation.speakers] == [Side.OURS, Side.CUSTOMER]


def test_each_mail_becomes_an_activity_of_its_direction(store: Store) -> None:
    import_records(store, Account(name="Kunde", domain="kunde.example"))
    ada = Contact(name="Ada Kunde", email="ada@kunde.example", account_key="Kunde")
    import_records(store, ada)
    taken(store, thread())
    found = account_activities(store, "A1")
    assert [(one.direction, one.rep, one.contact_id) for one in found] == [
        (Direction.INBOUND, "Wilma Sample", "C1"),
        (Direction.OUTBOUND, "Wilma Sample", "C1"),
    ]


def test_call_is_one_activity_with_its_minutes_for_each_who_came(store: Store) -> None:
    done = taken(store, call(came=(ADA, BEN)))
    assert (done.activities, done.minutes) == (1, 40)
    assert {entry.activity_id for entry in lines(store)} == {"V1"}
    assert {entry.detail for entry in lines(store)} == {"Ada Kunde", "Ben Kunde"}


def test_taking_the_same_in_again_changes_nothing(store: Store) -> None:
    taken(store, thread(), call())
    before = all_rows(store)
    again = taken(store, thread(), call())
    assert all_rows(store) == before
    assert (again.unchanged, again.created, again.grown, again.import_id) == (2, 0, 0, "")


def test_thread_that_grows_gets_its_new_turns_and_is_heard_anew(store: Store) -> None:
    taken(store, thread())
    assert [debt.quote for debt in what_we_owe(store, now=NOW)] == ["What does it cost?"]
    done = taken(store, answered())
    assert (done.grown, done.turns, done.activities) == (1, 1, 1)
    assert what_we_owe(store, now=NOW) == []
    assert [turn.text for turn in only(store).conversation.turns] == [OFFER, PRAISE, ANSWER]


def test_reply_that_comes_alone_joins_the_thread_that_it_belongs_to(store: Store) -> None:
    taken(store, thread())
    whole = answered()
    alone = replace(whole, external_id="<m2@otter.example>", turns=whole.turns[1:])
    done = taken(store, alone)
    assert (done.grown, done.created) == (1, 0)
    assert len(only(store).conversation.turns) == 3


def test_things_that_were_heard_keep_their_ids_when_a_thread_grows(store: Store) -> None:
    taken(store, thread())
    before = [one.id for one in only(store).heard.reactions]
    taken(store, answered())
    assert [one.id for one in only(store).heard.reactions] == before


def test_older_mail_that_comes_late_takes_its_place(store: Store) -> None:
    whole = answered()
    taken(store, replace(whole, turns=whole.turns[1:]))
    taken(store, whole)
    kept = only(store)
    assert [turn.text for turn in kept.conversation.turns] == [OFFER, PRAISE, ANSWER]
    assert [one.quote.turn for one in kept.heard.reactions] == [1]


def test_internal_conversation_is_left_out_and_counted(store: Store) -> None:
    paolo = Speaker(name="Paolo Esempio", email="paolo@otter.example")
    done = taken(store, thread(speakers=(WILMA, paolo)))
    assert (done.internal, done.created, done.import_id) == (1, 0, "")
    assert all_rows(store) == {table.name: [] for table in TABLES}


def test_conversation_with_somebody_private_is_left_out(store: Store) -> None:
    mark_private(store, "ada@kunde.example", by="me", now=NOW)
    done = taken(store, thread())
    assert (done.private, done.created) == (1, 0)
    assert all_rows(store)["conversation_turns"] == []


def test_automatic_mail_that_nobody_answered_is_left_out_and_counted(store: Store) -> None:
    away = replace(mail(1, 1, "I am out of the office until Monday.", to=0), automatic=True)
    done = taken(store, thread(away))
    assert (done.automatic, done.created, done.import_id, done.unknown) == (1, 0, "", ())
    assert done.notes == ("1 automatic, which nobody answered: left out.",)
    assert all_rows(store) == {table.name: [] for table in TABLES}


def test_automatic_reply_within_a_thread_stays(store: Store) -> None:
    away = replace(mail(4, 1, "I am out of the office.", hours=6, to=0), automatic=True)
    assert taken(store, thread(mail(1, 0, OFFER), away)).created == 1
    assert [turn.automatic for turn in only(store).conversation.turns] == [False, True]


def test_automatic_reply_that_comes_later_joins_its_stored_thread(store: Store) -> None:
    taken(store, thread())
    away = replace(mail(4, 1, "I am out of the office.", hours=6, to=0), automatic=True)
    done = taken(store, thread(away))
    assert (done.grown, done.automatic) == (1, 0)
    assert [turn.automatic for turn in only(store).conversation.turns] == [False, False, True]


def test_whole_domain_and_a_name_can_be_private(store: Store) -> None:
    mark_private(store, "@kunde.example", now=NOW)
    assert taken(store, thread()).private == 1
    mark_private(store, "Cäcilie Heimlich", now=NOW)
    secret = Speaker(name="Caecilie Heimlich"), Speaker(name="HEIMLICH, Cäcilie")
    assert [taken(store, call(came=(one,))).private for one in secret] == [0, 1]


def test_meeting_that_is_still_to_come_waits(store: Store) -> None:
    later = replace(call(), started_at=NOW + timedelta(hours=1))
    done = taken(store, later)
    assert (done.created, done.notes) == (
        0,
        ("1 still to come: kept as meetings ahead.",),
    )


def test_meeting_that_was_moved_moves_its_activity_and_its_lines(store: Store) -> None:
    taken(store, call())
    moved = replace(call(), started_at=NOW - timedelta(hours=5), minutes=30)
    assert taken(store, moved).grown == 1
    with store.reading() as connection:
        rows = connection.execute(select(activities.c.happened_at, activities.c.minutes)).all()
    assert [tuple(row) for row in rows] == [(moved.started_at, 30)]
    assert [(entry.happened_at, entry.minutes) for entry in in_force(store)] == [
        (moved.started_at, 30)
    ]


def test_excerpts_keep_only_the_quotes_at_their_places(store: Store) -> None:
    taken(store, thread(), keep=Keep.EXCERPTS)
    kept = only(store)
    texts = [turn.text for turn in kept.conversation.turns]
    assert OFFER not in texts
    for thing in (*kept.heard.reactions, *kept.heard.questions):
        quote = thing.quote
        assert texts[quote.turn][quote.start : quote.end] == quote.text != ""


def test_measures_keep_no_words_at_all(store: Store) -> None:
    taken(store, thread(), keep=Keep.MEASURES)
    kept = only(store)
    assert [one.kind for one in kept.heard.reactions] == [ReactionKind.DELIGHT]
    dump = str(all_rows(store))
    for words in ("amazing", "cost", "plants", "wet floor", "Wet floors"):
        assert words not in dump


def test_minutes_are_the_same_however_much_is_kept(store: Store) -> None:
    taken(store, answered())
    wanted = [(entry.kind, entry.minutes, entry.count) for entry in in_force(store)]
    undo(store, "I1")
    for keep in (Keep.EXCERPTS, Keep.MEASURES):
        run = taken(store, thread(), keep=keep)
        reply = replace(answered(), turns=answered().turns[2:])
        grown = taken(store, reply, keep=keep)
        assert grown.grown == 1
        found = [(entry.kind, entry.minutes, entry.count) for entry in in_force(store)]
        assert sorted(map(str, found)) == sorted(map(str, wanted))
        assert what_we_owe(store, now=NOW) == [] or keep is Keep.MEASURES
        undo(store, grown.import_id)
        undo(store, run.import_id)


def test_mail_that_is_known_as_an_activity_is_not_doubled(store: Store) -> None:
    known = Activity(
        kind=ActivityKind.EMAIL,
        external_id="<m1@otter.example>",
        subject="From the CRM",
        happened_at=NOW - timedelta(days=3),
        contact_key="ada@kunde.example",
    )
    import_records(store, known)
    done = taken(store, thread())
    assert (done.activities, done.activities_known) == (1, 1)
    with store.reading() as connection:
        subjects = connection.execute(select(activities.c.subject)).scalars().all()
    assert subjects == ["From the CRM", "Wet floors"]


def test_what_a_program_wrote_is_no_activity(store: Store) -> None:
    out = replace(mail(2, 1, "I am out of the office.", hours=1, to=0), automatic=True)
    done = taken(store, thread(mail(1, 0, OFFER), out))
    assert (done.turns, done.activities, done.debits) == (2, 1, 0)


def test_people_nobody_knows_are_named_and_no_account_is_made_up(store: Store) -> None:
    free = Speaker(name="Ida", email="ida@gmail.com")
    done = taken(store, thread(speakers=(WILMA, free)))
    assert [(one.speaker.email, one.account_id) for one in done.unknown] == [("ida@gmail.com", "")]
    with store.reading() as connection:
        assert connection.execute(select(accounts)).all() == []
        assert connection.execute(select(contacts)).all() == []


def test_contact_that_comes_later_is_linked_when_the_same_is_read_again(store: Store) -> None:
    taken(store, thread())
    ada = Contact(name="Ada Kunde", email="ada@kunde.example")
    import_records(store, ada)
    taken(store, thread())
    assert only(store).conversation.speakers[1].linked_by is LinkedBy.ADDRESS
    assert {entry.contact_id for entry in in_force(store)} == {"C1"}


def test_undone_import_leaves_nothing_but_lines_that_cancel_out(store: Store) -> None:
    done = taken(store, thread(), call())
    undo(store, done.import_id)
    rows = all_rows(store)
    assert [table.name for table in TABLES if rows[table.name]] == ["ledger_entries", "imports"]
    assert in_force(store) == ()
    assert abs(sum(entry.minutes for entry in lines(store))) < 1e-9
    assert {entry.quote for entry in lines(store)} == {""}


def test_undoing_the_second_import_leaves_the_thread_as_the_first_brought_it(store: Store) -> None:
    taken(store, thread())
    first = only(store)
    second = taken(store, answered())
    undo(store, second.import_id)
    assert only(store).conversation == first.conversation
    assert only(store).heard.questions == first.heard.questions
    assert [debt.quote for debt in what_we_owe(store, now=NOW)] == ["What does it cost?"]


def test_undoing_the_first_import_leaves_what_the_second_brought(store: Store) -> None:
    first = taken(store, thread())
    taken(store, answered())
    undo(store, first.import_id)
    kept = only(store)
    assert [turn.text for turn in kept.conversation.turns] == [ANSWER]
    assert kept.heard.reactions == ()
    assert in_force(store) == ()


def test_after_an_undo_the_same_can_be_taken_in_again(store: Store) -> None:
    taken(store, thread())
    wanted = [(entry.minutes, entry.quote) for entry in in_force(store)]
    undo(store, "I1")
    assert taken(store, thread()).created == 1
    assert [(entry.minutes, entry.quote) for entry in in_force(store)] == wanted


@contextmanager
def empty_store(template: Path) -> Iterator[Store]:
    """Give a store of its own to an example of a property test."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        shutil.copyfile(template, path)
        store = open_store(f"sqlite:///{path}")
        yield store
        store.close()


ANY = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@ANY
@given(talks=threads(), data=st.data())
def test_any_conversations_taken_in_again_change_nothing(
    sqlite_template: Path, talks: list[Conversation], data: st.DataObject
) -> None:
    keep = data.draw(st.sampled_from(Keep))
    with empty_store(sqlite_template) as store:
        taken(store, *talks, keep=keep)
        before = all_rows(store)
        taken(store, *data.draw(st.permutations(talks)), keep=keep)
        assert all_rows(store) == before


@ANY
@given(talks=threads(), cut_at=st.integers(0, 6))
def test_any_thread_that_grows_ends_as_if_it_had_come_whole(
    sqlite_template: Path, talks: list[Conversation], cut_at: int
) -> None:
    parts = [replace(one, turns=one.turns[: max(cut_at, 1)]) for one in talks]
    with empty_store(sqlite_template) as store:
        taken(store, *parts)
        taken(store, *talks)
        grown = sums(store)
        heard = [only_heard(store, one) for one in all_conversations(store)]
    with empty_store(sqlite_template) as store:
        taken(store, *talks)
        assert grown == sums(store)
        assert heard == [only_heard(store, one) for one in all_conversations(store)]


@settings(ANY, max_examples=8, phases=[Phase.explicit, Phase.generate])
@given(talks=threads(), data=st.data())
def test_sum_of_the_lines_is_the_statement_at_every_cut_after_any_corrections(
    sqlite_template: Path, talks: list[Conversation], data: st.DataObject
) -> None:
    with empty_store(sqlite_template) as store:
        taken(store, *talks)
        for _ in range(data.draw(st.integers(0, 4))):
            correct_something(store, data)
        taken(store, *talks)
        entries = lines(store)
        statement = ledger_statement(store, cut=data.draw(st.sampled_from(Cut)))
        minutes = sum(line.minutes for line in statement.lines)
        assert abs(minutes - sum(entry.minutes for entry in entries)) < 1e-6
        signs = sum(line.credits for line in statement.lines)
        assert signs == sum(entry.count for entry in entries)
        holding = in_force(store)
        assert (
            abs(sum(entry.minutes for entry in entries) - sum(entry.minutes for entry in holding))
            < 1e-6
        )
        assert all(entry.minutes >= 0 and entry.count >= 0 for entry in holding)


def correct_something(store: Store, data: st.DataObject) -> None:
    """Correct a debit's minutes, or a reaction, as somebody may."""
    debits = [entry for entry in in_force(store) if entry.kind is EntryKind.DEBIT]
    reactions = [
        reaction
        for one in all_conversations(store)
        for reaction in show_conversation(store, one).heard.reactions
    ]
    if debits and data.draw(st.booleans()):
        entry = data.draw(st.sampled_from(debits))
        minutes = data.draw(st.floats(0, 100))
        correct_minutes(store, entry.id, minutes=minutes, reason="asked", by="me", now=NOW)
    elif reactions:
        reaction = data.draw(st.sampled_from(reactions))
        kind = data.draw(st.sampled_from([None, *ReactionKind]))
        correct_heard(store, reaction.id, kind=kind, by="me", now=NOW)


def all_conversations(store: Store) -> list[str]:
    """Return all conversations in the order of their own names."""
    query = select(conversations.c.number).order_by(conversations.c.external_id)
    with store.reading() as connection:
        return [f"K{number}" for number in connection.execute(query).scalars()]


def only_heard(store: Store, conversation: str) -> list[tuple[object, ...]]:
    """Return what was heard in a conversation, without ids."""
    heard = show_conversation(store, conversation).heard
    things = (*heard.reactions, *heard.questions, *heard.commitments, *heard.credits)
    return [(type(one).__name__, one.quote) for one in things]


def sums(store: Store) -> dict[tuple[object, ...], tuple[float, int]]:
    """Return the sums of the ledger's lines by all that a statement is cut by."""
    found: dict[tuple[object, ...], tuple[float, int]] = {}
    for entry in lines(store):
        key = (entry.kind, entry.channel, entry.rep, entry.happened_at, entry.detail)
        minutes, count = found.get(key, (0.0, 0))
        found[key] = (minutes + entry.minutes, count + entry.count)
    return {
        key: (round(minutes, 6), count)
        for key, (minutes, count) in found.items()
        if abs(minutes) > 1e-9 or count
    }


def recorded(*, late: float = 4) -> Conversation:
    """Return the recording of the same meeting: names alone, and what they said."""
    ada, wilma = replace(ADA, email=""), replace(WILMA, email="")
    said = Turn(speaker=0, text="That was a good use of my time.", start=3.0, end=9.0)
    return Conversation(
        kind=ActivityKind.MEETING,
        speakers=(ada, replace(wilma, side=Side.OURS)),
        turns=(said,),
        source="webvtt",
        started_at=BEGAN + timedelta(minutes=late),
        minutes=17,
    )


def planned() -> Conversation:
    """Return the meeting as the calendar has it."""
    return replace(call(minutes=30), kind=ActivityKind.MEETING, source="calendar")


def test_meeting_that_was_also_recorded_counts_once(store: Store) -> None:
    taken(store, planned())
    done = taken(store, recorded(), source="recordings")
    assert (done.grown, done.created, done.activities) == (1, 0, 0)
    kept = only(store).conversation
    assert [one.label for one in kept.speakers] == ["Wilma Sample", "Ada Kunde"]
    assert (kept.minutes, len(kept.turns)) == (17, 1)
    assert [entry.minutes for entry in in_force(store) if entry.kind is EntryKind.DEBIT] == [17]


def test_calendar_and_recording_change_nothing_when_both_are_read_again(store: Store) -> None:
    taken(store, planned(), recorded())
    before = all_rows(store)
    assert len(before["conversations"]) == 1
    taken(store, recorded(), planned())
    taken(store, planned())
    assert all_rows(store) == before


def test_two_recordings_and_meetings_of_other_times_or_people_stay_apart(store: Store) -> None:
    other = replace(recorded(), turns=(replace(recorded().turns[0], text="Something else."),))
    taken(store, planned(), recorded(late=45), other, replace(recorded(), speakers=(BEN, WILMA)))
    assert len(find_conversations(store, ConversationQuery()).rows) == 3
