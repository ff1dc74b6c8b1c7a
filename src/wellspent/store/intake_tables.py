"""Tables of the intake: the places that enquiries come from, and enquiries as they came in."""

from sqlalchemy import Boolean, Column, Float, Index, Integer, Table

from wellspent.store.column_types import JsonDocument, SortText, UtcTime
from wellspent.store.columns import (
    counted,
    link_column,
    metadata,
    partial_index,
    text_column,
)

sites = Table(
    "sites",
    metadata,
    Column("name", SortText, primary_key=True),
    Column("origins", JsonDocument, nullable=False),
    text_column("mapping"),
    text_column("secret"),
    Column("enquiries_a_minute", Integer, nullable=False),
    Column("most_kilobytes", Integer, nullable=False),
    text_column("thanks_address"),
    text_column("language"),
    Column("saved_at", UtcTime, nullable=False),
)

submissions = Table(
    "submissions",
    metadata,
    counted(),
    Column("site", SortText, nullable=False, server_default=""),
    text_column("channel"),
    Column("received_at", UtcTime, nullable=False),
    Column("fields", JsonDocument, nullable=False),
    Column("fill_seconds", Float),
    Column("trap_filled", Boolean),
    text_column("time_zone"),
    Column("idempotency_key", SortText, nullable=False, server_default=""),
    Column("fingerprint", SortText, nullable=False, server_default=""),
    text_column("state"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    text_column("error"),
    Column("next_try_at", UtcTime, nullable=False),
    link_column("lead_number", "leads"),
    link_column("duplicate_number", "submissions"),
    sqlite_autoincrement=True,
)
# Those that wait are few, however many have come in.
partial_index(
    "ix_submissions_waiting", submissions, "next_try_at", "number", where="state <> 'done'"
)
partial_index("ix_submissions_failed", submissions, "number", where="state = 'failed'")
Index("ix_submissions_fingerprint", submissions.c.fingerprint, submissions.c.received_at)
partial_index(
    "ix_submissions_idempotency_key",
    submissions,
    "idempotency_key",
    "site",
    where="idempotency_key <> ''",
)
partial_index(
    "ix_submissions_lead_number", submissions, "lead_number", where="lead_number IS NOT NULL"
)
partial_index(
    "ix_submissions_duplicate_number",
    submissions,
    "duplicate_number",
    where="duplicate_number IS NOT NULL",
)

bounces = Table(
    "bounces",
    metadata,
    Column("email", SortText, primary_key=True),
    Column("bounced_at", UtcTime, nullable=False),
    text_column("status"),
    text_column("said"),
)
