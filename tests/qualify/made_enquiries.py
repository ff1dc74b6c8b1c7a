"""Enquiries for tests, in a line."""

from datetime import UTC, datetime

from wellspent.records.enquiry import Enquiry, History
from wellspent.records.lead import Lead

NIGHT_IN_DENVER = datetime(2026, 3, 2, 9, 10, tzinfo=UTC)
"""02:10 on a Monday there."""


def enquiry_of(
    *,
    fill_seconds: float | None = None,
    trap_filled: bool | None = None,
    time_zone: str = "",
    history: History | None = None,
    **fields: object,
) -> Enquiry:
    return Enquiry(
        lead=Lead(**fields),  # pyright: ignore[reportArgumentType]
        fill_seconds=fill_seconds,
        trap_filled=trap_filled,
        time_zone=time_zone,
        history=history,
    )
