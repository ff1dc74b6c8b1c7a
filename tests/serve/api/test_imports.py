import csv
import io
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.serve.api.long_work import finished, imported
from wellspent.wiring import Wellspent

LEADS = b"""\
Name,Email,Source,Ovens
A,a@example.com,fair,3
B,b@example.com,web,4
C,not an email,web,5
"""


def upload(api: TestClient, content: bytes = LEADS, name: str = "leads.csv"):
    return api.post("/api/v1/imports/uploads", files={"file": (name, content)})


def ready(api: TestClient) -> dict[str, object]:
    answer = upload(api).json()
    return {"upload_id": answer["upload_id"], "mapping": answer["mappings"][0]}


def test_upload_proposes_a_mapping_and_imports_nothing(api: TestClient):
    answer = upload(api)
    assert answer.status_code == 201
    assert (answer.json()["name"], answer.json()["size"]) == ("leads.csv", len(LEADS))
    assert answer.json()["mappings"][0]["record_kind"] == "lead"
    assert api.get("/api/v1/leads").json()["total"] == 0


def test_preview_says_what_an_import_then_does(api: TestClient):
    given = ready(api)
    preview = api.post("/api/v1/imports/preview", json=given).json()
    assert api.get("/api/v1/leads").json()["total"] == 0
    found = imported(api, given)
    assert (found["state"], found["rows_read"]) == ("done", 3)
    assert (found["created"], found["refused"]) == (
        preview["would_create"],
        preview["would_refuse"],
    )
    assert api.get("/api/v1/leads").json()["total"] == found["created"]
    assert api.get("/api/v1/imports").json() == [found]


def test_undone_import_leaves_nothing(api: TestClient):
    done = imported(api, ready(api))
    job = finished(api, api.post(f"/api/v1/imports/{done['id']}/undo"))
    assert (job["what"], job["state"], job["result"]) == (
        "undo",
        "done",
        f"/api/v1/imports/{done['id']}",
    )
    assert job["undone"]["deleted"] == done["created"]
    assert api.get("/api/v1/leads").json()["total"] == 0
    assert api.post(f"/api/v1/imports/{done['id']}/undo").status_code == 409


def test_refused_rows_come_back_as_csv(api: TestClient):
    done = imported(api, ready(api))
    answer = api.get(f"/api/v1/imports/{done['id']}/refused.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert answer.headers["content-type"].startswith("text/csv")
    assert len(rows) == done["refused"]


def test_same_file_twice_changes_nothing(api: TestClient):
    first = imported(api, ready(api))
    second = imported(api, ready(api))
    assert second["id"] == first["id"]
    assert api.get("/api/v1/leads").json()["total"] == first["created"]


@pytest.mark.parametrize(
    "change",
    [
        {"upload_id": "../../etc/passwd"},
        {"upload_id": "0" * 31},
        {"mapping": {"name": "x"}},
        {"surprise": 1},
    ],
)
def test_request_that_makes_no_sense_is_refused(api: TestClient, change):
    assert api.post("/api/v1/imports", json=ready(api) | change).status_code == 422


def test_upload_that_is_not_there_is_not_found(api: TestClient):
    given = ready(api) | {"upload_id": "0" * 32}
    assert api.post("/api/v1/imports/preview", json=given).status_code == 404


def test_file_that_is_no_table_is_refused_and_not_kept(api: TestClient, parts: Wellspent):
    answer = upload(api, b"%PDF-1.7 something", "leads.pdf")
    assert answer.status_code == 422
    assert "PDF" in answer.json()["detail"]
    assert list((Path(parts.settings.data_folder) / "uploads").iterdir()) == []


def test_file_over_the_limit_is_refused(api: TestClient):
    answer = upload(api, b"Name\n" + b"x\n" * 700_000)
    assert answer.status_code == 413


def test_export_gives_back_what_was_imported(api: TestClient):
    imported(api, ready(api))
    answer = api.get("/api/v1/export/lead")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["email"] for row in rows][:2] == ["a@example.com", "b@example.com"]
    assert "leads.csv" in answer.headers["content-disposition"]
    lines = api.get("/api/v1/export/lead", params={"format": "jsonl"}).text.splitlines()
    assert len(lines) == len(rows)


@pytest.mark.parametrize("kind", ["account", "contact", "lead", "deal", "activity", "referral"])
def test_export_of_nothing_is_a_header(api: TestClient, kind: str):
    assert len(api.get(f"/api/v1/export/{kind}").text.splitlines()) == 1
    assert api.get("/api/v1/export/unicorn").status_code == 422


def test_import_that_fails_says_why_in_its_job(api: TestClient):
    given = ready(api)
    given["mapping"]["columns"] = [{"column": "Name", "field": "no such field"}]
    job = finished(api, api.post("/api/v1/imports", json=given))
    assert (job["state"], job["problem"]["status"]) == ("failed", 422)
    assert job["problem"]["next_step"]


def test_file_is_imported_again_after_its_import_was_undone(api: TestClient):
    given = ready(api)
    first = imported(api, given)
    finished(api, api.post(f"/api/v1/imports/{first['id']}/undo"))
    second = imported(api, given)
    assert second["id"] != first["id"]
    assert second["created"] == first["created"]


def test_job_that_nobody_began_is_not_found(api: TestClient):
    assert api.get("/api/v1/jobs/0123").status_code == 404
    assert api.post("/api/v1/jobs/0123/stop").status_code == 404
