"""Tables of reviewing: what is true of ourselves, and what people said about being contacted."""

from sqlalchemy import Column, Table

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
