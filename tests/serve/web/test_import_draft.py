import os
import time

import pytest

from wellspent.errors import NotFound
from wellspent.records.attribute import AttributeKind
from wellspent.records.mapping import ColumnMapping, Mapping
from wellspent.records.source import RecordKind
from wellspent.serve.web.import_draft import ImportDraft, draft_of_import, find_draft, save_draft

UPLOAD = "0123456789abcdef" * 2
MAPPING = Mapping(
    "enquiries",
    RecordKind.LEAD,
    (
        ColumnMapping("Company", "company", certainty=0.9, reason="its name says so"),
        ColumnMapping("Größe", attribute="size", kind=AttributeKind.NUMBER),
    ),
    day_first=True,
    outcome_won=("gewonnen",),
)
DRAFT = ImportDraft(upload_id=UPLOAD, table="Sheet 1", mapping=MAPPING, import_id="I7")


def test_draft_comes_back_as_it_was(tmp_path):
    save_draft(tmp_path, DRAFT)
    assert find_draft(tmp_path, UPLOAD) == DRAFT
    assert draft_of_import(tmp_path, "I7") == DRAFT
    assert draft_of_import(tmp_path, "I8") is None


@pytest.mark.parametrize("upload_id", ["../../etc/passwd", "", "0" * 31, "0" * 32 + "/x", "A" * 32])
def test_id_that_is_none_of_ours_never_becomes_a_path(tmp_path, upload_id):
    with pytest.raises(NotFound):
        find_draft(tmp_path, upload_id)


def test_draft_of_last_week_is_forgotten(tmp_path):
    save_draft(tmp_path, DRAFT)
    old = time.time() - 8 * 24 * 3600
    os.utime(tmp_path / f"{UPLOAD}.json", (old, old))
    other = ImportDraft(upload_id="f" * 32, table="t", mapping=MAPPING)
    save_draft(tmp_path, other)
    assert find_draft(tmp_path, UPLOAD) is None
