import contextlib
import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.collect.draft_json import draft_from_json, draft_from_value
from wellspent.collect.draft_lines import MOST_WRONG, drafts_of_lines
from wellspent.collect.found_draft import FoundDraft
from wellspent.errors import InputError
from wellspent.records.draft import Draft, DraftChannel, DraftType


def test_every_key_is_read() -> None:
    value = {
        "id": "D1",
        "channel": "call_script",
        "type": "Follow up",
        "from": "Kim",
        "to": "C12",
        "send_at": "2026-03-03T09:00+01:00",
        "subject": "s",
        "body": "<p>b</p>",
        "is_html": True,
        "attachments": ["a.pdf"],
        "in_reply_to": "",
        "recipients": 3,
        "headers": {"List-Unsubscribe": "<mailto:x@y.example>"},
    }
    assert draft_from_value(value) == Draft(
        id="D1",
        channel=DraftChannel.CALL_SCRIPT,
        type=DraftType.FOLLOW_UP,
        sender="Kim",
        recipient="C12",
        send_at=datetime(2026, 3, 3, 8, 0, tzinfo=UTC),
        subject="s",
        body="<p>b</p>",
        is_html=True,
        attachments=("a.pdf",),
        in_reply_to="",
        recipients=3,
        headers={"list-unsubscribe": "<mailto:x@y.example>"},
    )


def test_null_and_nothing_mean_unknown() -> None:
    value = dict.fromkeys(["channel", "to", "attachments", "in_reply_to", "send_at"])
    assert draft_from_value(value) == Draft()
    assert draft_from_value({"channel": "", "type": " "}) == Draft()
    assert draft_from_value({"attachments": [], "in_reply_to": ""}) == Draft(
        attachments=(), in_reply_to=""
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no JSON object"),
        ("[]", "A draft is a JSON object"),
        ('"text"', "A draft is a JSON object"),
        ("[" * 100_000, "nested too deeply"),
        ('{"boddy": "x"}', "Did you mean 'body'?"),
        ('{"body": 3}', "`body` must be a text"),
        ('{"is_html": "yes"}', "`is_html` must be true or false"),
        ('{"attachments": "a.pdf"}', "`attachments` must be a list"),
        ('{"attachments": [1]}', "`attachments` must be a text"),
        ('{"recipients": true}', "`recipients` must be a whole number"),
        ('{"recipients": -1}', "`recipients` must be a number of people"),
        ('{"send_at": "3 March"}', "`send_at` is no time"),
        ('{"send_at": "9999-12-31T23:59"}', "`send_at` is no time between 1900 and 2999"),
        ('{"send_at": "0001-01-01T00:00+14:00"}', "`send_at` is no time between"),
        ('{"channel": "fax"}', "`channel` is one of"),
        ('{"headers": {"a": 1}}', "`headers` must be a text"),
    ],
)
def test_what_is_no_draft_is_told(text: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        draft_from_json(text, where="d.jsonl, line 7")
    assert said in refused.value.what
    assert refused.value.where == "d.jsonl, line 7"


def lines(content: bytes) -> list[FoundDraft | InputError]:
    return list(drafts_of_lines(io.BytesIO(content), path="d.jsonl"))


def test_lines_are_read_one_by_one_with_their_places() -> None:
    found = lines('\ufeff{"body": "a"}\r\n\n{"id": "x", "body": "ä"}'.encode())
    drafts = [one for one in found if isinstance(one, FoundDraft)]
    assert [(one.draft.id, one.draft.body, one.body.line) for one in drafts] == [
        ("d.jsonl#1", "a", 1),
        ("x", "ä", 3),
    ]


def test_wrong_line_is_told_and_the_others_are_read() -> None:
    first, wrong, last = lines(b'{"body": "a"}\n{"body"\n{"body": "c"}\n')
    assert isinstance(wrong, InputError)
    assert wrong.where == "d.jsonl, line 2"
    assert [type(first), type(last)] == [FoundDraft, FoundDraft]


def test_file_of_wrong_lines_is_given_up() -> None:
    found = lines(b"wrong\n" * 1000)
    assert len(found) == MOST_WRONG + 1
    assert "left out" in str(found[-1])


def test_object_and_array_over_several_lines_are_read() -> None:
    one = lines(json.dumps({"body": "a"}, indent=1).encode())
    two = lines(json.dumps([{"body": "a"}, {"body": 3}], indent=1).encode())
    assert [type(each).__name__ for each in one + two] == [
        "FoundDraft",
        "FoundDraft",
        "InputError",
    ]


@given(st.binary(max_size=200))
def test_hostile_lines_are_drafts_or_errors_never_a_traceback(content: bytes) -> None:
    with contextlib.suppress(InputError):
        lines(content)
