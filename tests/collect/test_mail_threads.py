"""Messages put together into threads."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.collect.mail_item import MailAddress, MailItem
from wellspent.collect.mail_threads import bare_subject, threads
from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation

BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)
ADA = MailAddress(name="Ada", email="ada@acme.example")
BO = MailAddress(name="", email="bo@b.example")
BO_NAMED = MailAddress(name="Bo Bond", email="bo@b.example")
CY = MailAddress(name="Cy", email="cy@c.example")


def item(
    number: int,
    *answers: int,
    subject: str = "Ovens",
    sender: MailAddress = ADA,
    to: MailAddress = BO,
    days: float | None = None,
) -> MailItem:
    return MailItem(
        message_id=f"<{number}@x>",
        sender=sender,
        to=(to,),
        subject=subject,
        sent_at=BEGAN + timedelta(days=number if days is None else days),
        in_reply_to=f"<{answers[-1]}@x>" if answers else "",
        references=tuple(f"<{answer}@x>" for answer in answers),
        text=f"text {number}",
    )


def found(*items: MailItem) -> list[list[str]]:
    return [[turn.text for turn in thread.turns] for thread in threads(items)]


def test_answers_join_what_they_answer_in_the_order_of_time() -> None:
    thread: Conversation
    (thread,) = threads(
        [item(3, 1, 2, subject="Re: Ovens"), item(1), item(2, 1, sender=BO_NAMED, to=ADA)]
    )
    assert [turn.external_id for turn in thread.turns] == ["<1@x>", "<2@x>", "<3@x>"]
    assert thread.kind is ActivityKind.EMAIL
    assert (thread.external_id, thread.title, thread.source) == ("<1@x>", "Ovens", "mail")
    assert [speaker.label for speaker in thread.speakers] == ["Ada", "Bo Bond"]
    assert [(turn.speaker, turn.to) for turn in thread.turns] == [(0, (1,)), (1, (0,)), (0, (1,))]
    assert thread.started_at == BEGAN + timedelta(days=1)


def test_threads_are_known_by_a_first_message_that_is_not_there() -> None:
    early, late = threads([item(2, 1)]), threads([item(3, 1, 2)])
    assert next(early).external_id == next(late).external_id == "<1@x>"


def test_message_that_comes_twice_counts_once() -> None:
    assert found(item(1), item(1)) == [["text 1"]]


def test_same_subject_alone_joins_nothing() -> None:
    assert found(item(1), item(2)) == [["text 1"], ["text 2"]]


def test_answer_that_names_nothing_joins_by_subject_and_people() -> None:
    reply = item(2, subject="AW: Ovens", sender=BO, to=ADA)
    assert found(item(1), reply) == [["text 1", "text 2"]]
    other = item(2, subject="AW: Ovens", sender=CY, to=BO)
    assert found(item(1), other) == [["text 1"], ["text 2"]]
    late = item(2, subject="AW: Ovens", sender=BO, to=ADA, days=60)
    assert found(item(1), late) == [["text 1"], ["text 2"]]


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("Re: AW: Fwd: Ovens", "Ovens"),
        ("RE[2]: Ovens", "Ovens"),
        ("Réf : Ovens: the price", "Ovens: the price"),
        ("Ovens: the price", "Ovens: the price"),
        ("WG:Straße", "Straße"),
        ("", ""),
    ],
)
def test_marks_of_answers_are_no_part_of_a_subject(subject: str, bare: str) -> None:
    assert bare_subject(subject) == bare


@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.lists(st.integers(0, 9), max_size=3), st.integers(0, 90)),
        max_size=25,
    )
)
def test_each_message_is_in_one_thread_whatever_it_names(
    drawn: list[tuple[int, list[int], int]],
) -> None:
    items = [item(number, *answers, days=days) for number, answers, days in drawn]
    together = list(threads(items))
    turns = [turn.external_id for thread in together for turn in thread.turns]
    assert sorted(turns) == sorted({each.message_id for each in items})
    shuffled = list(
        threads(reversed([*{each.message_id: each for each in reversed(items)}.values()]))
    )
    assert sorted(len(thread.turns) for thread in shuffled) == sorted(
        len(thread.turns) for thread in together
    )
