"""A finding in a mail is told with the line on which its words stand in the file."""

import base64
import io
import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspent.collect.draft_lines import drafts_of_lines
from wellspent.collect.draft_mail import draft_from_mail
from wellspent.collect.found_draft import FoundDraft
from wellspent.collect.mailbox_file import messages_of
from wellspent.records.finding import DraftField

WORDS = "checking in"
TEXT = (
    f"Hi Ada,\n\nGrüße aus Leeds: {WORDS} on the dryers, of which you wrote in your last message.\n"
)
HEAD = "From: kim@aster.example\nTo: ada@acme.example\nSubject: Dryers\nMIME-Version: 1.0\n"
PICTURE = (
    "--b\nContent-Type: image/png\nContent-Disposition: attachment\n"
    "Content-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
)


def multipart(encoding: str, body: bytes, *, kind: str = "text/plain", before: str = "") -> bytes:
    part = f"--b\nContent-Type: {kind}; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n\n"
    head = f'{HEAD}Content-Type: multipart/mixed; boundary="b"\n\nFor old readers: {WORDS}\n\n'
    return (head + before + part).encode() + body + b"\n--b--\n"


def line_told(found: FoundDraft) -> int:
    at = found.draft.body.index(WORDS)
    return found.region(DraftField.BODY, at, at + len(WORDS)).line


def line_in(content: bytes, words: bytes) -> int:
    """Return the last line with these words: the first is what is said to old readers."""
    return content.count(b"\n", 0, content.rindex(words)) + 1


@pytest.mark.parametrize("before", ["", PICTURE])
@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
@pytest.mark.parametrize("encoding", ["8bit", "quoted-printable"])
def test_line_is_that_of_the_words(encoding: str, ends: bytes, before: str) -> None:
    body = TEXT.encode()
    if encoding == "quoted-printable":
        body = quopri.encodestring(body)
        assert b"=\n" in body
    content = multipart(encoding, body, before=before).replace(b"\n", ends)
    line = line_in(content, b"Leeds")
    assert line_told(draft_from_mail(content)) == line


def test_column_is_told_where_the_text_stands_as_it_is() -> None:
    found = draft_from_mail(multipart("8bit", TEXT.encode()))
    at = TEXT.index(WORDS)
    region = found.region(DraftField.BODY, at, at + len(WORDS))
    assert (region.column, region.end_column) == (18, 18 + len(WORDS))


def test_of_base64_the_first_line_of_the_part_is_told() -> None:
    body = base64.encodebytes(TEXT.encode())
    content = multipart("base64", body, before=PICTURE)
    assert line_told(draft_from_mail(content)) == line_in(content, body[:20])


def test_html_is_found_where_there_is_no_text() -> None:
    content = multipart("8bit", f"<p>\n{TEXT}</p>".encode(), kind="text/html", before=PICTURE)
    assert line_told(draft_from_mail(content)) == line_in(content, WORDS.encode())


def test_messages_of_a_mailbox_are_told_by_their_lines_in_the_file() -> None:
    one = b"From kim Tue Mar  3 09:00:00 2026\n" + multipart("8bit", TEXT.encode()) + b"\n"
    content = one + one
    *_, last = messages_of(io.BytesIO(content))
    assert line_told(draft_from_mail(last.content, line=last.line)) == line_in(content, b"Leeds")


@given(st.binary(max_size=300), st.sampled_from(["8bit", "quoted-printable", "base64", "x-odd"]))
def test_any_part_has_a_line_within_the_file(body: bytes, encoding: str) -> None:
    content = multipart(encoding, body)
    found = draft_from_mail(content)
    given_text = found.draft.body
    for at in (0, len(given_text) // 2, len(given_text)):
        region = found.region(DraftField.BODY, at, at)
        assert 1 <= region.line <= content.count(b"\n") + 1


def test_entries_of_an_array_are_told_by_their_lines() -> None:
    content = b'[\n  {"body": "a",\n   "id": "x"},\n\n  {"body": "b"}, {"body": "c"}\n]\n'
    found = list(drafts_of_lines(io.BytesIO(content), path="d.json"))
    assert [(each.draft.id, each.body.line) for each in found if isinstance(each, FoundDraft)] == [
        ("x", 2),
        ("d.json#2", 5),
        ("d.json#3", 5),
    ]
