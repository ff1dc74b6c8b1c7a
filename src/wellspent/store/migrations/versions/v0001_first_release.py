"""The tables of the first release, 0.1.0."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Written out once more, so that what was released stays as it was.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SORT_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TIME = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
DECIMAL = sa.Numeric().with_variant(sa.String(64), "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")

UNLINKED_ACTIVITIES = (
    "(account_number IS NULL AND account_key <> '')"
    " OR (contact_number IS NULL AND contact_key <> '')"
)
UNLINKED_DEALS = (
    "(account_number IS NULL AND account_key <> '')"
    " OR (contact_number IS NULL AND contact_key <> '')"
    " OR (lead_number IS NULL AND lead_key <> '')"
)
UNLINKED_REFERRALS = (
    "(giver_number IS NULL AND giver_key <> '') OR (receiver_number IS NULL AND receiver_key <> '')"
)

SQLITE_SEARCH = (
    """CREATE VIRTUAL TABLE lead_search USING fts5(
        search_text, content='leads', content_rowid='number', tokenize='ascii',
        prefix='2 3', detail=none, columnsize=0
    )""",
)
POSTGRESQL_SEARCH = (
    """CREATE INDEX ix_leads_search ON leads
    USING gin (to_tsvector('simple', search_text)) WITH (fastupdate = off)""",
    """CREATE INDEX ix_leads_attributes ON leads
    USING gin (attributes jsonb_path_ops) WITH (fastupdate = off)""",
)


def upgrade() -> None:
    """Make all tables."""
    _make_attributes()
    _make_imports()
    _make_mappings()
    _make_overrules()
    _make_profiles()
    _make_saved_views()
    _make_statements()
    _make_accounts()
    _make_import_changes()
    _make_import_repeats()
    _make_refused_rows()
    _make_contacts()
    _make_referrals()
    _make_activities()
    _make_leads()
    _make_deals()
    _make_fits()
    _make_idempotency_keys()
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_SEARCH if on_sqlite else POSTGRESQL_SEARCH:
        op.execute(sa.text(statement))


def _make_attributes() -> None:
    op.create_table(
        "attributes",
        sa.Column("record_kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("record_kind", "name", name="pk_attributes"),
    )


def _make_imports() -> None:
    op.create_table(
        "imports",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("file", sa.Text(), server_default="", nullable=False),
        sa.Column("table_name", sa.Text(), server_default="", nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("mapping_digest", sa.Text(), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.Column("record_kind", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("started_at", TIME, nullable=False),
        sa.Column("finished_at", TIME, nullable=True),
        sa.Column("rows_read", NUMBER, server_default="0", nullable=False),
        sa.Column("created", NUMBER, server_default="0", nullable=False),
        sa.Column("changed", NUMBER, server_default="0", nullable=False),
        sa.Column("unchanged", NUMBER, server_default="0", nullable=False),
        sa.Column("refused", NUMBER, server_default="0", nullable=False),
        sa.Column("position", NUMBER, server_default="0", nullable=False),
        sa.Column("message", sa.Text(), server_default="", nullable=False),
        sa.Column("runner", sa.Text(), server_default="", nullable=False),
        sa.Column("beat_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_imports"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_imports_fingerprint", "imports", ["fingerprint"], unique=False)


def _make_mappings() -> None:
    op.create_table(
        "mappings",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("record_kind", sa.Text(), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.Column("saved_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("name", "record_kind", name="pk_mappings"),
    )


def _make_overrules() -> None:
    op.create_table(
        "overrules",
        sa.Column("column", sa.Text(), nullable=False),
        sa.Column("keep", sa.Boolean(), nullable=False),
        sa.Column("said_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("column", name="pk_overrules"),
    )


def _make_profiles() -> None:
    op.create_table(
        "profiles",
        sa.Column("version", NUMBER, autoincrement=True, nullable=False),
        sa.Column("learned_at", TIME, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_profiles"),
        sqlite_autoincrement=True,
    )


def _make_saved_views() -> None:
    op.create_table(
        "saved_views",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_saved_views"),
        sa.UniqueConstraint("name", name="uq_saved_views_name"),
        sqlite_autoincrement=True,
    )


def _make_statements() -> None:
    op.create_table(
        "statements",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("said_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_statements"),
    )


def _make_accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("identity", SORT_TEXT, nullable=False),
        sa.Column("external_id", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("domain", SORT_TEXT, server_default="", nullable=False),
        sa.Column("industry", sa.Text(), server_default="", nullable=False),
        sa.Column("employees", sa.Float(), nullable=True),
        sa.Column("annual_revenue_amount", DECIMAL, nullable=True),
        sa.Column("annual_revenue_currency", sa.Text(), server_default="", nullable=False),
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("region", sa.Text(), server_default="", nullable=False),
        sa.Column("city", sa.Text(), server_default="", nullable=False),
        sa.Column("owner", sa.Text(), server_default="", nullable=False),
        sa.Column("customer_since", TIME, nullable=True),
        sa.Column("customer_until", TIME, nullable=True),
        sa.Column("champions", sa.Float(), nullable=True),
        sa.Column("reputation", sa.Float(), nullable=True),
        sa.Column("created_at", TIME, nullable=True),
        sa.Column("attributes", JSON, nullable=False),
        sa.Column("name_key", SORT_TEXT, server_default="", nullable=False),
        sa.Column("name_block", SORT_TEXT, server_default="", nullable=False),
        sa.Column("import_number", NUMBER, nullable=True),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.Column("source_row", sa.Integer(), server_default="0", nullable=False),
        sa.Column("stored_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["import_number"],
            ["imports.number"],
            name="fk_accounts_import_number",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_accounts"),
        sa.UniqueConstraint("identity", name="uq_accounts_identity"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_accounts_domain",
        "accounts",
        ["domain"],
        unique=False,
        sqlite_where=sa.text("domain <> ''"),
        postgresql_where=sa.text("domain <> ''"),
    )
    op.create_index(
        "ix_accounts_name_block",
        "accounts",
        ["name_block"],
        unique=False,
        sqlite_where=sa.text("name_block <> ''"),
        postgresql_where=sa.text("name_block <> ''"),
    )
    op.create_index(
        "ix_accounts_name_key",
        "accounts",
        ["name_key"],
        unique=False,
        sqlite_where=sa.text("name_key <> ''"),
        postgresql_where=sa.text("name_key <> ''"),
    )


def _make_import_changes() -> None:
    op.create_table(
        "import_changes",
        sa.Column("import_number", NUMBER, nullable=False),
        sa.Column("record_number", NUMBER, nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_number"], ["imports.number"], name="fk_import_changes_import_number"
        ),
        sa.PrimaryKeyConstraint("import_number", "record_number", name="pk_import_changes"),
    )


def _make_import_repeats() -> None:
    op.create_table(
        "import_repeats",
        sa.Column("import_number", NUMBER, nullable=False),
        sa.Column("identity", SORT_TEXT, nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_number"], ["imports.number"], name="fk_import_repeats_import_number"
        ),
        sa.PrimaryKeyConstraint("import_number", "identity", name="pk_import_repeats"),
    )


def _make_refused_rows() -> None:
    op.create_table(
        "refused_rows",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("import_number", NUMBER, nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.Text(), server_default="", nullable=False),
        sa.Column("value", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_number"], ["imports.number"], name="fk_refused_rows_import_number"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_refused_rows"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_refused_rows_import_number", "refused_rows", ["import_number", "number"], unique=False
    )


def _make_contacts() -> None:
    op.create_table(
        "contacts",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("identity", SORT_TEXT, nullable=False),
        sa.Column("external_id", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("email", SORT_TEXT, server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("account_number", NUMBER, nullable=True),
        sa.Column("account_key", sa.Text(), server_default="", nullable=False),
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("owner", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", TIME, nullable=True),
        sa.Column("attributes", JSON, nullable=False),
        sa.Column("import_number", NUMBER, nullable=True),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.Column("source_row", sa.Integer(), server_default="0", nullable=False),
        sa.Column("stored_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_number"],
            ["accounts.number"],
            name="fk_contacts_account_number",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["import_number"],
            ["imports.number"],
            name="fk_contacts_import_number",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_contacts"),
        sa.UniqueConstraint("identity", name="uq_contacts_identity"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_contacts_account_number",
        "contacts",
        ["account_number"],
        unique=False,
        sqlite_where=sa.text("account_number IS NOT NULL"),
        postgresql_where=sa.text("account_number IS NOT NULL"),
    )
    op.create_index(
        "ix_contacts_email",
        "contacts",
        ["email"],
        unique=False,
        sqlite_where=sa.text("email <> ''"),
        postgresql_where=sa.text("email <> ''"),
    )
    op.create_index(
        "ix_contacts_unlinked",
        "contacts",
        ["number"],
        unique=False,
        sqlite_where=sa.text("account_number IS NULL AND account_key <> ''"),
        postgresql_where=sa.text("account_number IS NULL AND account_key <> ''"),
    )


def _make_referrals() -> None:
    op.create_table(
        "referrals",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("identity", SORT_TEXT, nullable=False),
        sa.Column("external_id", sa.Text(), server_default="", nullable=False),
        sa.Column("giver_key", sa.Text(), server_default="", nullable=False),
        sa.Column("giver_number", NUMBER, nullable=True),
        sa.Column("receiver_key", sa.Text(), server_default="", nullable=False),
        sa.Column("receiver_number", NUMBER, nullable=True),
        sa.Column("referred_at", TIME, nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("import_number", NUMBER, nullable=True),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.Column("source_row", sa.Integer(), server_default="0", nullable=False),
        sa.Column("stored_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["giver_number"],
            ["accounts.number"],
            name="fk_referrals_giver_number",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["import_number"],
            ["imports.number"],
            name="fk_referrals_import_number",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["receiver_number"],
            ["accounts.number"],
            name="fk_referrals_receiver_number",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_referrals"),
        sa.UniqueConstraint("identity", name="uq_referrals_identity"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_referrals_giver_number",
        "referrals",
        ["giver_number"],
        unique=False,
        sqlite_where=sa.text("giver_number IS NOT NULL"),
        postgresql_where=sa.text("giver_number IS NOT NULL"),
    )
    op.create_index(
        "ix_referrals_receiver_number",
        "referrals",
        ["receiver_number"],
        unique=False,
        sqlite_where=sa.text("receiver_number IS NOT NULL"),
        postgresql_where=sa.text("receiver_number IS NOT NULL"),
    )
    op.create_index(
        "ix_referrals_unlinked",
        "referrals",
        ["number"],
        unique=False,
        sqlite_where=sa.text(UNLINKED_REFERRALS),
        postgresql_where=sa.text(UNLINKED_REFERRALS),
    )


def _make_activities() -> None:
    op.create_table(
        "activities",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("identity", SORT_TEXT, nullable=False),
        sa.Column("external_id", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("direction", sa.Text(), server_default="", nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("body", sa.Text(), server_default="", nullable=False),
        sa.Column("happened_at", TIME, nullable=True),
        sa.Column("minutes", sa.Float(), nullable=True),
        sa.Column("account_number", NUMBER, nullable=True),
        sa.Column("account_key", sa.Text(), server_default="", nullable=False),
        sa.Column("contact_number", NUMBER, nullable=True),
        sa.Column("contact_key", SORT_TEXT, server_default="", nullable=False),
        sa.Column("rep", sa.Text(), server_default="", nullable=False),
        sa.Column("participants", JSON, nullable=False),
        sa.Column("attributes", JSON, nullable=False),
        sa.Column("import_number", NUMBER, nullable=True),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.Column("source_row", sa.Integer(), server_default="0", nullable=False),
        sa.Column("stored_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_number"],
            ["accounts.number"],
            name="fk_activities_account_number",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["contact_number"],
            ["contacts.number"],
            name="fk_activities_contact_number",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["import_number"],
            ["imports.number"],
            name="fk_activities_import_number",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_activities"),
        sa.UniqueConstraint("identity", name="uq_activities_identity"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_activities_account_number",
        "activities",
        ["account_number", "happened_at"],
        unique=False,
        sqlite_where=sa.text("account_number IS NOT NULL"),
        postgresql_where=sa.text("account_number IS NOT NULL"),
    )
    op.create_index(
        "ix_activities_contact_key",
        "activities",
        ["contact_key", "happened_at"],
        unique=False,
        sqlite_where=sa.text("contact_key <> ''"),
        postgresql_where=sa.text("contact_key <> ''"),
    )
    op.create_index(
        "ix_activities_contact_number",
        "activities",
        ["contact_number", "happened_at"],
        unique=False,
        sqlite_where=sa.text("contact_number IS NOT NULL"),
        postgresql_where=sa.text("contact_number IS NOT NULL"),
    )
    op.create_index(
        "ix_activities_unlinked",
        "activities",
        ["number"],
        unique=False,
        sqlite_where=sa.text(UNLINKED_ACTIVITIES),
        postgresql_where=sa.text(UNLINKED_ACTIVITIES),
    )


def _make_leads() -> None:
    op.create_table(
        "leads",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("identity", SORT_TEXT, nullable=False),
        sa.Column("external_id", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("company", sa.Text(), server_default="", nullable=False),
        sa.Column("website", sa.Text(), server_default="", nullable=False),
        sa.Column("industry", sa.Text(), server_default="", nullable=False),
        sa.Column("employees", sa.Float(), nullable=True),
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("region", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("message", sa.Text(), server_default="", nullable=False),
        sa.Column("owner", sa.Text(), server_default="", nullable=False),
        sa.Column("arrived_at", TIME, nullable=True),
        sa.Column("closed_at", TIME, nullable=True),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.Column("account_number", NUMBER, nullable=True),
        sa.Column("contact_number", NUMBER, nullable=True),
        sa.Column("attributes", JSON, nullable=False),
        sa.Column("email_domain", sa.Text(), server_default="", nullable=False),
        sa.Column("company_key", sa.Text(), server_default="", nullable=False),
        sa.Column("company_block", sa.Text(), server_default="", nullable=False),
        sa.Column("link_method", sa.Text(), server_default="", nullable=False),
        sa.Column("link_certainty", sa.Float(), nullable=True),
        sa.Column("link_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("search_text", sa.Text(), server_default="", nullable=False),
        sa.Column("content_key", sa.Text(), nullable=True),
        sa.Column("fit", sa.Float(), server_default="-1", nullable=False),
        sa.Column("arrived_order", NUMBER, server_default="0", nullable=False),
        sa.Column("company_order", SORT_TEXT, server_default="", nullable=False),
        sa.Column("import_number", NUMBER, nullable=True),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.Column("source_row", sa.Integer(), server_default="0", nullable=False),
        sa.Column("stored_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_number"],
            ["accounts.number"],
            name="fk_leads_account_number",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["contact_number"],
            ["contacts.number"],
            name="fk_leads_contact_number",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["import_number"],
            ["imports.number"],
            name="fk_leads_import_number",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_leads"),
        sa.UniqueConstraint("identity", name="uq_leads_identity"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_leads_account_number",
        "leads",
        ["account_number"],
        unique=False,
        sqlite_where=sa.text("account_number IS NOT NULL"),
        postgresql_where=sa.text("account_number IS NOT NULL"),
    )
    op.create_index("ix_leads_arrived_order", "leads", ["arrived_order", "number"], unique=False)
    op.create_index("ix_leads_company_order", "leads", ["company_order", "number"], unique=False)
    op.create_index(
        "ix_leads_contact_number",
        "leads",
        ["contact_number"],
        unique=False,
        sqlite_where=sa.text("contact_number IS NOT NULL"),
        postgresql_where=sa.text("contact_number IS NOT NULL"),
    )
    op.create_index(
        "ix_leads_content_key",
        "leads",
        ["content_key"],
        unique=False,
        sqlite_where=sa.text("content_key IS NOT NULL"),
        postgresql_where=sa.text("content_key IS NOT NULL"),
    )
    op.create_index("ix_leads_country", "leads", ["country"], unique=False)
    op.create_index("ix_leads_fit", "leads", ["fit", "number"], unique=False)
    op.create_index("ix_leads_industry", "leads", ["industry"], unique=False)
    op.create_index(
        "ix_leads_outcome_arrived_order",
        "leads",
        ["outcome", "arrived_order", "number"],
        unique=False,
    )
    op.create_index("ix_leads_outcome_fit", "leads", ["outcome", "fit", "number"], unique=False)
    op.create_index("ix_leads_owner", "leads", ["owner"], unique=False)
    op.create_index("ix_leads_source", "leads", ["source"], unique=False)


def _make_deals() -> None:
    op.create_table(
        "deals",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("identity", SORT_TEXT, nullable=False),
        sa.Column("external_id", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("account_number", NUMBER, nullable=True),
        sa.Column("account_key", sa.Text(), server_default="", nullable=False),
        sa.Column("contact_number", NUMBER, nullable=True),
        sa.Column("contact_key", sa.Text(), server_default="", nullable=False),
        sa.Column("lead_number", NUMBER, nullable=True),
        sa.Column("lead_key", sa.Text(), server_default="", nullable=False),
        sa.Column("amount_amount", DECIMAL, nullable=True),
        sa.Column("amount_currency", sa.Text(), server_default="", nullable=False),
        sa.Column("recurring_amount_amount", DECIMAL, nullable=True),
        sa.Column("recurring_amount_currency", sa.Text(), server_default="", nullable=False),
        sa.Column("stage", sa.Text(), server_default="", nullable=False),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.Column("products", JSON, nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("owner", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", TIME, nullable=True),
        sa.Column("closed_at", TIME, nullable=True),
        sa.Column("attributes", JSON, nullable=False),
        sa.Column("import_number", NUMBER, nullable=True),
        sa.Column("changed_by", NUMBER, nullable=True),
        sa.Column("source_row", sa.Integer(), server_default="0", nullable=False),
        sa.Column("stored_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_number"],
            ["accounts.number"],
            name="fk_deals_account_number",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["contact_number"],
            ["contacts.number"],
            name="fk_deals_contact_number",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["import_number"],
            ["imports.number"],
            name="fk_deals_import_number",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["lead_number"], ["leads.number"], name="fk_deals_lead_number", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_deals"),
        sa.UniqueConstraint("identity", name="uq_deals_identity"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_deals_account_number",
        "deals",
        ["account_number"],
        unique=False,
        sqlite_where=sa.text("account_number IS NOT NULL"),
        postgresql_where=sa.text("account_number IS NOT NULL"),
    )
    op.create_index(
        "ix_deals_contact_number",
        "deals",
        ["contact_number"],
        unique=False,
        sqlite_where=sa.text("contact_number IS NOT NULL"),
        postgresql_where=sa.text("contact_number IS NOT NULL"),
    )
    op.create_index(
        "ix_deals_lead_number",
        "deals",
        ["lead_number"],
        unique=False,
        sqlite_where=sa.text("lead_number IS NOT NULL"),
        postgresql_where=sa.text("lead_number IS NOT NULL"),
    )
    op.create_index(
        "ix_deals_unlinked",
        "deals",
        ["number"],
        unique=False,
        sqlite_where=sa.text(UNLINKED_DEALS),
        postgresql_where=sa.text(UNLINKED_DEALS),
    )


def _make_fits() -> None:
    op.create_table(
        "fits",
        sa.Column("lead_number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.Column("low", sa.Float(), nullable=False),
        sa.Column("high", sa.Float(), nullable=False),
        sa.Column("verdict", sa.Text(), server_default="", nullable=False),
        sa.Column("reasons", JSON, nullable=False),
        sa.Column("scorecard_version", sa.Integer(), nullable=False),
        sa.Column("scored_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_number"], ["leads.number"], name="fk_fits_lead_number", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("lead_number", name="pk_fits"),
    )


def _make_idempotency_keys() -> None:
    op.create_table(
        "idempotency_keys",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("lead_number", NUMBER, nullable=False),
        sa.Column("content_key", sa.Text(), nullable=False),
        sa.Column("used_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_number"],
            ["leads.number"],
            name="fk_idempotency_keys_lead_number",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name="pk_idempotency_keys"),
    )
    op.create_index(
        "ix_idempotency_keys_lead_number", "idempotency_keys", ["lead_number"], unique=False
    )
