"""Tables of listening: conversations, what was heard in them, the ledger, and one-tap answers."""

from sqlalchemy import Boolean, Column, Float, Index, Integer, Table, Text

from wellspent.store.column_types import JsonDocument, Number, SortText, UtcTime
from wellspent.store.columns import (
    counted,
    link_column,
    metadata,
    owner_column,
    partial_index,
    text_column,
    time_column,
)

conversation_sources = Table(
    "conversation_sources",
    metadata,
    Column("name", SortText, primary_key=True),
    text_column("kind"),
    text_column("keep"),
    Column("our_names", JsonDocument, nullable=False),
    Column("our_domains", JsonDocument, nullable=False),
    Column("our_addresses", JsonDocument, nullable=False),
    Column("cursor", JsonDocument, nullable=False),
    Column("saved_at", UtcTime, nullable=False),
)

conversations = Table(
    "conversations",
    metadata,
    counted(),
    Column("identity", SortText, nullable=False, unique=True),
    text_column("external_id"),
    text_column("source"),
    text_column("taken_from"),
    text_column("kind"),
    text_column("title"),
    time_column("started_at"),
    time_column("last_at"),
    Column("minutes", Float),
    text_column("language"),
    text_column("keep"),
    link_column("account_number", "accounts"),
    link_column("activity_number", "activities"),
    Column("turns", Integer, nullable=False, server_default="0"),
    Column("talk", JsonDocument),
    Column("notes", JsonDocument, nullable=False),
    time_column("heard_at"),
    Column("is_stale", Boolean, nullable=False),
    Column("is_sample", Boolean, nullable=False),
    link_column("import_number", "imports"),
    Column("stored_at", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_conversations_last_at", conversations.c.last_at, conversations.c.number)
Index("ix_conversations_import_number", conversations.c.import_number)
partial_index(
    "ix_conversations_account_number",
    conversations,
    "account_number",
    "last_at",
    where="account_number IS NOT NULL",
)
partial_index(
    "ix_conversations_activity_number",
    conversations,
    "activity_number",
    where="activity_number IS NOT NULL",
)
partial_index("ix_conversations_stale", conversations, "number", where="is_stale")

conversation_speakers = Table(
    "conversation_speakers",
    metadata,
    counted(),
    owner_column("conversation_number", "conversations"),
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
Index(
    "ix_conversation_speakers_conversation_number",
    conversation_speakers.c.conversation_number,
    conversation_speakers.c.place,
)
partial_index(
    "ix_conversation_speakers_contact_number",
    conversation_speakers,
    "contact_number",
    where="contact_number IS NOT NULL",
)
partial_index("ix_conversation_speakers_email", conversation_speakers, "email", where="email <> ''")
partial_index(
    "ix_conversation_speakers_name_key", conversation_speakers, "name_key", where="name_key <> ''"
)

conversation_turns = Table(
    "conversation_turns",
    metadata,
    counted(),
    owner_column("conversation_number", "conversations"),
    Column("place", Integer, nullable=False),
    Column("key", SortText, nullable=False),
    text_column("external_id"),
    Column("speaker", Integer, nullable=False),
    text_column("text"),
    Column("is_whole", Boolean, nullable=False),
    Column("words", Integer, nullable=False),
    Column("signs", Integer, nullable=False),
    time_column("at"),
    Column("start_second", Float),
    Column("end_second", Float),
    Column("seconds", Float),
    Column("to_speakers", JsonDocument, nullable=False),
    Column("automatic", Boolean, nullable=False),
    link_column("activity_number", "activities"),
    link_column("import_number", "imports"),
    sqlite_autoincrement=True,
)
Index(
    "ix_conversation_turns_conversation_number",
    conversation_turns.c.conversation_number,
    conversation_turns.c.place,
)
partial_index(
    "ix_conversation_turns_external_id",
    conversation_turns,
    "external_id",
    where="external_id <> ''",
)
Index("ix_conversation_turns_import_number", conversation_turns.c.import_number)
partial_index(
    "ix_conversation_turns_activity_number",
    conversation_turns,
    "activity_number",
    where="activity_number IS NOT NULL",
)

heard_things = Table(
    "heard_things",
    metadata,
    counted(),
    owner_column("conversation_number", "conversations"),
    text_column("what"),
    text_column("kind"),
    Column("key", SortText, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("start_sign", Integer, nullable=False),
    Column("end_sign", Integer, nullable=False),
    Column("origin_sign", Integer, nullable=False),
    text_column("quote"),
    Column("speaker", Integer),
    text_column("side"),
    Column("certainty", Float),
    text_column("told_by"),
    text_column("name"),
    Column("resolved_in", Integer),
    text_column("status"),
    Column("due", Text),
    text_column("due_words"),
    Column("moves_on", Boolean, nullable=False),
    Column("our_turns", Integer),
    Column("their_turns", Integer),
    Column("is_owed", Boolean, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_heard_things_conversation_number", heard_things.c.conversation_number)
Index("ix_heard_things_what", heard_things.c.what, heard_things.c.kind)
partial_index("ix_heard_things_owed", heard_things, "number", where="is_owed")

# What people said of a thing that was heard stays when the conversation is heard anew: it is kept
# by the thing's place, not by its number.
heard_corrections = Table(
    "heard_corrections",
    metadata,
    counted(),
    owner_column("conversation_number", "conversations"),
    Column("key", SortText, nullable=False),
    text_column("was"),
    text_column("is_now"),
    text_column("quote"),
    text_column("phrase"),
    text_column("reason"),
    text_column("noted_by"),
    Column("noted_at", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_heard_corrections_conversation_number", heard_corrections.c.conversation_number)

# No foreign keys: a line of the ledger stays as it is, whatever becomes of what it tells of.
ledger_entries = Table(
    "ledger_entries",
    metadata,
    counted(),
    text_column("kind"),
    Column("activity_number", Number),
    Column("conversation_number", Number),
    Column("contact_number", Number),
    Column("account_number", Number),
    text_column("rep"),
    text_column("channel"),
    Column("happened_at", UtcTime, nullable=False),
    Column("minutes", Float, nullable=False),
    Column("least", Float, nullable=False),
    Column("most", Float, nullable=False),
    text_column("how"),
    text_column("method"),
    text_column("credit"),
    Column("count", Integer, nullable=False),
    text_column("detail"),
    text_column("quote"),
    Column("turn", Integer),
    Column("key", SortText, nullable=False),
    Column("reverses", Number),
    Column("corrects", Number),
    text_column("reason"),
    text_column("noted_by"),
    Column("noted_at", UtcTime, nullable=False),
    Column("is_sample", Boolean, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_ledger_entries_happened_at", ledger_entries.c.happened_at, ledger_entries.c.number)
for _column in ("activity_number", "conversation_number"):
    partial_index(
        f"ix_ledger_entries_{_column}", ledger_entries, _column, where=f"{_column} IS NOT NULL"
    )
for _column in ("contact_number", "account_number"):
    partial_index(
        f"ix_ledger_entries_{_column}",
        ledger_entries,
        _column,
        "happened_at",
        where=f"{_column} IS NOT NULL",
    )
Index("ix_ledger_entries_rep", ledger_entries.c.rep, ledger_entries.c.happened_at)
partial_index(
    "ix_ledger_entries_reverses", ledger_entries, "reverses", where="reverses IS NOT NULL"
)

speaker_names = Table(
    "speaker_names",
    metadata,
    counted(),
    Column("source", SortText, nullable=False),
    Column("name_key", SortText, nullable=False),
    text_column("name"),
    Column("contact_identity", SortText, nullable=False, server_default=""),
    text_column("rep"),
    text_column("side"),
    text_column("noted_by"),
    Column("noted_at", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)
Index(
    "ix_speaker_names_name_key",
    speaker_names.c.name_key,
    speaker_names.c.source,
)

private_people = Table(
    "private_people",
    metadata,
    Column("key", SortText, primary_key=True),
    text_column("note"),
    text_column("noted_by"),
    Column("noted_at", UtcTime, nullable=False),
)

settled_debts = Table(
    "settled_debts",
    metadata,
    counted(),
    owner_column("conversation_number", "conversations"),
    Column("key", SortText, nullable=False),
    Column("is_settled", Boolean, nullable=False),
    text_column("reason"),
    text_column("noted_by"),
    Column("noted_at", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_settled_debts_conversation_number", settled_debts.c.conversation_number)

feedback_requests = Table(
    "feedback_requests",
    metadata,
    counted(),
    link_column("activity_number", "activities"),
    link_column("contact_number", "contacts"),
    link_column("account_number", "accounts"),
    Column("email", SortText, nullable=False, server_default=""),
    text_column("rep"),
    text_column("language"),
    Column("link_hash", SortText, nullable=False, unique=True),
    text_column("sent_by"),
    Column("asked_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    time_column("answered_at"),
    Column("is_sample", Boolean, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_feedback_requests_asked_at", feedback_requests.c.asked_at, feedback_requests.c.number)
partial_index(
    "ix_feedback_requests_email", feedback_requests, "email", "asked_at", where="email <> ''"
)
partial_index(
    "ix_feedback_requests_contact_number",
    feedback_requests,
    "contact_number",
    "asked_at",
    where="contact_number IS NOT NULL",
)
partial_index(
    "ix_feedback_requests_activity_number",
    feedback_requests,
    "activity_number",
    where="activity_number IS NOT NULL",
)

feedback_answers = Table(
    "feedback_answers",
    metadata,
    counted(),
    owner_column("request_number", "feedback_requests"),
    text_column("worth"),
    Column("complaints", JsonDocument, nullable=False),
    text_column("words"),
    text_column("wish"),
    Column("answered_at", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_feedback_answers_request_number", feedback_answers.c.request_number, unique=True)
Index("ix_feedback_answers_answered_at", feedback_answers.c.answered_at)

feedback_wishes = Table(
    "feedback_wishes",
    metadata,
    counted(),
    Column("email", SortText, nullable=False, server_default=""),
    Column("contact_identity", SortText, nullable=False, server_default=""),
    text_column("wish"),
    Column("said_at", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)
partial_index("ix_feedback_wishes_email", feedback_wishes, "email", where="email <> ''")
partial_index(
    "ix_feedback_wishes_contact_identity",
    feedback_wishes,
    "contact_identity",
    where="contact_identity <> ''",
)
