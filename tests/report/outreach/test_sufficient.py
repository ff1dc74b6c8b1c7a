"""The sufficient table: the same counts on every engine."""

from datetime import UTC, datetime

import ibis
import pyarrow as pa
import pytest

from wellspent.errors import InputError
from wellspent.report.outreach.sufficient import OUTREACH, sufficient

SENT = datetime(2026, 3, 2, 9, tzinfo=UTC).replace(tzinfo=None)
PLAIN = {
    "activity": 1,
    "account": 7,
    "rep": "rep-1",
    "channel": "email",
    "segment": "food",
    "month": 202603,
    "happened_at": SENT,
    "findings": 0,
    "prepared": True,
    "good_hour": True,
    "answered": False,
    "positive": False,
    "negative": False,
}


def outreach(*changes: dict[str, object]) -> pa.Table:
    rows = [PLAIN | change for change in changes]
    return pa.Table.from_pylist(rows, schema=OUTREACH.to_pyarrow())


def test_sufficient_counts_touches_of_one_kind_together(as_tables) -> None:
    rows = outreach({}, {"answered": True, "positive": True}, {"answered": True, "negative": True})
    assert as_tables(rows).ask("outreach", sufficient).to_pylist() == [
        {
            "channel": "email",
            "findings": 0,
            "prepared": 1,
            "good_hour": 1,
            "segment": "food",
            "rep": "rep-1",
            "month": 202603,
            "bucket": 7,
            "sent": 3,
            "answered": 2,
            "positive": 1,
            "negative": 1,
        }
    ]


def test_sufficient_keeps_what_is_not_known_apart_and_caps_findings(as_tables) -> None:
    rows = outreach({"findings": None, "prepared": None, "good_hour": None}, {"findings": 9})
    counts = as_tables(rows).ask("outreach", sufficient).to_pylist()
    assert [(one["findings"], one["prepared"], one["good_hour"]) for one in counts] == [
        (-1, -1, -1),
        (3, 1, 1),
    ]


def test_sufficient_puts_accounts_into_buckets(as_tables) -> None:
    rows = outreach({"account": 2}, {"account": 12}, {"account": 3})
    counts = as_tables(rows).ask("outreach", sufficient, 10).to_pylist()
    assert [(one["bucket"], one["sent"]) for one in counts] == [(2, 2), (3, 1)]


def test_sufficient_of_nothing_is_empty(as_tables) -> None:
    assert as_tables(outreach()).ask("outreach", sufficient).num_rows == 0


def test_sufficient_names_a_missing_column() -> None:
    with pytest.raises(InputError, match="no column account"):
        sufficient(ibis.table({k: v for k, v in OUTREACH.items() if k != "account"}, name="o"))
