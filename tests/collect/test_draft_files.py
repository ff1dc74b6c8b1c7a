import io
import os
from pathlib import Path

import pytest

from wellspent.collect.draft_files import draft_files, read_drafts, read_stream
from wellspent.collect.found_draft import FoundDraft
from wellspent.errors import FileUnreadable, InputError, TooLarge

MAIL = b"From: kim@aster.example\nTo: ada@acme.example\nSubject: s\n\nHi\n"


def files_in(*paths: Path) -> list[str]:
    return [one.name if isinstance(one, Path) else one.what for one in draft_files(paths)]


def test_folder_gives_files_with_known_endings_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.MD", "c.html", "d.eml", "e.mbox", "f.jsonl", "g.png", "h", ".i.md"):
        (tmp_path / name).write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.md").write_text("x")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "z.txt").write_text("x")
    assert files_in(tmp_path) == [
        "a.MD", "b.txt", "c.html", "d.eml", "e.mbox", "f.jsonl", "z.txt"
    ]  # fmt: skip


def test_file_that_is_named_is_read_whatever_its_ending(tmp_path: Path) -> None:
    (tmp_path / "draft").write_text("Hi Ada")
    assert files_in(tmp_path / "draft") == ["draft"]
    (found,) = read_drafts(tmp_path / "draft")
    assert isinstance(found, FoundDraft)
    assert found.draft.body == "Hi Ada"


def test_links_that_lead_in_circles_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "dead.txt").symlink_to(tmp_path / "nowhere.txt")
    assert files_in(tmp_path) == ["a.txt"]


def test_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert files_in(tmp_path) == []


def test_what_is_not_there_is_an_error_and_the_rest_is_given(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert files_in(tmp_path / "nowhere", tmp_path / "a.txt") == [
        "There is no such file or folder.",
        "a.txt",
    ]


def test_folder_that_cannot_be_looked_into_is_an_error(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may look into every folder")
    (tmp_path / "shut").mkdir(mode=0)
    (tmp_path / "a.txt").write_text("x")
    assert files_in(tmp_path) == ["a.txt", "the file can't be read"]


def test_maildir_gives_its_messages(tmp_path: Path) -> None:
    for name in ("cur", "new", "tmp"):
        (tmp_path / "box" / name).mkdir(parents=True)
    (tmp_path / "box" / "cur" / "1.x:2,S").write_bytes(MAIL)
    (tmp_path / "box" / "new" / "2.x").write_bytes(MAIL)
    (tmp_path / "box" / "tmp" / "3.x").write_bytes(MAIL)
    (tmp_path / "box" / "dovecot.index").write_bytes(b"\0")
    paths = [one for one in draft_files([tmp_path]) if isinstance(one, Path)]
    drafts = [found for path in paths for found in read_drafts(path)]
    assert [path.name for path in paths] == ["1.x:2,S", "2.x"]
    assert [one.draft.subject for one in drafts if isinstance(one, FoundDraft)] == ["s", "s"]


def test_mailbox_gives_each_message_a_name(tmp_path: Path) -> None:
    box = tmp_path / "b.mbox"
    box.write_bytes(b"From x\n" + MAIL + b"\nFrom x\nno head\n\nFrom x\n" + MAIL)
    first, broken, last = read_drafts(box)
    assert isinstance(broken, InputError)
    assert broken.where == f"{box}, line 9"
    assert [one.draft.id for one in (first, last) if isinstance(one, FoundDraft)] == [
        f"{box}#1",
        f"{box}#3",
    ]


@pytest.mark.parametrize(
    ("content", "subject", "body", "is_html"),
    [
        (b"Hi Ada,\nnote: this\n", "", "Hi Ada,\nnote: this\n", False),
        (b"\xef\xbb\xbfHi \xc3\xa4", "", "Hi ä", False),
        ("Grüße aus Köln, schöne Tage wünscht Ihnen".encode("cp1252"), "",
         "Grüße aus Köln, schöne Tage wünscht Ihnen", False),
        ("Hi Ada".encode("utf-16"), "", "Hi Ada", False),
        (MAIL, "s", "Hi\n", False),
        (b"From x\n" + MAIL, "s", "Hi\n", False),
        (b'{"subject": "s", "body": "b"}', "s", "b", False),
        (b'{\n "subject": "s", "body": "b"\n}', "s", "b", False),
        (b"<p>Hi</p>", "", "<p>Hi</p>", True),
        (b"Subject: s\n\nHi", "s", "Hi", False),
        (b"", "", "", False),
    ],
)  # fmt: skip
def test_stream_is_known_by_its_beginning(content: bytes, subject: str, body: str, is_html: bool):
    (found,) = read_stream(io.BufferedReader(io.BytesIO(content)), name="<stdin>")
    assert isinstance(found, FoundDraft)
    assert (found.draft.subject, found.draft.body, found.draft.is_html) == (subject, body, is_html)


def test_name_of_a_stream_wins_over_its_beginning() -> None:
    (found,) = read_stream(io.BufferedReader(io.BytesIO(b"<p>x</p>")), name="a.txt")
    assert isinstance(found, FoundDraft)
    assert not found.draft.is_html


@pytest.mark.parametrize(
    "content",
    [b"\0" * 100, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, b"\x7fELF" + b"\x01" * 99],
)
def test_binary_file_is_an_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    (error,) = read_drafts(tmp_path / "a.txt")
    assert isinstance(error, InputError)
    assert error.where == str(tmp_path / "a.txt")


def test_text_that_is_too_large_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * (16 * 1024 * 1024 + 1))
    (error,) = read_drafts(tmp_path / "a.txt")
    assert isinstance(error, TooLarge)


def test_file_that_may_not_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    (error,) = read_drafts(tmp_path / "a.txt")
    assert isinstance(error, InputError)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.pdf", b"%PDF-1.4\nno zeros\n"),
        ("x", b"%PDF-1.4\n"),
        ("x", b"{\\rtf1 Hi}"),
        ("x.csv", b"a,b"),
    ],
)
def test_document_that_is_no_draft_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    (refused,) = read_drafts(tmp_path / name)
    assert isinstance(refused, FileUnreadable)
    assert "Save the draft as text" in refused.next_step
