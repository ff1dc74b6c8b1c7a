"""Tables: every table of the store, as SQLAlchemy sees it.

The migrations make them; a test holds the two against each other. A record's table has its fields
as columns (money as an amount and a currency, the id as a number, other records' ids as their
numbers), and beside them what the store adds: `identity` (what makes two rows of two files the
same record), where it came from, and the keys that linking and lists search by.
"""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

from wellspent.records.source import RecordKind
from wellspent.store import intake_tables as intake_tables  # it adds its tables to the metadata
from wellspent.store import listen_tables as listen_tables  # as above
from wellspent.store import reaching_tables as reaching_tables  # as above
from wellspent.store import review_tables as review_tables  # as above
from wellspent.store import routing_tables as routing_tables  # as above
from wellspent.store.column_types import (
    Attributes,
    ExactDecimal,
    JsonDocument,
    Number,
    SortText,
    UtcTime,
)
from wellspent.store.columns import (
    link_column,
    metadata,
    owner_column,
    owner_key,
    partial_index,
    text_column,
    time_column,
)


def _money(name: str) -> tuple[Column[Any], Column[Any]]:
    return Column(f"{name}_amount", ExactDecimal), text_column(f"{name}_currency")


def _attributes() -> Column[Any]:
    return Column("attributes", Attributes, nullable=False)


def _sort_key(name: str, column_type: TypeEngine[Any], default: str) -> Column[Any]:
    return Column(name, column_type, nullable=False, server_default=default)


def _record_table(name: str, *fields: Column[Any]) -> Table:
    return Table(
        name,
        metadata,
        Column("number", Number, primary_key=True, autoincrement=True),
        Column("identity", SortText, nullable=False, unique=True),
        text_column("external_id"),
        *fields,
        link_column("import_number", "imports"),
        Column("changed_by", Number),
        Column("source_row", Integer, nullable=False, server_default="0"),
        Column("stored_at", UtcTime, nullable=False),
        sqlite_autoincrement=True,
    )


imports = Table(
    "imports",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    text_column("file"),
    text_column("table_name"),
    Column("fingerprint", Text, nullable=False),
    Column("mapping_digest", Text, nullable=False),
    Column("mapping", Text, nullable=False),
    text_column("record_kind"),
    text_column("state"),
    Column("started_at", UtcTime, nullable=False),
    time_column("finished_at"),
    Column("rows_read", Number, nullable=False, server_default="0"),
    Column("created", Number, nullable=False, server_default="0"),
    Column("changed", Number, nullable=False, server_default="0"),
    Column("unchanged", Number, nullable=False, server_default="0"),
    Column("refused", Number, nullable=False, server_default="0"),
    Column("position", Number, nullable=False, server_default="0"),
    text_column("message"),
    text_column("runner"),
    Column("beat_at", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_imports_fingerprint", imports.c.fingerprint)

accounts = _record_table(
    "accounts",
    text_column("name"),
    Column("domain", SortText, nullable=False, server_default=""),
    text_column("industry"),
    Column("employees", Float),
    *_money("annual_revenue"),
    text_column("country"),
    text_column("region"),
    text_column("city"),
    text_column("owner"),
    time_column("customer_since"),
    time_column("customer_until"),
    Column("champions", Float),
    Column("reputation", Float),
    time_column("created_at"),
    _attributes(),
    Column("name_key", SortText, nullable=False, server_default=""),
    Column("name_block", SortText, nullable=False, server_default=""),
)
partial_index("ix_accounts_domain", accounts, "domain", where="domain <> ''")
partial_index("ix_accounts_name_key", accounts, "name_key", where="name_key <> ''")
partial_index("ix_accounts_name_block", accounts, "name_block", where="name_block <> ''")

contacts = _record_table(
    "contacts",
    text_column("name"),
    Column("email", SortText, nullable=False, server_default=""),
    text_column("phone"),
    text_column("title"),
    link_column("account_number", "accounts"),
    text_column("account_key"),
    text_column("country"),
    text_column("owner"),
    time_column("created_at"),
    _attributes(),
    Column("name_key", SortText, nullable=False, server_default=""),
    Column("phone_end", SortText, nullable=False, server_default=""),
)
partial_index("ix_contacts_name_key", contacts, "name_key", where="name_key <> ''")
partial_index("ix_contacts_email", contacts, "email", where="email <> ''")
partial_index("ix_contacts_phone", contacts, "phone", where="phone <> ''")
partial_index("ix_contacts_phone_end", contacts, "phone_end", where="phone_end <> ''")
partial_index(
    "ix_contacts_account_number", contacts, "account_number", where="account_number IS NOT NULL"
)
partial_index(
    "ix_contacts_unlinked",
    contacts,
    "number",
    where="account_number IS NULL AND account_key <> ''",
)

leads = _record_table(
    "leads",
    text_column("name"),
    text_column("email"),
    text_column("phone"),
    text_column("title"),
    text_column("company"),
    text_column("website"),
    text_column("industry"),
    Column("employees", Float),
    text_column("country"),
    text_column("region"),
    text_column("source"),
    text_column("message"),
    text_column("owner"),
    time_column("arrived_at"),
    time_column("closed_at"),
    text_column("outcome"),
    link_column("account_number", "accounts"),
    link_column("contact_number", "contacts"),
    _attributes(),
    text_column("email_domain"),
    text_column("company_key"),
    text_column("company_block"),
    text_column("link_method"),
    Column("link_certainty", Float),
    text_column("link_reason"),
    text_column("search_text"),
    Column("content_key", Text),
    Column("message_key", SortText, nullable=False, server_default=""),
    _sort_key("fit", Float(), "-1"),
    _sort_key("arrived_order", Number, "0"),
    _sort_key("company_order", SortText, ""),
)
for _filter in ("source", "country", "industry", "owner"):
    Index(f"ix_leads_{_filter}", leads.c[_filter])
# Several filters at once, each of which alone leaves very many.
Index(
    "ix_leads_filters",
    leads.c.outcome,
    leads.c.country,
    leads.c.industry,
    leads.c.source,
    leads.c.owner,
)
# Of the filters only the outcome has the fit behind it: each such index is written anew for every
# lead that is scored anew, and walking along the fit finds what is common without it.
Index("ix_leads_outcome_fit", leads.c.outcome, leads.c.fit, leads.c.number)
Index("ix_leads_fit", leads.c.fit, leads.c.number)
Index("ix_leads_arrived_order", leads.c.arrived_order, leads.c.number)
Index("ix_leads_outcome_arrived_order", leads.c.outcome, leads.c.arrived_order, leads.c.number)
Index("ix_leads_company_order", leads.c.company_order, leads.c.number)
partial_index(
    "ix_leads_account_number", leads, "account_number", where="account_number IS NOT NULL"
)
partial_index(
    "ix_leads_contact_number", leads, "contact_number", where="contact_number IS NOT NULL"
)
partial_index("ix_leads_content_key", leads, "content_key", where="content_key IS NOT NULL")

partial_index("ix_leads_email", leads, "email", where="email <> ''")
partial_index("ix_leads_message_key", leads, "message_key", where="message_key <> ''")

deals = _record_table(
    "deals",
    text_column("name"),
    link_column("account_number", "accounts"),
    text_column("account_key"),
    link_column("contact_number", "contacts"),
    text_column("contact_key"),
    link_column("lead_number", "leads"),
    text_column("lead_key"),
    text_column("link_reason"),
    *_money("amount"),
    *_money("recurring_amount"),
    text_column("stage"),
    text_column("outcome"),
    Column("products", JsonDocument, nullable=False),
    text_column("source"),
    text_column("owner"),
    time_column("created_at"),
    time_column("closed_at"),
    _attributes(),
)
partial_index(
    "ix_deals_account_number", deals, "account_number", where="account_number IS NOT NULL"
)
partial_index(
    "ix_deals_contact_number", deals, "contact_number", where="contact_number IS NOT NULL"
)
partial_index("ix_deals_lead_number", deals, "lead_number", where="lead_number IS NOT NULL")
partial_index(
    "ix_deals_unlinked",
    deals,
    "number",
    where="(account_number IS NULL AND account_key <> '')"
    " OR (contact_number IS NULL AND contact_key <> '')"
    " OR (lead_number IS NULL AND lead_key <> '')",
)

activities = _record_table(
    "activities",
    text_column("kind"),
    text_column("direction"),
    text_column("subject"),
    text_column("body"),
    time_column("happened_at"),
    Column("minutes", Float),
    link_column("account_number", "accounts"),
    text_column("account_key"),
    link_column("contact_number", "contacts"),
    Column("contact_key", SortText, nullable=False, server_default=""),
    text_column("rep"),
    Column("participants", JsonDocument, nullable=False),
    _attributes(),
)
partial_index(
    "ix_activities_account_number",
    activities,
    "account_number",
    "happened_at",
    where="account_number IS NOT NULL",
)
partial_index(
    "ix_activities_contact_number",
    activities,
    "contact_number",
    "happened_at",
    where="contact_number IS NOT NULL",
)
# Those of an account's people that name no account themselves.
partial_index(
    "ix_activities_contact_alone",
    activities,
    "contact_number",
    "happened_at",
    where="account_number IS NULL AND contact_number IS NOT NULL",
)
partial_index(
    "ix_activities_contact_key",
    activities,
    "contact_key",
    "happened_at",
    where="contact_key <> ''",
)
partial_index(
    "ix_activities_unlinked",
    activities,
    "number",
    where="(account_number IS NULL AND account_key <> '')"
    " OR (contact_number IS NULL AND contact_key <> '')",
)

referrals = _record_table(
    "referrals",
    text_column("giver_key"),
    link_column("giver_number", "accounts"),
    text_column("receiver_key"),
    link_column("receiver_number", "accounts"),
    time_column("referred_at"),
    text_column("note"),
)
partial_index(
    "ix_referrals_giver_number", referrals, "giver_number", where="giver_number IS NOT NULL"
)
partial_index(
    "ix_referrals_receiver_number",
    referrals,
    "receiver_number",
    where="receiver_number IS NOT NULL",
)
partial_index(
    "ix_referrals_unlinked",
    referrals,
    "number",
    where="(giver_number IS NULL AND giver_key <> '')"
    " OR (receiver_number IS NULL AND receiver_key <> '')",
)

import_changes = Table(
    "import_changes",
    metadata,
    Column("import_number", Number, ForeignKey("imports.number"), nullable=False),
    Column("record_number", Number, nullable=False),
    Column("before", Text, nullable=False),
    PrimaryKeyConstraint("import_number", "record_number"),
)

import_repeats = Table(
    "import_repeats",
    metadata,
    Column("import_number", Number, ForeignKey("imports.number"), nullable=False),
    Column("identity", SortText, nullable=False),
    Column("times", Integer, nullable=False),
    PrimaryKeyConstraint("import_number", "identity"),
)

refused_rows = Table(
    "refused_rows",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("import_number", Number, ForeignKey("imports.number"), nullable=False),
    Column("row", Integer, nullable=False),
    text_column("column"),
    text_column("value"),
    text_column("reason"),
    Column("cells", Text, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_refused_rows_import_number", refused_rows.c.import_number, refused_rows.c.number)

attributes = Table(
    "attributes",
    metadata,
    Column("record_kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    text_column("label"),
    text_column("kind"),
    PrimaryKeyConstraint("record_kind", "name"),
)

mappings = Table(
    "mappings",
    metadata,
    Column("name", Text, nullable=False),
    Column("record_kind", Text, nullable=False),
    Column("mapping", Text, nullable=False),
    Column("saved_at", UtcTime, nullable=False),
    PrimaryKeyConstraint("name", "record_kind"),
)

saved_views = Table(
    "saved_views",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("name", Text, nullable=False, unique=True),
    Column("query", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)

fits = Table(
    "fits",
    metadata,
    owner_key("lead_number", "leads"),
    Column("probability", Float, nullable=False),
    Column("low", Float, nullable=False),
    Column("high", Float, nullable=False),
    text_column("verdict"),
    Column("reasons", JsonDocument, nullable=False),
    Column("scorecard_version", Integer, nullable=False),
    Column("scored_at", UtcTime, nullable=False),
)

profiles = Table(
    "profiles",
    metadata,
    Column("version", Number, primary_key=True, autoincrement=True),
    Column("learned_at", UtcTime, nullable=False),
    Column("body", Text, nullable=False),
    sqlite_autoincrement=True,
)

overrules = Table(
    "overrules",
    metadata,
    Column("column", Text, primary_key=True),
    Column("keep", Boolean, nullable=False),
    Column("said_at", UtcTime, nullable=False),
)

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("key", Text, primary_key=True),
    owner_column("lead_number", "leads"),
    Column("content_key", Text, nullable=False),
    Column("used_at", UtcTime, nullable=False),
)
Index("ix_idempotency_keys_lead_number", idempotency_keys.c.lead_number)

statements = Table(
    "statements",
    metadata,
    Column("name", Text, primary_key=True),
    Column("body", Text, nullable=False),
    Column("said_at", UtcTime, nullable=False),
)

RECORD_TABLES = {
    RecordKind.ACCOUNT: accounts,
    RecordKind.CONTACT: contacts,
    RecordKind.LEAD: leads,
    RecordKind.DEAL: deals,
    RecordKind.ACTIVITY: activities,
    RecordKind.REFERRAL: referrals,
}
