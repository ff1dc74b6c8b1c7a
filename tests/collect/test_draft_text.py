from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.collect.draft_text import draft_from_text
from wellspent.errors import InputError
from wellspent.records.draft import DraftChannel, DraftType
from wellspent.records.finding import DraftField

HEADED = """\
---
# what we send after the fair
channel: e-mail
type: After an Event
from: kim@aster.example
to: "ada@acme.example"
send_at: 2026-03-03T09:00
subject: "Dryers: a figure"

---
Hi Ada,

the dryer.
"""


def test_lines_at_the_top_are_understood() -> None:
    found = draft_from_text(HEADED, path="a.md", zone=ZoneInfo("Europe/Berlin"))
    draft = found.draft
    assert (draft.id, draft.source, draft.channel, draft.type) == (
        "a.md",
        "a.md",
        DraftChannel.EMAIL,
        DraftType.AFTER_EVENT,
    )
    assert (draft.sender, draft.recipient, draft.subject) == (
        "kim@aster.example",
        "ada@acme.example",
        "Dryers: a figure",
    )
    assert draft.send_at == datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
    assert draft.body == "Hi Ada,\n\nthe dryer.\n"


def test_places_are_those_of_the_file() -> None:
    found = draft_from_text(HEADED, path="a.md")
    body = found.region(DraftField.BODY, 9, 12)
    subject = found.region(DraftField.SUBJECT, 0, 6)
    assert (body.line, body.column, body.end_line, body.end_column) == (13, 1, 13, 4)
    assert (subject.line, subject.column) == (8, 11)
    assert HEADED[body.offset : (body.offset or 0) + 3] == "the"
    assert HEADED[subject.offset : (subject.offset or 0) + 6] == "Dryers"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_subject_line_without_more_is_understood(end: str) -> None:
    text = end.join(["Subject: Your line in Leeds ", "", "Hi Ada,", "the dryer."])
    found = draft_from_text(text, path="a.txt")
    assert (found.draft.subject, found.draft.body) == (
        "Your line in Leeds",
        f"Hi Ada,{end}the dryer.",
    )
    assert found.region(DraftField.BODY, 0, 2).line == 3


@pytest.mark.parametrize(
    "text",
    ["Hi Ada,\n", "", "---\n", "---\nHi Ada,\nno end", "-- \nKim\n", "Subjective: no\n"],
)
def test_text_without_a_head_is_all_body(text: str) -> None:
    assert draft_from_text(text, path="a.md").draft.body == text


def test_html_is_an_email() -> None:
    draft = draft_from_text("<p>Hi</p>", path="a.html", is_html=True).draft
    assert (draft.is_html, draft.channel) == (True, DraftChannel.EMAIL)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("chanel: email", "isn't understood at the top"),
        ("just text", "isn't understood at the top"),
        ("channel: fax", "`channel` is one of email"),
        ("type: cold", "`type` is one of first touch"),
        ("send_at: tomorrow", "`send_at` is no time"),
        ("# wellspent: allow MAN001 because x", "has no effect up here"),
    ],
)
def test_wrong_line_at_the_top_is_told_with_its_place(line: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        draft_from_text(f"---\nid: a\n{line}\n---\nHi\n", path="a.md")
    assert said in refused.value.what
    assert refused.value.where == "a.md, line 3"


@given(st.text("-:ab \r\n#Subject", max_size=80))
def test_body_always_stands_in_the_file_as_it_is(text: str) -> None:
    try:
        found = draft_from_text(text, path="a.md")
    except InputError:
        return
    region = found.region(DraftField.BODY, 0, 0)
    assert region.offset is not None
    assert text[region.offset :] == found.draft.body


@pytest.mark.parametrize("head", ["---\nsubject: x\n\nHi Ada,\n", "---\n channel : email\n"])
def test_head_that_is_not_closed_is_refused(head: str) -> None:
    with pytest.raises(InputError, match="isn't closed") as refused:
        draft_from_text(head, path="a.md")
    assert refused.value.where == "a.md, line 1"


def test_line_that_only_begins_a_text_is_no_head() -> None:
    assert draft_from_text("---\nHi Ada: hello\n", path="a.md").draft.body.startswith("---")
