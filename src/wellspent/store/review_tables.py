"""Tables of reviewing: what is true of ourselves, what people said about being contacted, and the
templates of messages."""

from sqlalchemy import Column, Integer, Table

from wellspent.store.column_types import SortText, UtcTime
from wellspent.store.columns import counted, metadata, partial_index, text_column
from wellspent.store.kept_text import text_table

company_facts = text_table("company_facts")

# A person is known here by address, and by what makes two rows of two files the same contact: an
# import that is undone and done again doesn't take away what they said.
consents = Table(
    "consents",
    metadata,
    counted(),
    Column("email", SortText, nullable=False, server_default=""),
    Column("contact_identity", SortText, nullable=False, server_default=""),
    text_column("channel"),
    text_column("kind"),
    Column("said_at", UtcTime, nullable=False),
    text_column("source"),
    text_column("note"),
    text_column("noted_by"),
    Column("noted_at", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)
partial_index("ix_consents_email", consents, "email", where="email <> ''")
partial_index(
    "ix_consents_contact_identity", consents, "contact_identity", where="contact_identity <> ''"
)

message_templates = Table(
    "message_templates",
    metadata,
    counted(),
    text_column("name"),
    Column("name_key", SortText, nullable=False, unique=True),
    text_column("channel"),
    text_column("type"),
    text_column("subject"),
    text_column("body"),
    Column("version", Integer, nullable=False),
    Column("saved_at", UtcTime, nullable=False),
    text_column("saved_by"),
    sqlite_autoincrement=True,
)
