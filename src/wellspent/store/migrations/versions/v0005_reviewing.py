"""The tables of reviewing: facts of the company, consents; and contacts by their names."""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Written out once more, so that what was released stays as it was.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SORT_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TIME = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")

LONGEST_NAME = 300
LONGEST_KEY = 100
INSIDE_A_WORD = re.compile(r"[.'’`´]")
BETWEEN_WORDS = re.compile(r"[\W_]+")
LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "œ": "oe", "ı": "i"})
CHUNK_ROWS = 10_000


def upgrade() -> None:
    """Make the tables, and the key by which a person is found by name."""
    _make_company_facts()
    _make_consents()
    op.add_column("contacts", sa.Column("name_key", SORT_TEXT, server_default="", nullable=False))
    _fill_name_keys()
    _make_index("ix_contacts_name_key", "contacts", "name_key")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("PRAGMA analysis_limit = 2000")
        op.execute("ANALYZE contacts")


def _make_company_facts() -> None:
    op.create_table(
        "company_facts",
        sa.Column("version", NUMBER, autoincrement=True, nullable=False),
        sa.Column("saved_at", TIME, nullable=False),
        sa.Column("saved_by", sa.Text(), server_default="", nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_company_facts"),
        sqlite_autoincrement=True,
    )


def _make_consents() -> None:
    op.create_table(
        "consents",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("email", SORT_TEXT, server_default="", nullable=False),
        sa.Column("contact_identity", SORT_TEXT, server_default="", nullable=False),
        sa.Column("channel", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("said_at", TIME, nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("noted_by", sa.Text(), server_default="", nullable=False),
        sa.Column("noted_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_consents"),
        sqlite_autoincrement=True,
    )
    _make_index("ix_consents_email", "consents", "email")
    _make_index("ix_consents_contact_identity", "consents", "contact_identity")


def _make_index(name: str, table: str, column: str) -> None:
    where = sa.text(f"{column} <> ''")
    op.create_index(name, table, [column], sqlite_where=where, postgresql_where=where)


def _fill_name_keys() -> None:
    connection, last = op.get_bind(), 0
    contacts = sa.table("contacts", sa.column("number"), sa.column("name"), sa.column("name_key"))
    found = sa.select(contacts.c.number, contacts.c.name).where(contacts.c.name != "")
    keyed = (
        sa.update(contacts)
        .where(contacts.c.number == sa.bindparam("contact"))
        .values(name_key=sa.bindparam("key"))
    )
    while rows := connection.execute(
        found.where(contacts.c.number > last).order_by(contacts.c.number).limit(CHUNK_ROWS)
    ).all():
        connection.execute(
            keyed, [{"contact": row.number, "key": _name_key(row.name)} for row in rows]
        )
        last = rows[-1].number


def _name_key(name: str) -> str:
    lower = unicodedata.normalize("NFKD", name[:LONGEST_NAME]).casefold().translate(LETTERS)
    apart = unicodedata.normalize("NFKD", lower)
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    plain = INSIDE_A_WORD.sub("", plain.replace("&", " and ").replace("+", " and "))
    return " ".join(BETWEEN_WORDS.sub(" ", plain).split())[:LONGEST_KEY]
