import pytest

from wellspent.phrases.attempts import is_attempt, is_conversation
from wellspent.records.activity import Activity, ActivityKind

CALL, MEETING = ActivityKind.CALL, ActivityKind.MEETING


@pytest.mark.parametrize(
    ("minutes", "subject", "body", "talked"),
    [
        (7, "", "", True),
        (1, "", "", False),
        (0, "Call", "spoke about floors", False),
        (None, "", "spoke about floors", True),
        (None, "", "", False),
        (1, "left voicemail", "", False),
        (3, "no answer", "", False),
        (None, "called back", "No answer first, then she called back", True),
        (12, "Mailbox migration", "", True),
        (None, "Nicht erreicht", "Nicht erreicht", False),
    ],
)
def test_call_was_a_talk_by_its_minutes_and_its_note(minutes, subject, body, talked):
    call = Activity(kind=CALL, minutes=minutes, subject=subject, body=body)
    assert is_conversation(call) is talked


def test_meeting_that_was_cancelled_is_an_attempt():
    assert is_attempt(Activity(kind=MEETING, subject="Cancelled: demo"))
    assert not is_attempt(Activity(kind=MEETING, subject="Demo"))


def test_mail_is_no_attempt():
    assert not is_attempt(Activity(kind=ActivityKind.EMAIL, subject="No answer yet"))
