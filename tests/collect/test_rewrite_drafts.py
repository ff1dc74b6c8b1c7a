import json
from dataclasses import replace
from pathlib import Path

import pytest

from wellspent.collect.draft_bytes import file_text
from wellspent.collect.draft_files import read_drafts
from wellspent.collect.found_draft import FoundDraft
from wellspent.collect.rewrite_drafts import changed_text, write_back
from wellspent.errors import InputError


def rewrite(path: Path) -> None:
    """Put X for each y of subject and body, as a fix would."""
    changes = [
        (one, replace(one.draft, subject=one.draft.subject.replace("y", "XX"),
                      body=one.draft.body.replace("y", "XX")))
        for one in read_drafts(path)
        if isinstance(one, FoundDraft)
    ]  # fmt: skip
    before = file_text(path.read_bytes(), path=path.name)
    write_back(path, before, changed_text(before.text, changes, path=path.name))


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.txt", b"my\r\nday", b"mXX\r\ndaXX"),
        ("a.md", b"---\nsubject: my\ntype: reply\n---\nday\n",
         b"---\nsubject: mXX\ntype: reply\n---\ndaXX\n"),
        ("a.txt", b"Subject: my\n\nday", b"Subject: mXX\n\ndaXX"),
        ("a.html", b"<p>day</p>", b"<p>daXX</p>"),
        ("a.txt", b"\xef\xbb\xbfday", b"\xef\xbb\xbfdaXX"),
        ("a.txt", "day ä".encode("utf-16"), "daXX ä".encode("utf-16")),
    ],
)  # fmt: skip
def test_text_is_changed_in_its_place_and_else_stays(
    tmp_path: Path, name: str, before: bytes, after: bytes
) -> None:
    (tmp_path / name).write_bytes(before)
    rewrite(tmp_path / name)
    assert (tmp_path / name).read_bytes() == after


def test_json_lines_keep_their_other_keys_and_lines(tmp_path: Path) -> None:
    file = tmp_path / "d.jsonl"
    file.write_text('{"id":"1","body":"a"}\n\n{"to": "C1", "body": "day \\n ä"}\r\n')
    rewrite(file)
    lines = file.read_bytes().decode().split("\n")
    assert lines[1:2] + lines[3:] == ["", ""]
    assert json.loads(lines[0]) == {"id": "1", "body": "a"}
    assert lines[2] == '{"to": "C1", "body": "daXX \\n ä"}\r'


@pytest.mark.parametrize("name", ["m.eml", "m.mbox"])
def test_mail_is_never_written(tmp_path: Path, name: str) -> None:
    start = b"From x\n" if name.endswith("mbox") else b""
    content = start + b"From: a@b.example\nSubject: my\n\nday\n"
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match="can't be written into this file: it is mail"):
        rewrite(tmp_path / name)
    assert (tmp_path / name).read_bytes() == content


def test_link_and_rights_stay(tmp_path: Path) -> None:
    real = tmp_path / "real.txt"
    real.write_text("day")
    real.chmod(0o640)
    (tmp_path / "link.txt").symlink_to(real)
    rewrite(tmp_path / "link.txt")
    assert (tmp_path / "link.txt").is_symlink()
    assert (real.read_text(), real.stat().st_mode & 0o777) == ("daXX", 0o640)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["link.txt", "real.txt"]


def test_file_that_is_not_plainly_in_its_encoding_is_left_alone(tmp_path: Path) -> None:
    content = b"gr\xc3\xbc\xc3\x9fe day \xff" + "ü".encode() * 40
    (tmp_path / "a.txt").write_bytes(content)
    with pytest.raises(InputError, match="can't be written back"):
        rewrite(tmp_path / "a.txt")
    assert (tmp_path / "a.txt").read_bytes() == content
