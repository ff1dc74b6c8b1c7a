import csv
import io
import re
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from tests.serve.web.read_page import rows, words
from tests.serve.web.small_company import HOSTILE

COVER = r'class="cover" href="(/leads/L\d+)"'


@pytest.fixture
def address(reading_client):
    return re.search(r'class="cover" href="(/leads/L\d+)"', reading_client.get("/").text)[1]


def test_points_on_the_page_add_up_to_the_last_digit(reading_client, address):
    table = rows(reading_client.get(address).text)
    start = next(index for index, row in enumerate(table) if row[:1] == ["All enquiries"])
    end = next(index for index, row in enumerate(table) if row[:1] == ["This enquiry (sum)"])
    *steps, total = (Decimal(row[2]) for row in table[start : end + 1])
    assert sum(steps) == total
    assert len(steps) > 2


def test_fit_on_the_page_is_the_fit_of_the_list(reading_client):
    fit = r'class="number">(\d+)</span> <span class="interval-words">\((\d+-\d+)\)'
    listed = reading_client.get("/leads?outcome=open").text
    first = re.search(r'class="cover" href="(/leads/L\d+)"', listed)[1]
    assert (
        re.search(fit, reading_client.get(first).text).groups() == re.search(fit, listed).groups()
    )


def test_records_behind_name_file_and_row(reading_client, address):
    page = reading_client.get(address).text
    assert re.search(r'<a href="/imports/I\d+">enquiries.csv</a>, row \d+', page)


def test_past_enquiries_near_to_it_lead_to_their_pages(reading_client, address):
    page = reading_client.get(address).text
    near = re.findall(r'href="(/leads/L\d+)">Made-up Works', page)
    assert near
    assert reading_client.get(near[0]).status_code == 200


def test_column_that_knows_the_outcome_carries_no_points(reading_client, address):
    assert not [row for row in rows(reading_client.get(address).text) if row[:1] == ["Sales note"]]


def test_points_come_as_drawing_and_as_numbers(reading_client, address):
    drawing = reading_client.get(f"{address}/points.svg")
    assert ET.fromstring(drawing.text).tag.endswith("svg")
    assert "attachment" in drawing.headers["content-disposition"]
    numbers = list(csv.reader(io.StringIO(reading_client.get(f"{address}/points.csv").text)))
    assert numbers[0][0] == "Step"
    assert reading_client.get(f"{address}/points.exe").status_code == 404


def test_hostile_company_is_shown_not_run(reading_client):
    link = next(
        link
        for link in re.findall(COVER, reading_client.get("/leads").text)
        if HOSTILE in words(reading_client.get(link).text)
    )
    assert "<script>alert" not in reading_client.get(link).text


@pytest.mark.parametrize("lead", ["L999999", "nonsense", "L1%27--", "A1"])
def test_unknown_enquiry_is_a_calm_404(reading_client, lead):
    page = reading_client.get(f"/leads/{lead}")
    assert page.status_code == 404
    assert "<h1>Not found</h1>" in page.text
