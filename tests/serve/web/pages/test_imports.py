import csv
import io
import re
import threading
import time
from dataclasses import replace

import pytest

from tests.serve.web.read_page import words
from tests.serve.web.small_company import CLOSED, OPEN, client_of
from wellspent.jobs.find_leads import find_leads
from wellspent.jobs.saved_mappings import list_mappings
from wellspent.records.queue import LeadQuery
from wellspent.serve import long_work
from wellspent.serve.background import Task
from wellspent.serve.web.pages import imports
from wellspent.store.statements import mark_sample


def upload(client, content, name="enquiries.csv"):
    return client.post("/imports", files={"file": (name, content)})


def form_of(page):
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    form = {"column": [], "target": []}
    for name, value in fields:
        form["column"].append(value) if name == "column" else form.update({name: value})
    for select in re.findall(r'<select name="target".*?</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', select)
        form["target"].append(chosen[1] if chosen else "")
    kind = re.search(r'name="record_kind">(.*?)</select>', page, re.DOTALL)[1]
    form["record_kind"] = re.search(r"<option selected>(\w+)<", kind)[1]
    for name in ("currency", "time_zone"):
        form[name] = re.search(f'name="{name}" value="([^"]*)"', page)[1]
    return form


def finished(client, address):
    for _ in range(200):
        page = client.get(address)
        if not str(page.url).endswith("/run"):
            return page
        time.sleep(0.05)
    raise AssertionError("the import never ended")


def imported(client, content):
    columns = upload(client, content)
    preview = client.post(columns.url.path, data=form_of(columns.text))
    started = client.post(f"{columns.url.path}/run")
    return preview, finished(client, started.url.path)


def test_whole_way_from_file_to_undo(empty, empty_client, enquiries):
    columns = upload(empty_client, enquiries.read_bytes())
    assert "Made-up Works 0" in words(columns.text)
    preview, result = imported(empty_client, enquiries.read_bytes())
    assert f"{CLOSED + OPEN} leads will be created" in words(preview.text)
    assert f"Done: {CLOSED + OPEN} created" in words(result.text)
    assert find_leads(empty.store, LeadQuery()).total == CLOSED + OPEN
    undone = empty_client.post(f"{result.url.path}/undo")
    assert "Undone" in words(undone.text)
    assert f"{CLOSED + OPEN} records taken out again" in words(undone.text)
    assert find_leads(empty.store, LeadQuery()).total == 0
    again = empty_client.post(f"{result.url.path}/undo")
    assert again.status_code == 409


def test_same_upload_is_imported_again_after_an_undo(empty, empty_client, enquiries):
    _, result = imported(empty_client, enquiries.read_bytes())
    columns = upload(empty_client, enquiries.read_bytes())
    empty_client.post(columns.url.path, data=form_of(columns.text))
    for _ in range(2):
        empty_client.post(f"{result.url.path}/undo")
        started = empty_client.post(f"{columns.url.path}/run")
        result = finished(empty_client, started.url.path)
        assert f"Done: {CLOSED + OPEN} created" in words(result.text)


def test_long_undo_is_shown_while_it_goes_on(empty, empty_client, enquiries, monkeypatch):
    _, result = imported(empty_client, enquiries.read_bytes())
    gate = threading.Event()
    undo = long_work.undo
    monkeypatch.setattr(imports, "WORTH_WAITING", 0)
    monkeypatch.setattr(long_work, "undo", lambda *given: gate.wait(60) and undo(*given))
    going_on = empty_client.post(f"{result.url.path}/undo")
    assert "is being taken back" in words(going_on.text)
    gate.set()
    while "is being taken back" in (page := empty_client.get(result.url.path).text):
        time.sleep(0.05)
    assert f"{CLOSED + OPEN} records taken out again" in words(page)


def test_remembered_columns_are_listed_and_forgotten(empty, empty_client, enquiries):
    columns = upload(empty_client, enquiries.read_bytes())
    form = form_of(columns.text) | {"save_mapping": "yes"}
    empty_client.post(columns.url.path, data=form)
    finished(empty_client, empty_client.post(f"{columns.url.path}/run").url.path)
    (kept,) = list_mappings(empty.store)
    assert "Remembered columns" in words(empty_client.get("/imports").text)
    which = {"name": kept.name, "record_kind": "lead"}
    assert "Remembered" not in words(empty_client.post("/imports/mappings/forget", data=which).text)
    assert list_mappings(empty.store) == []
    assert empty_client.post("/imports/mappings/forget", data=which).status_code == 404
    nothing = {"name": "x", "record_kind": "moon"}
    assert empty_client.post("/imports/mappings/forget", data=nothing).status_code == 422


def test_stopped_import_goes_on_at_the_same_row(empty, empty_client, enquiries, monkeypatch):
    columns = upload(empty_client, enquiries.read_bytes())
    empty_client.post(columns.url.path, data=form_of(columns.text))
    with monkeypatch.context() as patched:
        patched.setattr(Task, "should_stop", lambda _task: True)
        stopped = finished(empty_client, empty_client.post(f"{columns.url.path}/run").url.path)
    assert "Stopped after 0 rows" in words(stopped.text)
    go_on = re.search(r'action="(/imports/new/\w+/run)"', stopped.text)[1]
    done = finished(empty_client, empty_client.post(go_on).url.path)
    assert done.url.path == stopped.url.path
    assert find_leads(empty.store, LeadQuery()).total == CLOSED + OPEN


def test_same_file_twice_changes_nothing(client, learned, enquiries):
    before = find_leads(learned.store, LeadQuery()).total
    preview, _ = imported(client, enquiries.read_bytes())
    assert "already here" in words(preview.text)
    assert find_leads(learned.store, LeadQuery()).total == before


def test_refused_rows_are_shown_and_come_back_as_csv(empty_client):
    content = (
        b"Company,E-mail,Created\nGood Works,a@good.example,2026-01-02\nBad,b@bad.example,=1+1\n"
    )
    preview, result = imported(empty_client, content)
    assert "refused" in words(preview.text)
    rows = list(csv.reader(io.StringIO(empty_client.get(f"{result.url.path}/refused.csv").text)))
    assert rows[0][:4] == [
        "wellspent file",
        "wellspent row",
        "wellspent column",
        "wellspent reason",
    ]
    assert rows[1][-1] == "'=1+1"


def test_columns_are_corrected_and_remembered(empty, empty_client):
    columns = upload(empty_client, b"Firm,Mail,Heat\nGood Works,a@good.example,high\n")
    form = form_of(columns.text) | {"record_kind": "lead", "save_mapping": "yes"}
    again = empty_client.post(columns.url.path, data=form | {"again": "yes"})
    form = form_of(again.text) | {"save_mapping": "yes"}
    form["target"] = ["field:company", "field:email", "attribute:category"]
    preview = empty_client.post(columns.url.path, data=form)
    assert preview.url.path.endswith("/preview")
    finished(empty_client, empty_client.post(f"{columns.url.path}/run").url.path)
    (saved,) = list_mappings(empty.store)
    assert [one.field or one.attribute for one in saved.columns] == ["company", "email", "heat"]


def test_choosing_another_kind_proposes_anew(empty_client, enquiries):
    columns = upload(empty_client, enquiries.read_bytes())
    form = form_of(columns.text) | {"record_kind": "account"}
    page = empty_client.post(columns.url.path, data=form)
    assert "<option selected>account</option>" in page.text


def test_wrong_currency_comes_back_with_what_was_chosen(empty_client, enquiries):
    columns = upload(empty_client, enquiries.read_bytes())
    form = form_of(columns.text) | {"currency": "money"}
    form["target"][0] = ""
    page = empty_client.post(columns.url.path, data=form)
    assert page.status_code == 422
    assert "is no currency" in words(page.text)
    assert form_of(page.text)["target"][0] == ""
    assert form_of(page.text)["currency"] == "money"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.csv"),
        (b"%PDF-1.7 not a table", "x.csv"),
        (b"\x00" * 5000, "zeros.xlsx"),
        (b"PK\x03\x04 broken", "broken.zip"),
    ],
)
def test_file_that_is_no_table_is_refused_in_words(empty_client, content, name):
    page = upload(empty_client, content, name)
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert "Import a file" in words(page.text)


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd.csv", "..\\..\\x.csv", "<img src=x>.csv", "a" * 300 + ".csv"]
)
def test_file_name_never_becomes_a_path_or_markup(empty, empty_client, tmp_path, name):
    page = upload(empty_client, b"Company\nGood Works\n", name)
    assert page.status_code == 200
    assert "<img" not in page.text
    outside = [path for path in tmp_path.rglob("*.csv") if "uploads" not in path.parts]
    assert outside == []


def test_form_without_a_file_says_so(empty_client):
    page = empty_client.post("/imports", data={"other": "x"})
    assert page.status_code == 422
    assert "No file was chosen" in words(page.text)


@pytest.mark.parametrize("step", ["", "/preview", "/run"])
def test_unknown_upload_is_a_calm_error(empty_client, step):
    page = empty_client.get(f"/imports/new/{'0' * 32}{step}")
    assert page.status_code in {200, 404}
    assert "<h1>" in page.text
    assert empty_client.get(f"/imports/new/..%2f..%2fetc{step}").status_code == 404


def test_preview_without_a_mapping_leads_back_to_the_columns(empty_client, enquiries):
    columns = upload(empty_client, enquiries.read_bytes())
    assert empty_client.get(f"{columns.url.path}/preview").url.path == columns.url.path


def test_unknown_import_is_a_calm_404(client):
    assert client.get("/imports/I999").status_code == 404
    assert client.get("/imports/I999/refused.csv").status_code == 404
    assert client.post("/imports/I999/undo").status_code == 404


def test_proposal_takes_currency_and_time_zone_from_the_settings(empty):
    settings = replace(empty.settings, currency="CHF", time_zone="Europe/Zurich")
    client = client_of(replace(empty, settings=settings))
    form = form_of(upload(client, b"Company,E-mail\nGood Works,a@good.example\n").text)
    assert (form["currency"], form["time_zone"]) == ("CHF", "Europe/Zurich")


def test_deal_keeps_its_lead_and_its_currency_through_the_form(empty_client):
    content = b"Deal ID,Deal Name,Lead ID,Amount,Currency\nD-1,Made-up deal,L-1,100,EUR\n"
    columns = upload(empty_client, content, "deals.csv")
    chosen = dict(zip(*(form_of(columns.text)[name] for name in ("column", "target")), strict=True))
    assert (chosen["Lead ID"], chosen["Currency"]) == ("field:lead_id", "field:currency")


def test_sample_pages_say_where_own_data_belongs(empty, empty_client):
    mark_sample(empty.store)
    page = words(empty_client.get("/imports").text)
    assert "Your own data belongs in a store of its own: wellspent init" in page
