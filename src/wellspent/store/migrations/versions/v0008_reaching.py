"""The tables of reaching: role corrections, meetings ahead, what was learned; whom a number is."""

import re
from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# Written out once more, so that what was released stays as it was.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SORT_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TIME = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")

CHUNK_ROWS: Final = 5000
NOT_DIGITS: Final = re.compile(r"[^0-9]")
END_DIGITS: Final = 7


def upgrade() -> None:
    """Make the tables, and the column by which a contact is found by the end of a number."""
    _make_role_corrections()
    _make_meetings_ahead()
    _make_meeting_people()
    _make_learned_things()
    op.add_column("contacts", sa.Column("phone_end", SORT_TEXT, server_default="", nullable=False))
    _fill_phone_ends()
    _make_index("ix_contacts_phone_end", "contacts", "phone_end", where="phone_end <> ''")
    _make_index(
        "ix_activities_contact_alone",
        "activities",
        "contact_number",
        "happened_at",
        where="account_number IS NULL AND contact_number IS NOT NULL",
    )


def _make_index(name: str, table: str, *columns: str, where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, list(columns), sqlite_where=condition, postgresql_where=condition)


def _link(table: str, column: str, refers_to: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{refers_to}.number"], name=f"fk_{table}_{column}", ondelete=ondelete
    )


def _make_role_corrections() -> None:
    op.create_table(
        "role_corrections",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("contact_number", NUMBER, nullable=False),
        sa.Column("role", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("said_by", sa.Text(), server_default="", nullable=False),
        sa.Column("said_at", TIME, nullable=False),
        _link("role_corrections", "contact_number", "contacts", "CASCADE"),
        sa.PrimaryKeyConstraint("number", name="pk_role_corrections"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_role_corrections_contact_number", "role_corrections", ["contact_number"])


def _make_meetings_ahead() -> None:
    op.create_table(
        "meetings_ahead",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("identity", SORT_TEXT, nullable=False),
        sa.Column("external_id", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("taken_from", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("starts_at", TIME, nullable=False),
        sa.Column("minutes", sa.Float(), nullable=True),
        sa.Column("all_day", sa.Boolean(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("moved_from", TIME, nullable=True),
        sa.Column("organiser", sa.Integer(), nullable=True),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("account_number", NUMBER, nullable=True),
        sa.Column("conversation_number", NUMBER, nullable=True),
        sa.Column("import_number", NUMBER, nullable=True),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("stored_at", TIME, nullable=False),
        _link("meetings_ahead", "account_number", "accounts", "SET NULL"),
        _link("meetings_ahead", "conversation_number", "conversations", "SET NULL"),
        _link("meetings_ahead", "import_number", "imports", "SET NULL"),
        sa.PrimaryKeyConstraint("number", name="pk_meetings_ahead"),
        sa.UniqueConstraint("identity", name="uq_meetings_ahead_identity"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_meetings_ahead_starts_at", "meetings_ahead", ["starts_at", "number"])
    for column in ("account_number", "conversation_number", "import_number"):
        where = f"{column} IS NOT NULL"
        _make_index(f"ix_meetings_ahead_{column}", "meetings_ahead", column, where=where)


def _make_meeting_people() -> None:
    op.create_table(
        "meeting_people",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("meeting_number", NUMBER, nullable=False),
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
        _link("meeting_people", "meeting_number", "meetings_ahead", "CASCADE"),
        _link("meeting_people", "contact_number", "contacts", "SET NULL"),
        sa.PrimaryKeyConstraint("number", name="pk_meeting_people"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_meeting_people_meeting_number", "meeting_people", ["meeting_number", "place"]
    )
    _make_index(
        "ix_meeting_people_contact_number",
        "meeting_people",
        "contact_number",
        where="contact_number IS NOT NULL",
    )


def _make_learned_things() -> None:
    op.create_table(
        "learned_things",
        sa.Column("name", SORT_TEXT, nullable=False),
        sa.Column("fingerprint", SORT_TEXT, nullable=False),
        sa.Column("body", sa.Text(), server_default="", nullable=False),
        sa.Column("cases", NUMBER, nullable=False),
        sa.Column("learned_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_learned_things"),
    )


def _fill_phone_ends() -> None:
    connection, last = op.get_bind(), 0
    contacts = sa.table("contacts", sa.column("number"), sa.column("phone"), sa.column("phone_end"))
    found = sa.select(contacts.c.number, contacts.c.phone).where(contacts.c.phone != "")
    filled = (
        sa.update(contacts)
        .where(contacts.c.number == sa.bindparam("contact"))
        .values(phone_end=sa.bindparam("digits"))
    )
    while rows := connection.execute(
        found.where(contacts.c.number > last).order_by(contacts.c.number).limit(CHUNK_ROWS)
    ).all():
        connection.execute(
            filled, [{"contact": row.number, "digits": _phone_end(row.phone)} for row in rows]
        )
        last = rows[-1].number


def _phone_end(phone: str) -> str:
    return NOT_DIGITS.sub("", phone)[-END_DIGITS:]
