import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.review.word_rules import word_rule
from wellspent.errors import InputError
from wellspent.records.draft import Draft
from wellspent.records.finding import Review
from wellspent.review.engine import prepare, review
from wellspent.review.suppressing.baseline import key_of, read_baseline, write_baseline

NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
RULES = prepare([word_rule("MAN001", "foo")])


def reviewed(draft: Draft) -> Review:
    return review(draft, RULES, now=NOW)


def written(folder: Path, draft: Draft) -> Path:
    file = folder / "known.json"
    known = Counter(key_of(one, draft, folder) for one in reviewed(draft).findings)
    assert write_baseline(file, known) == sum(known.values())
    return file


def test_known_findings_are_suppressed_wherever_they_have_moved_to(tmp_path: Path) -> None:
    draft = Draft(body="foo", source=str(tmp_path / "t" / "a.md"))
    baseline = read_baseline(written(tmp_path, draft))
    moved = replace(draft, body="Hi,\n\nnew words, foo")
    left = baseline.without_known(reviewed(moved), moved)
    assert (left.findings, [one.by for one in left.suppressed]) == ((), [str(baseline.file)])


def test_known_findings_count_as_often_as_they_were_there(tmp_path: Path) -> None:
    draft = Draft(body="foo", source=str(tmp_path / "a.md"))
    baseline = read_baseline(written(tmp_path, draft))
    twice = replace(draft, body="foo foo")
    assert len(baseline.without_known(reviewed(twice), twice).findings) == 1


def test_same_words_in_another_file_are_new(tmp_path: Path) -> None:
    draft = Draft(body="foo", source=str(tmp_path / "a.md"))
    baseline = read_baseline(written(tmp_path, draft))
    other = replace(draft, source=str(tmp_path / "b.md"))
    assert len(baseline.without_known(reviewed(other), other).findings) == 1


def test_names_of_files_are_kept_relative_to_the_baseline(tmp_path: Path) -> None:
    draft = Draft(body="foo", source=str(tmp_path / "t" / "a.md"))
    table = json.loads(written(tmp_path, draft).read_text())
    assert [one["file"] for one in table["findings"]] == ["t/a.md"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"version": 2, "findings": []}',
        '{"findings": [{"file": 1}]}',
        '{"findings": [{"file": "a", "code": "b", "fingerprint": "c", "count": 1e400}]}',
        "[" * 5000,
    ],
)
def test_what_is_no_baseline_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "known.json"
    file.write_text(content)
    with pytest.raises(InputError, match="baseline can't be used"):
        read_baseline(file)


def test_baseline_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="baseline can't be used"):
        read_baseline(tmp_path / "nowhere.json")
