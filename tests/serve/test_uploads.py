import io
import os
import time
from pathlib import Path

import pytest

from wellspent.errors import InputError, NotFound
from wellspent.serve.uploads import find_upload, forget_upload, save_upload


def test_saved_upload_is_found_again_with_its_name_and_content(tmp_path: Path):
    saved = save_upload(tmp_path / "deep", "Leads 2026.csv", io.BytesIO(b"a,b\n"))
    found = find_upload(tmp_path / "deep", saved.id)
    assert found == saved
    assert (found.name, found.size) == ("Leads 2026.csv", 4)
    assert found.path.read_bytes() == b"a,b\n"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\leads.csv", "leads.csv"),
        ("a\x00b\n.csv", "a_b_.csv"),
        ("Kundenübersicht (2).xlsx", "Kundenübersicht (2).xlsx"),
        ("x" * 300 + ".csv", "x" * 116 + ".csv"),
    ],
)
def test_name_of_an_upload_stays_in_its_folder(tmp_path: Path, given: str, kept: str):
    saved = save_upload(tmp_path, given, io.BytesIO(b""))
    assert saved.name == kept
    assert saved.path == tmp_path / saved.id / kept


@pytest.mark.parametrize("name", ["", "..", "///", ". ."])
def test_upload_without_a_name_is_refused(tmp_path: Path, name: str):
    with pytest.raises(InputError):
        save_upload(tmp_path, name, io.BytesIO(b""))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("upload_id", ["", "..", "../x", "0" * 32, "0" * 31, "/etc", "A" * 32])
def test_unknown_upload_is_not_found(tmp_path: Path, upload_id: str):
    with pytest.raises(NotFound):
        find_upload(tmp_path, upload_id)


def test_forgotten_upload_is_gone_and_nothing_else(tmp_path: Path):
    saved = save_upload(tmp_path, "a.csv", io.BytesIO(b""))
    kept = save_upload(tmp_path, "b.csv", io.BytesIO(b""))
    forget_upload(tmp_path, saved.id)
    forget_upload(tmp_path, "..")
    assert [place.name for place in tmp_path.iterdir()] == [kept.id]


def test_upload_of_the_day_before_is_forgotten_at_the_next(tmp_path: Path):
    old = save_upload(tmp_path, "a.csv", io.BytesIO(b""))
    stranger = tmp_path / "notes"
    stranger.mkdir()
    long_ago = time.time() - 25 * 3600
    os.utime(tmp_path / old.id, (long_ago, long_ago))
    os.utime(stranger, (long_ago, long_ago))
    new = save_upload(tmp_path, "b.csv", io.BytesIO(b""))
    assert {place.name for place in tmp_path.iterdir()} == {new.id, "notes"}
