"""The tables of listening: conversations, what was heard, the ledger, one-tap answers."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# Written out once more, so that what was released stays as it was.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SORT_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TIME = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    """Make the tables, and the index by which a person is found by telephone."""
    _make_conversation_sources()
    _make_conversations()
    _make_conversation_speakers()
    _make_conversation_turns()
    _make_heard_things()
    _make_heard_corrections()
    _make_ledger_entries()
    _make_speaker_names()
    _make_private_people()
    _make_settled_debts()
    _make_feedback_requests()
    _make_feedback_answers()
    _make_feedback_wishes()
    _make_index("ix_contacts_phone", "contacts", ["phone"], where="phone <> ''")


def _make_index(name: str, table: str, columns: Sequence[str], *, where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, list(columns), sqlite_where=condition, postgresql_where=condition)


def _make_conversation_sources() -> None:
    op.create_table(
        "conversation_sources",
        sa.Column("name", SORT_TEXT, nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("keep", sa.Text(), server_default="", nullable=False),
        sa.Column("our_names", JSON, nullable=False),
        sa.Column("our_domains", JSON, nullable=False),
        sa.Column("our_addresses", JSON, nullable=False),
        sa.Column("cursor", JSON, nullable=False),
        sa.Column("saved_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_conversation_sources"),
    )


def _make_conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("identity", SORT_TEXT, nullable=False),
        sa.Column("external_id", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("taken_from", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("started_at", TIME, nullable=True),
        sa.Column("last_at", TIME, nullable=True),
        sa.Column("minutes", sa.Float(), nullable=True),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("keep", sa.Text(), server_default="", nullable=False),
        sa.Column("account_number", NUMBER, nullable=True),
        sa.Column("activity_number", NUMBER, nullable=True),
        sa.Column("turns", sa.Integer(), server_default="0", nullable=False),
        sa.Column("talk", JSON, nullable=True),
        sa.Column("notes", JSON, nullable=False),
        sa.Column("heard_at", TIME, nullable=True),
        sa.Column("is_stale", sa.Boolean(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("import_number", NUMBER, nullable=True),
        sa.Column("stored_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_number"],
            ["accounts.number"],
            name="fk_conversations_account_number",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["activity_number"],
            ["activities.number"],
            name="fk_conversations_activity_number",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["import_number"],
            ["imports.number"],
            name="fk_conversations_import_number",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_conversations"),
        sa.UniqueConstraint("identity", name="uq_conversations_identity"),
        sqlite_autoincrement=True,
    )
    _make_index(
        "ix_conversations_account_number",
        "conversations",
        ["account_number", "last_at"],
        where="account_number IS NOT NULL",
    )
    _make_index(
        "ix_conversations_activity_number",
        "conversations",
        ["activity_number"],
        where="activity_number IS NOT NULL",
    )
    op.create_index("ix_conversations_import_number", "conversations", ["import_number"])
    op.create_index("ix_conversations_last_at", "conversations", ["last_at", "number"])
    _make_index("ix_conversations_stale", "conversations", ["number"], where="is_stale")


def _make_conversation_speakers() -> None:
    op.create_table(
        "conversation_speakers",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("conversation_number", NUMBER, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("name_key", SORT_TEXT, server_default="", nullable=False),
        sa.Column("email", SORT_TEXT, server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("side", sa.Text(), server_default="", nullable=False),
        sa.Column("side_guessed", sa.Boolean(), nullable=False),
        sa.Column("contact_number", NUMBER, nullable=True),
        sa.Column("rep", sa.Text(), server_default="", nullable=False),
        sa.Column("company", sa.Text(), server_default="", nullable=False),
        sa.Column("presence", sa.Text(), server_default="", nullable=False),
        sa.Column("linked_by", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_number"],
            ["conversations.number"],
            name="fk_conversation_speakers_conversation_number",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["contact_number"],
            ["contacts.number"],
            name="fk_conversation_speakers_contact_number",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_conversation_speakers"),
        sqlite_autoincrement=True,
    )
    _make_index(
        "ix_conversation_speakers_contact_number",
        "conversation_speakers",
        ["contact_number"],
        where="contact_number IS NOT NULL",
    )
    op.create_index(
        "ix_conversation_speakers_conversation_number",
        "conversation_speakers",
        ["conversation_number", "place"],
    )
    _make_index(
        "ix_conversation_speakers_email", "conversation_speakers", ["email"], where="email <> ''"
    )
    _make_index(
        "ix_conversation_speakers_name_key",
        "conversation_speakers",
        ["name_key"],
        where="name_key <> ''",
    )


def _make_conversation_turns() -> None:
    op.create_table(
        "conversation_turns",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("conversation_number", NUMBER, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("key", SORT_TEXT, nullable=False),
        sa.Column("external_id", sa.Text(), server_default="", nullable=False),
        sa.Column("speaker", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("is_whole", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("signs", sa.Integer(), nullable=False),
        sa.Column("at", TIME, nullable=True),
        sa.Column("start_second", sa.Float(), nullable=True),
        sa.Column("end_second", sa.Float(), nullable=True),
        sa.Column("seconds", sa.Float(), nullable=True),
        sa.Column("to_speakers", JSON, nullable=False),
        sa.Column("automatic", sa.Boolean(), nullable=False),
        sa.Column("activity_number", NUMBER, nullable=True),
        sa.Column("import_number", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_number"],
            ["conversations.number"],
            name="fk_conversation_turns_conversation_number",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["activity_number"],
            ["activities.number"],
            name="fk_conversation_turns_activity_number",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["import_number"],
            ["imports.number"],
            name="fk_conversation_turns_import_number",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_conversation_turns"),
        sqlite_autoincrement=True,
    )
    _make_index(
        "ix_conversation_turns_activity_number",
        "conversation_turns",
        ["activity_number"],
        where="activity_number IS NOT NULL",
    )
    op.create_index(
        "ix_conversation_turns_conversation_number",
        "conversation_turns",
        ["conversation_number", "place"],
    )
    _make_index(
        "ix_conversation_turns_external_id",
        "conversation_turns",
        ["external_id"],
        where="external_id <> ''",
    )
    op.create_index("ix_conversation_turns_import_number", "conversation_turns", ["import_number"])


def _make_heard_things() -> None:
    op.create_table(
        "heard_things",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("conversation_number", NUMBER, nullable=False),
        sa.Column("what", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("key", SORT_TEXT, nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("start_sign", sa.Integer(), nullable=False),
        sa.Column("end_sign", sa.Integer(), nullable=False),
        sa.Column("origin_sign", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), server_default="", nullable=False),
        sa.Column("speaker", sa.Integer(), nullable=True),
        sa.Column("side", sa.Text(), server_default="", nullable=False),
        sa.Column("certainty", sa.Float(), nullable=True),
        sa.Column("told_by", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("resolved_in", sa.Integer(), nullable=True),
        sa.Column("status", sa.Text(), server_default="", nullable=False),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("due_words", sa.Text(), server_default="", nullable=False),
        sa.Column("moves_on", sa.Boolean(), nullable=False),
        sa.Column("our_turns", sa.Integer(), nullable=True),
        sa.Column("their_turns", sa.Integer(), nullable=True),
        sa.Column("is_owed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_number"],
            ["conversations.number"],
            name="fk_heard_things_conversation_number",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_heard_things"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_heard_things_conversation_number", "heard_things", ["conversation_number"])
    _make_index("ix_heard_things_owed", "heard_things", ["number"], where="is_owed")
    op.create_index("ix_heard_things_what", "heard_things", ["what", "kind"])


def _make_heard_corrections() -> None:
    op.create_table(
        "heard_corrections",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("conversation_number", NUMBER, nullable=False),
        sa.Column("key", SORT_TEXT, nullable=False),
        sa.Column("was", sa.Text(), server_default="", nullable=False),
        sa.Column("is_now", sa.Text(), server_default="", nullable=False),
        sa.Column("quote", sa.Text(), server_default="", nullable=False),
        sa.Column("phrase", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("noted_by", sa.Text(), server_default="", nullable=False),
        sa.Column("noted_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_number"],
            ["conversations.number"],
            name="fk_heard_corrections_conversation_number",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_heard_corrections"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_heard_corrections_conversation_number", "heard_corrections", ["conversation_number"]
    )


def _make_ledger_entries() -> None:
    op.create_table(
        "ledger_entries",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("activity_number", NUMBER, nullable=True),
        sa.Column("conversation_number", NUMBER, nullable=True),
        sa.Column("contact_number", NUMBER, nullable=True),
        sa.Column("account_number", NUMBER, nullable=True),
        sa.Column("rep", sa.Text(), server_default="", nullable=False),
        sa.Column("channel", sa.Text(), server_default="", nullable=False),
        sa.Column("happened_at", TIME, nullable=False),
        sa.Column("minutes", sa.Float(), nullable=False),
        sa.Column("least", sa.Float(), nullable=False),
        sa.Column("most", sa.Float(), nullable=False),
        sa.Column("how", sa.Text(), server_default="", nullable=False),
        sa.Column("method", sa.Text(), server_default="", nullable=False),
        sa.Column("credit", sa.Text(), server_default="", nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.Column("quote", sa.Text(), server_default="", nullable=False),
        sa.Column("turn", sa.Integer(), nullable=True),
        sa.Column("key", SORT_TEXT, nullable=False),
        sa.Column("reverses", NUMBER, nullable=True),
        sa.Column("corrects", NUMBER, nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("noted_by", sa.Text(), server_default="", nullable=False),
        sa.Column("noted_at", TIME, nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_ledger_entries"),
        sqlite_autoincrement=True,
    )
    _make_index(
        "ix_ledger_entries_account_number",
        "ledger_entries",
        ["account_number", "happened_at"],
        where="account_number IS NOT NULL",
    )
    _make_index(
        "ix_ledger_entries_activity_number",
        "ledger_entries",
        ["activity_number"],
        where="activity_number IS NOT NULL",
    )
    _make_index(
        "ix_ledger_entries_contact_number",
        "ledger_entries",
        ["contact_number", "happened_at"],
        where="contact_number IS NOT NULL",
    )
    _make_index(
        "ix_ledger_entries_conversation_number",
        "ledger_entries",
        ["conversation_number"],
        where="conversation_number IS NOT NULL",
    )
    op.create_index("ix_ledger_entries_happened_at", "ledger_entries", ["happened_at", "number"])
    op.create_index("ix_ledger_entries_rep", "ledger_entries", ["rep", "happened_at"])
    _make_index(
        "ix_ledger_entries_reverses", "ledger_entries", ["reverses"], where="reverses IS NOT NULL"
    )


def _make_speaker_names() -> None:
    op.create_table(
        "speaker_names",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("source", SORT_TEXT, nullable=False),
        sa.Column("name_key", SORT_TEXT, nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("contact_identity", SORT_TEXT, server_default="", nullable=False),
        sa.Column("rep", sa.Text(), server_default="", nullable=False),
        sa.Column("side", sa.Text(), server_default="", nullable=False),
        sa.Column("noted_by", sa.Text(), server_default="", nullable=False),
        sa.Column("noted_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_speaker_names"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_speaker_names_name_key", "speaker_names", ["name_key", "source"])


def _make_private_people() -> None:
    op.create_table(
        "private_people",
        sa.Column("key", SORT_TEXT, nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("noted_by", sa.Text(), server_default="", nullable=False),
        sa.Column("noted_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_private_people"),
    )


def _make_settled_debts() -> None:
    op.create_table(
        "settled_debts",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("conversation_number", NUMBER, nullable=False),
        sa.Column("key", SORT_TEXT, nullable=False),
        sa.Column("is_settled", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("noted_by", sa.Text(), server_default="", nullable=False),
        sa.Column("noted_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_number"],
            ["conversations.number"],
            name="fk_settled_debts_conversation_number",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_settled_debts"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_settled_debts_conversation_number", "settled_debts", ["conversation_number"]
    )


def _make_feedback_requests() -> None:
    op.create_table(
        "feedback_requests",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("activity_number", NUMBER, nullable=True),
        sa.Column("contact_number", NUMBER, nullable=True),
        sa.Column("account_number", NUMBER, nullable=True),
        sa.Column("email", SORT_TEXT, server_default="", nullable=False),
        sa.Column("rep", sa.Text(), server_default="", nullable=False),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("link_hash", SORT_TEXT, nullable=False),
        sa.Column("sent_by", sa.Text(), server_default="", nullable=False),
        sa.Column("asked_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("answered_at", TIME, nullable=True),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_number"],
            ["activities.number"],
            name="fk_feedback_requests_activity_number",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["contact_number"],
            ["contacts.number"],
            name="fk_feedback_requests_contact_number",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["account_number"],
            ["accounts.number"],
            name="fk_feedback_requests_account_number",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_feedback_requests"),
        sa.UniqueConstraint("link_hash", name="uq_feedback_requests_link_hash"),
        sqlite_autoincrement=True,
    )
    _make_index(
        "ix_feedback_requests_activity_number",
        "feedback_requests",
        ["activity_number"],
        where="activity_number IS NOT NULL",
    )
    op.create_index("ix_feedback_requests_asked_at", "feedback_requests", ["asked_at", "number"])
    _make_index(
        "ix_feedback_requests_contact_number",
        "feedback_requests",
        ["contact_number", "asked_at"],
        where="contact_number IS NOT NULL",
    )
    _make_index(
        "ix_feedback_requests_email",
        "feedback_requests",
        ["email", "asked_at"],
        where="email <> ''",
    )


def _make_feedback_answers() -> None:
    op.create_table(
        "feedback_answers",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("request_number", NUMBER, nullable=False),
        sa.Column("worth", sa.Text(), server_default="", nullable=False),
        sa.Column("complaints", JSON, nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("wish", sa.Text(), server_default="", nullable=False),
        sa.Column("answered_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["request_number"],
            ["feedback_requests.number"],
            name="fk_feedback_answers_request_number",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_feedback_answers"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feedback_answers_answered_at", "feedback_answers", ["answered_at"])
    op.create_index(
        "ix_feedback_answers_request_number", "feedback_answers", ["request_number"], unique=True
    )


def _make_feedback_wishes() -> None:
    op.create_table(
        "feedback_wishes",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("email", SORT_TEXT, server_default="", nullable=False),
        sa.Column("contact_identity", SORT_TEXT, server_default="", nullable=False),
        sa.Column("wish", sa.Text(), server_default="", nullable=False),
        sa.Column("said_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_feedback_wishes"),
        sqlite_autoincrement=True,
    )
    _make_index(
        "ix_feedback_wishes_contact_identity",
        "feedback_wishes",
        ["contact_identity"],
        where="contact_identity <> ''",
    )
    _make_index("ix_feedback_wishes_email", "feedback_wishes", ["email"], where="email <> ''")
