"""Tables of reaching: what people said of contacts' roles, and the meetings that are ahead."""

from sqlalchemy import Boolean, Column, Float, Index, Integer, Table

from wellspent.store.column_types import Number, SortText, UtcTime
from wellspent.store.columns import (
    counted,
    link_column,
    metadata,
    owner_column,
    partial_index,
    text_column,
    time_column,
)

# An empty role takes back what was said before of the contact's role.
role_corrections = Table(
    "role_corrections",
    metadata,
    counted(),
    owner_column("contact_number", "contacts"),
    text_column("role"),
    text_column("reason"),
    text_column("said_by"),
    Column("said_at", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_role_corrections_contact_number", role_corrections.c.contact_number)

meetings_ahead = Table(
    "meetings_ahead",
    metadata,
    counted(),
    Column("identity", SortText, nullable=False, unique=True),
    text_column("external_id"),
    text_column("source"),
    text_column("taken_from"),
    text_column("kind"),
    text_column("title"),
    Column("starts_at", UtcTime, nullable=False),
    Column("minutes", Float),
    Column("all_day", Boolean, nullable=False),
    Column("cancelled", Boolean, nullable=False),
    time_column("moved_from"),
    Column("organiser", Integer),
    text_column("place"),
    text_column("language"),
    link_column("account_number", "accounts"),
    link_column("conversation_number", "conversations"),
    link_column("import_number", "imports"),
    Column("is_sample", Boolean, nullable=False),
    Column("stored_at", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_meetings_ahead_starts_at", meetings_ahead.c.starts_at, meetings_ahead.c.number)
for _column in ("account_number", "conversation_number", "import_number"):
    partial_index(
        f"ix_meetings_ahead_{_column}", meetings_ahead, _column, where=f"{_column} IS NOT NULL"
    )

meeting_people = Table(
    "meeting_people",
    metadata,
    counted(),
    owner_column("meeting_number", "meetings_ahead"),
    Column("place", Integer, nullable=False),
    text_column("name"),
    Column("name_key", SortText, nullable=False, server_default=""),
    Column("email", SortText, nullable=False, server_default=""),
    text_column("phone"),
    text_column("side"),
    Column("side_guessed", Boolean, nullable=False),
    link_column("contact_number", "contacts"),
    text_column("rep"),
    text_column("company"),
    text_column("presence"),
    text_column("linked_by"),
    sqlite_autoincrement=True,
)
Index("ix_meeting_people_meeting_number", meeting_people.c.meeting_number, meeting_people.c.place)
partial_index(
    "ix_meeting_people_contact_number",
    meeting_people,
    "contact_number",
    where="contact_number IS NOT NULL",
)

# What was learned of a team's own data, kept with the fingerprint of that data.
learned_things = Table(
    "learned_things",
    metadata,
    Column("name", SortText, primary_key=True),
    Column("fingerprint", SortText, nullable=False),
    text_column("body"),
    Column("cases", Number, nullable=False),
    Column("learned_at", UtcTime, nullable=False),
)
