from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from wellspent.records.authenticity import EnquiryKind
from wellspent.records.lead import Lead
from wellspent.records.route import Promise, Route, RoutedLead
from wellspent.records.routed_queue import RoutedRow, RouteQueue
from wellspent.serve.ages_and_counts import waiting_count
from wellspent.serve.web.queue_address import QUARANTINE, QueueView
from wellspent.serve.web.queue_words import answer, due_words

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
NOTHING = dict.fromkeys(Route, 0)


def row(due: timedelta | None) -> RoutedRow:
    routed = RoutedLead(
        lead_id="L1", authenticity=0.9, authenticity_low=0.8, authenticity_high=0.95,
        kind=EnquiryKind.GENUINE, reasons=(), route=Route.CALL_NOW, reason="", decided_at=NOW,
        due_at=None if due is None else NOW + due,
    )  # fmt: skip
    return RoutedRow(lead=Lead(id="L1", company="Sample Foods"), routed=routed, fit=None)


def queue(counts: dict[Route, int], *rows: RoutedRow, next_page: str = "") -> RouteQueue:
    promise = Promise(share=0.01, holds=False, threshold=0, bound=0, sample=0, sentence="")
    return RouteQueue(
        rows=rows, next_page=next_page, counts=NOTHING | counts, overdue=0, oldest_waiting=None,
        failed=(), not_worked_through=0, points=(), promise=promise, sample=False, as_of=NOW,
    )  # fmt: skip


CALLS = QueueView(route=Route.CALL_NOW)
SOON = row(timedelta(minutes=40))


@pytest.mark.parametrize(
    ("found", "view", "said"),
    [
        (queue({}), CALLS, "Nobody waits for us"),
        (
            queue({Route.CALL_NOW: 7}, SOON),
            CALLS,
            "7 to call now; begin with Sample Foods, due in 40 min",
        ),
        (
            queue({Route.CALL_NOW: 1}, row(timedelta(hours=-3))),
            CALLS,
            "1 to call now; begin with Sample Foods, 3 h overdue",
        ),
        (
            queue({Route.CALL_NOW: 1}, row(None)),
            CALLS,
            "1 to call now; begin with Sample Foods",
        ),
        (queue({Route.GIVE: 2}), CALLS, "Nobody to call now"),
        (
            queue({Route.CALL_NOW: 2}),
            replace(CALLS, search="x"),
            "Nobody to call now matches",
        ),
        (
            queue({Route.CALL_NOW: 9}, SOON, SOON, next_page="more"),
            replace(CALLS, search="x"),
            "2 or more to call now; begin with Sample Foods, due in 40 min",
        ),
        (
            queue({Route.CALL_NOW: 90}, SOON),
            replace(CALLS, after="here"),
            "Further to call now; go on with Sample Foods",
        ),
        (
            queue({Route.CALL_NOW: 1, Route.ASK: 2}, SOON),
            QueueView(every=True),
            "3 waiting; begin with Sample Foods, due in 40 min",
        ),
        (
            queue({Route.CALL_NOW: 30}, SOON),
            QueueView(every=True, since=12),
            "1 new; begin with Sample Foods, due in 40 min",
        ),
        (
            queue({Route.QUARANTINE: 2}, row(None)),
            QueueView(route=Route.QUARANTINE, path=QUARANTINE),
            "2 in quarantine",
        ),
        (
            queue({}),
            QueueView(route=Route.QUARANTINE, path=QUARANTINE),
            "Nothing in quarantine",
        ),
    ],
)
def test_answer_says_how_many_whom_and_by_when(found, view, said):
    assert answer(found, view) == said


def test_count_that_stopped_at_its_limit_says_so():
    assert [waiting_count(one) for one in (0, 999, 1000, 6000)] == [
        "0",
        "999",
        "1,000 or more",
        "1,000 or more",
    ]


@pytest.mark.parametrize(
    ("minutes", "said"), [(90, "due in 1 h"), (0, "due now"), (-50, "50 min overdue")]
)
def test_due_is_said_as_part_of_a_sentence(minutes, said):
    assert due_words(NOW + timedelta(minutes=minutes), NOW) == said


def test_what_is_not_due_says_nothing():
    assert due_words(None, NOW) == ""
