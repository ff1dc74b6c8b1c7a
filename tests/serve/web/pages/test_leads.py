import csv
import io
import re

import pytest
from sqlalchemy import event

from tests.serve.web.read_page import links, words
from tests.serve.web.small_company import CLOSED, HOSTILE, NOW, OPEN, client_of, write_enquiries
from wellspent.jobs import import_file
from wellspent.jobs.add_lead import add_lead
from wellspent.records.lead import Lead
from wellspent.records.source import RecordKind


def shown(page):
    return page.text.count("data-row>")


def test_list_shows_a_page_and_how_many_there_are(reading_client):
    page = reading_client.get("/leads")
    assert shown(page) == 50
    assert f"{CLOSED + OPEN} enquiries" in words(page.text)


def test_pages_follow_each_other_without_a_gap_or_a_double(reading_client):
    address, seen = "/leads", []
    while address:
        page = reading_client.get(address).text
        seen += re.findall(r'class="cover" href="(/leads/L\d+)"', page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = following[1].replace("&amp;", "&") if following else ""
    assert len(seen) == len(set(seen)) == CLOSED + OPEN


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/leads?outcome=open", OPEN),
        ("/leads?q=Made-up+Works+299", 1),
        ("/leads?q=nobody", 0),
        ("/leads?outcome=open&fit=100", 0),
        ("/leads?since=2027-01-01", 0),
    ],
)
def test_filters_are_in_the_address(reading_client, address, expected):
    assert shown(reading_client.get(address)) == expected


def test_sort_by_company_is_alphabetical(reading_client):
    page = reading_client.get("/leads?sort=company&order=up").text
    names = re.findall(r'class="cover" href="/leads/L\d+">(Made[^<]+)<', page)
    assert names == sorted(names, key=str.casefold)


def test_nonsense_page_is_a_calm_error(reading_client):
    page = reading_client.get("/leads?after=nonsense")
    assert page.status_code == 422
    assert "<h1>" in page.text


def test_view_is_saved_shown_and_deleted(client):
    kept = client.post(
        "/leads/views", data={"name": "Food, open", "outcome": "open", "industry": "Food"}
    )
    assert str(kept.url).endswith("/leads?outcome=open&industry=Food")
    assert "<h1>Food, open</h1>" in kept.text
    delete = re.search(r'action="(/leads/views/[^"]+/delete)"', kept.text)[1]
    assert "Food, open" not in client.post(delete).text


def test_view_without_a_name_keeps_what_was_typed(client):
    page = client.post("/leads/views", data={"name": "n" * 200, "country": "Germany"})
    assert page.status_code in {200, 422}
    page = client.post("/leads/views", data={"name": " ", "country": "Germany"})
    assert page.status_code == 422
    assert "a view needs a name" in words(page.text)
    assert "<option selected>Germany</option>" in page.text


def test_chosen_rows_come_as_csv_without_formulas(client, learned):
    lead, _ = add_lead(learned.store, Lead(company="=cmd|' /C calc'!A0", arrived_at=NOW))
    answer = client.get(f"/leads/chosen.csv?outcome=open&sort=arrived&order=down&id={lead.id}")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["id"] for row in rows] == [lead.id]
    assert rows[0]["company"] == "'=cmd|' /C calc'!A0"
    assert "attachment" in answer.headers["content-disposition"]


def test_no_choice_downloads_the_page(reading_client):
    answer = reading_client.get("/leads/chosen.csv?outcome=open")
    assert len(answer.text.splitlines()) == OPEN + 1


def test_hostile_name_is_shown_not_run(reading_client):
    page = reading_client.get("/leads?outcome=open").text
    assert "<script>alert" not in page
    assert HOSTILE in words(page)


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_few_rows_takes_as_many_queries_as_a_long_one(empty, tmp_path, count):
    path = write_enquiries(tmp_path / "few.csv", closed=0, still_open=count)
    (mapping,) = import_file.propose(empty.store, path, record_kind=RecordKind.LEAD)
    import_file.run(empty.store, path, mapping)
    queries = []
    event.listen(
        empty.store.engine, "before_cursor_execute", lambda *given: queries.append(given[2])
    )
    page = client_of(empty).get("/leads")
    assert shown(page) == count
    assert len(queries) <= 25
    queries_of_few[count] = len(queries)
    assert len(set(queries_of_few.values())) == 1


queries_of_few: dict[int, int] = {}


def test_empty_list_says_what_to_do(empty_client):
    assert "/imports" in links(empty_client.get("/leads").text)


def test_order_that_is_not_known_is_said_calmly_and_the_list_kept(reading_client):
    page = reading_client.get("/leads?sort=%3Cb%3Ebogus&outcome=open")
    assert page.status_code == 200
    assert "Not understood, so left out: sort “<b>bogus”." in words(page.text)
    assert words(page.text).count("Made-up Works") >= 5
    assert "Not understood" not in reading_client.get("/leads?sort=company&order=up").text
