"""Tables of the routes: what was decided, what people said of it, and who is told."""

from sqlalchemy import Boolean, Column, Float, Index, Integer, Table, Text

from wellspent.store.column_types import JsonDocument, Number, SortText, UtcTime
from wellspent.store.columns import (
    counted,
    metadata,
    owner_column,
    owner_key,
    partial_index,
    text_column,
    time_column,
)
from wellspent.store.kept_text import text_table

routed_leads = Table(
    "routed_leads",
    metadata,
    owner_key("lead_number", "leads"),
    Column("authenticity", Float, nullable=False),
    Column("authenticity_low", Float, nullable=False),
    Column("authenticity_high", Float, nullable=False),
    text_column("kind"),
    Column("reasons", JsonDocument, nullable=False),
    Column("route", SortText, nullable=False, server_default=""),
    text_column("reason"),
    Column("decided_at", UtcTime, nullable=False),
    Column("price", Float),
    Column("next_price", Float),
    text_column("currency"),
    Column("owner", SortText, nullable=False, server_default=""),
    text_column("owner_reason"),
    time_column("due_at"),
    text_column("decided_by"),
    time_column("acted_at"),
    time_column("released_at"),
    Column("due_order", Number, nullable=False, server_default="0"),
)
# The queue goes along one of these; what a person has seen to is in none of them.
for _name, _columns in (
    ("route", ("route", "due_order", "lead_number")),
    ("owner", ("owner", "due_order", "lead_number")),
    ("due", ("due_order", "lead_number")),
    ("kind", ("kind", "due_order", "lead_number")),
):
    partial_index(f"ix_routed_leads_{_name}", routed_leads, *_columns, where="acted_at IS NULL")
partial_index(
    "ix_routed_leads_released_at", routed_leads, "released_at", where="released_at IS NOT NULL"
)
Index("ix_routed_leads_decided_at", routed_leads.c.decided_at)

marks = Table(
    "marks",
    metadata,
    counted(),
    owner_column("lead_number", "leads"),
    text_column("mark"),
    Column("marked_at", UtcTime, nullable=False),
    text_column("marked_by"),
    text_column("kind"),
    text_column("note"),
    sqlite_autoincrement=True,
)
Index("ix_marks_lead_number", marks.c.lead_number, marks.c.number)

answers = Table(
    "answers",
    metadata,
    counted(),
    owner_column("lead_number", "leads"),
    text_column("field"),
    text_column("text"),
    Column("answered_at", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_answers_lead_number", answers.c.lead_number, answers.c.number)

routing_rules = text_table("routing_rules")

authenticity_scorecards = Table(
    "authenticity_scorecards",
    metadata,
    counted("version"),
    Column("learned_at", UtcTime, nullable=False),
    Column("body", Text, nullable=False),
    sqlite_autoincrement=True,
)

hooks = Table(
    "hooks",
    metadata,
    counted(),
    Column("address", Text, nullable=False),
    Column("events", JsonDocument, nullable=False),
    Column("secret", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("paused", Boolean, nullable=False),
    sqlite_autoincrement=True,
)

deliveries = Table(
    "deliveries",
    metadata,
    counted(),
    owner_column("hook_number", "hooks"),
    text_column("event"),
    Column("body", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    text_column("state"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("status", Integer),
    text_column("error"),
    Column("next_try_at", UtcTime, nullable=False),
    time_column("delivered_at"),
    sqlite_autoincrement=True,
)
partial_index("ix_deliveries_waiting", deliveries, "next_try_at", where="state = 'waiting'")
Index("ix_deliveries_hook_number", deliveries.c.hook_number, deliveries.c.number)
