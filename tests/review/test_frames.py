"""Frames: a reproach, a joke or a threat is told by the groups of words that meet."""

from datetime import UTC, datetime

import pytest

from wellspent.records.draft import Draft, DraftChannel, DraftType
from wellspent.review.engine import prepare
from wellspent.review.frames import LONGEST, Frame, mark_frames
from wellspent.review.message import Message
from wellspent.review.registry import rule_by_code

BOOK = prepare([rule_by_code("MAN001")]).book
SAME = (Frame(("effort", "silence")),)
NEXT = (Frame(("effort", "silence"), reach=1),)


def marks(body: str, frames: tuple[Frame, ...], *, subject: str = "", **draft: object) -> list[str]:
    written = Draft(body=body, subject=subject, **draft)  # pyright: ignore[reportArgumentType]
    message = Message(written, book=BOOK, now=datetime(2026, 11, 22, tzinfo=UTC))
    found = mark_frames(message, "guilt", frames, enough=("guilt",), unless=("harmless",))
    return [message.quote(each.span) for each in found]


def test_groups_that_meet_in_a_sentence_are_marked_from_first_to_last():
    said = "Hi Ada,\n\nWe spent two evenings on it and have heard nothing."
    assert marks(said, SAME) == ["spent two evenings on it and have"]


def test_one_group_alone_says_nothing():
    assert marks("Hi Ada,\n\nWe spent two evenings on the bench.", SAME) == []


@pytest.mark.parametrize(("frames", "count"), [(SAME, 0), (NEXT, 1)])
def test_reach_lets_groups_meet_in_neighbouring_sentences(frames: tuple[Frame, ...], count: int):
    said = "Hi Ada,\n\nWe spent two evenings on it. I have heard nothing."
    assert len(marks(said, frames)) == count


def test_reach_ends_before_the_sentence_after_the_next():
    said = "Hi Ada,\n\nWe spent two evenings on it. It fits. I have heard nothing."
    assert marks(said, NEXT) == []


def test_a_sentence_that_excuses_itself_is_passed_over():
    said = "Hi Ada,\n\nSorry that we spent two evenings on it and you have heard nothing."
    assert marks(said, SAME) == []


def test_groups_far_apart_in_a_long_sentence_do_not_meet():
    said = (
        f"We spent two evenings on it {'and then some ' * (LONGEST // 14)}and have heard nothing."
    )
    assert marks(f"Hi Ada,\n\n{said}", SAME) == []


def test_a_frame_that_overlaps_a_phrase_is_marked_once():
    said = "Hi Ada,\n\nafter all the work we put into it, we heard nothing."
    assert marks(said, SAME) == ["after all the work"]


def test_words_of_a_script_are_ours_and_short_quotes_are_not():
    quoted = '"We spent two whole evenings on your layout, Ada, and we have heard nothing since."'
    assert marks(quoted, SAME) == []
    assert len(marks(quoted, SAME, channel=DraftChannel.CALL_SCRIPT)) == 1
    assert marks('Ask for Ada. "Spent evenings, no reply"', SAME, type=DraftType.FOLLOW_UP) == []


def test_the_subject_of_a_thread_may_be_somebody_elses():
    said = "We spent two evenings and heard nothing"
    assert marks("Hi Ada, here it is.", SAME, subject=f"Re: {said}") == []
    assert marks("Hi Ada, here it is.", SAME, subject=said) == [said]
