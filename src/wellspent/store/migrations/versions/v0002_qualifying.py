"""The tables of qualifying: sites, submissions, routes, marks, answers, hooks."""

import hashlib
import re
import unicodedata

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Written out once more, so that what was released stays as it was.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SORT_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TIME = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")

LETTERS = re.compile(r"[^\W\d_]+")
LONGEST_GREETING = 4
FEWEST_WORDS = 6
CHUNK_ROWS = 10_000


def upgrade() -> None:
    """Make the tables, and the key by which the same words are found again."""
    _make_authenticity_scorecards()
    _make_bounces()
    _make_hooks()
    _make_routing_rules()
    _make_sites()
    _make_deliveries()
    _make_answers()
    _make_marks()
    _make_routed_leads()
    _make_submissions()
    _key_messages()


def _make_authenticity_scorecards() -> None:
    op.create_table(
        "authenticity_scorecards",
        sa.Column("version", NUMBER, autoincrement=True, nullable=False),
        sa.Column("learned_at", TIME, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_authenticity_scorecards"),
        sqlite_autoincrement=True,
    )


def _make_bounces() -> None:
    op.create_table(
        "bounces",
        sa.Column("email", SORT_TEXT, nullable=False),
        sa.Column("bounced_at", TIME, nullable=False),
        sa.Column("status", sa.Text(), server_default="", nullable=False),
        sa.Column("said", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("email", name="pk_bounces"),
    )


def _make_hooks() -> None:
    op.create_table(
        "hooks",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("events", JSON, nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_hooks"),
        sqlite_autoincrement=True,
    )


def _make_routing_rules() -> None:
    op.create_table(
        "routing_rules",
        sa.Column("version", NUMBER, autoincrement=True, nullable=False),
        sa.Column("saved_at", TIME, nullable=False),
        sa.Column("saved_by", sa.Text(), server_default="", nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_routing_rules"),
        sqlite_autoincrement=True,
    )


def _make_sites() -> None:
    op.create_table(
        "sites",
        sa.Column("name", SORT_TEXT, nullable=False),
        sa.Column("origins", JSON, nullable=False),
        sa.Column("mapping", sa.Text(), server_default="", nullable=False),
        sa.Column("secret", sa.Text(), server_default="", nullable=False),
        sa.Column("enquiries_a_minute", sa.Integer(), nullable=False),
        sa.Column("most_kilobytes", sa.Integer(), nullable=False),
        sa.Column("thanks_address", sa.Text(), server_default="", nullable=False),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("saved_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_sites"),
    )


def _make_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("hook_number", NUMBER, nullable=False),
        sa.Column("event", sa.Text(), server_default="", nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("error", sa.Text(), server_default="", nullable=False),
        sa.Column("next_try_at", TIME, nullable=False),
        sa.Column("delivered_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(
            ["hook_number"], ["hooks.number"], name="fk_deliveries_hook_number", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_deliveries"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_deliveries_hook_number", "deliveries", ["hook_number", "number"], unique=False
    )
    op.create_index(
        "ix_deliveries_waiting",
        "deliveries",
        ["next_try_at"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )


def _make_answers() -> None:
    op.create_table(
        "answers",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("lead_number", NUMBER, nullable=False),
        sa.Column("field", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("answered_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_number"], ["leads.number"], name="fk_answers_lead_number", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_answers"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_answers_lead_number", "answers", ["lead_number", "number"], unique=False)


def _make_marks() -> None:
    op.create_table(
        "marks",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("lead_number", NUMBER, nullable=False),
        sa.Column("mark", sa.Text(), server_default="", nullable=False),
        sa.Column("marked_at", TIME, nullable=False),
        sa.Column("marked_by", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_number"], ["leads.number"], name="fk_marks_lead_number", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_marks"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_marks_lead_number", "marks", ["lead_number", "number"], unique=False)


def _make_routed_leads() -> None:
    op.create_table(
        "routed_leads",
        sa.Column("lead_number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("authenticity", sa.Float(), nullable=False),
        sa.Column("authenticity_low", sa.Float(), nullable=False),
        sa.Column("authenticity_high", sa.Float(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("reasons", JSON, nullable=False),
        sa.Column("route", SORT_TEXT, server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_at", TIME, nullable=False),
        sa.Column("price", sa.Float(), nullable=True),
        sa.Column("next_price", sa.Float(), nullable=True),
        sa.Column("currency", sa.Text(), server_default="", nullable=False),
        sa.Column("owner", SORT_TEXT, server_default="", nullable=False),
        sa.Column("owner_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("due_at", TIME, nullable=True),
        sa.Column("decided_by", sa.Text(), server_default="", nullable=False),
        sa.Column("acted_at", TIME, nullable=True),
        sa.Column("released_at", TIME, nullable=True),
        sa.Column("due_order", NUMBER, server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_number"],
            ["leads.number"],
            name="fk_routed_leads_lead_number",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("lead_number", name="pk_routed_leads"),
    )
    op.create_index("ix_routed_leads_decided_at", "routed_leads", ["decided_at"], unique=False)
    op.create_index(
        "ix_routed_leads_due",
        "routed_leads",
        ["due_order", "lead_number"],
        unique=False,
        sqlite_where=sa.text("acted_at IS NULL"),
        postgresql_where=sa.text("acted_at IS NULL"),
    )
    op.create_index(
        "ix_routed_leads_kind",
        "routed_leads",
        ["kind", "due_order", "lead_number"],
        unique=False,
        sqlite_where=sa.text("acted_at IS NULL"),
        postgresql_where=sa.text("acted_at IS NULL"),
    )
    op.create_index(
        "ix_routed_leads_owner",
        "routed_leads",
        ["owner", "due_order", "lead_number"],
        unique=False,
        sqlite_where=sa.text("acted_at IS NULL"),
        postgresql_where=sa.text("acted_at IS NULL"),
    )
    op.create_index(
        "ix_routed_leads_released_at",
        "routed_leads",
        ["released_at"],
        unique=False,
        sqlite_where=sa.text("released_at IS NOT NULL"),
        postgresql_where=sa.text("released_at IS NOT NULL"),
    )
    op.create_index(
        "ix_routed_leads_route",
        "routed_leads",
        ["route", "due_order", "lead_number"],
        unique=False,
        sqlite_where=sa.text("acted_at IS NULL"),
        postgresql_where=sa.text("acted_at IS NULL"),
    )


def _make_submissions() -> None:
    op.create_table(
        "submissions",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("site", SORT_TEXT, server_default="", nullable=False),
        sa.Column("channel", sa.Text(), server_default="", nullable=False),
        sa.Column("received_at", TIME, nullable=False),
        sa.Column("fields", JSON, nullable=False),
        sa.Column("fill_seconds", sa.Float(), nullable=True),
        sa.Column("trap_filled", sa.Boolean(), nullable=True),
        sa.Column("time_zone", sa.Text(), server_default="", nullable=False),
        sa.Column("idempotency_key", SORT_TEXT, server_default="", nullable=False),
        sa.Column("fingerprint", SORT_TEXT, server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("error", sa.Text(), server_default="", nullable=False),
        sa.Column("next_try_at", TIME, nullable=False),
        sa.Column("lead_number", NUMBER, nullable=True),
        sa.Column("duplicate_number", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["duplicate_number"],
            ["submissions.number"],
            name="fk_submissions_duplicate_number",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["lead_number"],
            ["leads.number"],
            name="fk_submissions_lead_number",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_submissions"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_submissions_duplicate_number",
        "submissions",
        ["duplicate_number"],
        unique=False,
        sqlite_where=sa.text("duplicate_number IS NOT NULL"),
        postgresql_where=sa.text("duplicate_number IS NOT NULL"),
    )
    op.create_index(
        "ix_submissions_failed",
        "submissions",
        ["number"],
        unique=False,
        sqlite_where=sa.text("state = 'failed'"),
        postgresql_where=sa.text("state = 'failed'"),
    )
    op.create_index(
        "ix_submissions_fingerprint", "submissions", ["fingerprint", "received_at"], unique=False
    )
    op.create_index(
        "ix_submissions_idempotency_key",
        "submissions",
        ["idempotency_key", "site"],
        unique=False,
        sqlite_where=sa.text("idempotency_key <> ''"),
        postgresql_where=sa.text("idempotency_key <> ''"),
    )
    op.create_index(
        "ix_submissions_lead_number",
        "submissions",
        ["lead_number"],
        unique=False,
        sqlite_where=sa.text("lead_number IS NOT NULL"),
        postgresql_where=sa.text("lead_number IS NOT NULL"),
    )
    op.create_index(
        "ix_submissions_waiting",
        "submissions",
        ["next_try_at", "number"],
        unique=False,
        sqlite_where=sa.text("state <> 'done'"),
        postgresql_where=sa.text("state <> 'done'"),
    )


def _key_messages() -> None:
    op.add_column("leads", sa.Column("message_key", SORT_TEXT, server_default="", nullable=False))
    _fill_message_keys()
    op.create_index(
        "ix_leads_email",
        "leads",
        ["email"],
        unique=False,
        sqlite_where=sa.text("email <> ''"),
        postgresql_where=sa.text("email <> ''"),
    )
    op.create_index(
        "ix_leads_message_key",
        "leads",
        ["message_key"],
        unique=False,
        sqlite_where=sa.text("message_key <> ''"),
        postgresql_where=sa.text("message_key <> ''"),
    )


def _fill_message_keys() -> None:
    connection, last = op.get_bind(), 0
    leads = sa.table("leads", sa.column("number"), sa.column("message"), sa.column("message_key"))
    found = sa.select(leads.c.number, leads.c.message).where(leads.c.message != "")
    keyed = (
        sa.update(leads)
        .where(leads.c.number == sa.bindparam("lead"))
        .values(message_key=sa.bindparam("key"))
    )
    while rows := connection.execute(
        found.where(leads.c.number > last).order_by(leads.c.number).limit(CHUNK_ROWS)
    ).all():
        keys = [{"lead": row.number, "key": _message_key(row.message)} for row in rows]
        if said := [row for row in keys if row["key"]]:
            connection.execute(keyed, said)
        last = rows[-1].number


def _message_key(message: str) -> str:
    greeting, _, rest = message.strip().partition("\n")
    words = _letters(rest if len(_letters(greeting)) <= LONGEST_GREETING and rest else message)
    if len(words) < FEWEST_WORDS:
        return ""
    return hashlib.blake2b(" ".join(words).encode(), digest_size=12).hexdigest()


def _letters(text: str) -> list[str]:
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return LETTERS.findall(text.casefold())
