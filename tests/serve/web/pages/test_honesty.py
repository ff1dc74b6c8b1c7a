"""Honesty of routes: who ended in a slow lane, and how often the judgement was right."""

import csv
import io
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from tests.serve.web.read_page import rows, words
from tests.serve.web.small_company import client_of
from wellspent.jobs.learn_authenticity import learn_authenticity
from wellspent.jobs.mark_lead import mark_lead
from wellspent.jobs.route_queue import route_queue
from wellspent.jobs.routing_honesty import routing_honesty
from wellspent.records.authenticity import Mark, MarkKind

NOW = datetime.now(UTC)


def test_page_says_the_counts_of_the_report_and_what_they_can_tell(learned, client):
    honesty = routing_honesty(learned.store, now=NOW)
    page = client.get("/honesty").text
    said = words(page)
    assert f"{honesty.overall.slow} of {honesty.genuine} genuine enquiries" in said
    assert "it can't be told whether the promised 1 % is kept" in said
    assert honesty.promise.sentence in said
    table = {row[0]: row for row in rows(page)}
    for one in (*honesty.sources, *honesty.countries):
        assert table[one.group][1:3] == [str(one.genuine), str(one.slow)]


def test_months_come_as_drawing_and_as_numbers(reading_client):
    drawing = reading_client.get("/honesty/months.svg")
    assert ET.fromstring(drawing.text).tag.endswith("svg")
    numbers = list(csv.reader(io.StringIO(reading_client.get("/honesty/months.csv").text)))
    assert numbers[0][:3] == ["Month", "Genuine", "In a slow lane"]
    assert len(numbers) > 3


def test_marks_are_held_against_what_was_judged(learned):
    row = route_queue(learned.store, now=NOW).rows[0]
    mark_lead(learned.store, Mark(lead_id=row.lead.id, mark=MarkKind.BOT, marked_at=NOW))
    learn_authenticity(learned.store, now=NOW)
    page = client_of(learned).get("/honesty").text
    said = words(page)
    assert "1 marked enquiry" in said
    assert "Version 1, learned" in said
    judged = next(one for one in rows(page) if one[0].casefold() == row.routed.kind)
    assert judged[1] == "1"


def test_empty_store_is_calm_and_says_what_to_do(empty_client):
    page = empty_client.get("/honesty")
    said = words(page.text)
    assert page.status_code == 200
    assert "No enquiry is known to be genuine yet" in said
    assert "marking an enquiry as genuine" in said
    assert "Nobody has marked an enquiry yet" in said
    assert empty_client.get("/honesty/months.svg").status_code == 404
