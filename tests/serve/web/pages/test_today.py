import re

from tests.serve.web.read_page import links, words
from tests.serve.web.small_company import HOSTILE, OPEN


def test_today_shows_open_enquiries_best_fit_first(reading_client):
    page = reading_client.get("/")
    fits = re.findall(r'class="number">(\d+)<', page.text)
    assert len(fits) == OPEN
    assert [int(fit) for fit in fits] == sorted((int(fit) for fit in fits), reverse=True)


def test_first_heading_is_the_answer_how_many_and_whom_to_begin_with(reading_client):
    page = reading_client.get("/").text
    heading = words(re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)[1])
    first = words(re.search(r'class="cover" href="/leads/L\d+">(.*?)</a>', page)[1])
    standing_out = len(re.findall(r'class="worth worth-it"', page))
    assert heading.startswith(f"{standing_out} of {OPEN} open enquiries") or not standing_out
    assert first in heading


def test_today_names_one_baseline_and_names_it_one_way(reading_client):
    page = reading_client.get("/").text
    lead = reading_client.get(re.search(r'class="cover" href="(/leads/L\d+)"', page)[1]).text
    named = set(re.findall(r"usual (\d+)", words(page) + words(lead)))
    assert len(named) == 1
    assert not re.search(r"\b\d+ in (?!100\b)\d|typical", words(page) + words(lead))


def test_today_says_how_far_to_trust_it_in_one_sentence(reading_client):
    assert "a won case ranks above a lost one" in words(reading_client.get("/").text)


def test_each_row_leads_to_its_enquiry_and_gives_a_reason(reading_client):
    page = reading_client.get("/").text
    leads = [link for link in links(page) if link.startswith("/leads/L")]
    assert len(leads) == OPEN
    for link in leads:
        assert reading_client.get(link).status_code == 200
    assert re.search(r"won \d+ of \d+", words(page))


def test_hostile_name_is_shown_not_run(reading_client):
    page = reading_client.get("/").text
    assert "<script>alert" not in page
    assert HOSTILE in words(page)


def test_empty_store_teaches_the_next_step(empty_client):
    page = empty_client.get("/").text
    assert {"/imports", "/profile/declare"} <= set(links(page))
    assert "wellspent demo" in words(page)
