BEGIN TRANSACTION;
CREATE TABLE accounts (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	identity TEXT NOT NULL, 
	external_id TEXT DEFAULT '' NOT NULL, 
	name TEXT DEFAULT '' NOT NULL, 
	domain TEXT DEFAULT '' NOT NULL, 
	industry TEXT DEFAULT '' NOT NULL, 
	employees FLOAT, 
	annual_revenue_amount VARCHAR(64), 
	annual_revenue_currency TEXT DEFAULT '' NOT NULL, 
	country TEXT DEFAULT '' NOT NULL, 
	region TEXT DEFAULT '' NOT NULL, 
	city TEXT DEFAULT '' NOT NULL, 
	owner TEXT DEFAULT '' NOT NULL, 
	customer_since VARCHAR(32), 
	customer_until VARCHAR(32), 
	champions FLOAT, 
	reputation FLOAT, 
	created_at VARCHAR(32), 
	attributes JSON NOT NULL, 
	name_key TEXT DEFAULT '' NOT NULL, 
	name_block TEXT DEFAULT '' NOT NULL, 
	import_number INTEGER, 
	changed_by INTEGER, 
	source_row INTEGER DEFAULT '0' NOT NULL, 
	stored_at VARCHAR(32) NOT NULL, 
	CONSTRAINT fk_accounts_import_number FOREIGN KEY(import_number) REFERENCES imports (number) ON DELETE SET NULL, 
	CONSTRAINT uq_accounts_identity UNIQUE (identity)
);
CREATE TABLE activities (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	identity TEXT NOT NULL, 
	external_id TEXT DEFAULT '' NOT NULL, 
	kind TEXT DEFAULT '' NOT NULL, 
	direction TEXT DEFAULT '' NOT NULL, 
	subject TEXT DEFAULT '' NOT NULL, 
	body TEXT DEFAULT '' NOT NULL, 
	happened_at VARCHAR(32), 
	minutes FLOAT, 
	account_number INTEGER, 
	account_key TEXT DEFAULT '' NOT NULL, 
	contact_number INTEGER, 
	contact_key TEXT DEFAULT '' NOT NULL, 
	rep TEXT DEFAULT '' NOT NULL, 
	participants JSON NOT NULL, 
	attributes JSON NOT NULL, 
	import_number INTEGER, 
	changed_by INTEGER, 
	source_row INTEGER DEFAULT '0' NOT NULL, 
	stored_at VARCHAR(32) NOT NULL, 
	CONSTRAINT fk_activities_account_number FOREIGN KEY(account_number) REFERENCES accounts (number) ON DELETE SET NULL, 
	CONSTRAINT fk_activities_contact_number FOREIGN KEY(contact_number) REFERENCES contacts (number) ON DELETE SET NULL, 
	CONSTRAINT fk_activities_import_number FOREIGN KEY(import_number) REFERENCES imports (number) ON DELETE SET NULL, 
	CONSTRAINT uq_activities_identity UNIQUE (identity)
);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE attributes (
	record_kind TEXT NOT NULL, 
	name TEXT NOT NULL, 
	label TEXT DEFAULT '' NOT NULL, 
	kind TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_attributes PRIMARY KEY (record_kind, name)
);
INSERT INTO "attributes" VALUES('lead','plan','plan','category');
CREATE TABLE contacts (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	identity TEXT NOT NULL, 
	external_id TEXT DEFAULT '' NOT NULL, 
	name TEXT DEFAULT '' NOT NULL, 
	email TEXT DEFAULT '' NOT NULL, 
	phone TEXT DEFAULT '' NOT NULL, 
	title TEXT DEFAULT '' NOT NULL, 
	account_number INTEGER, 
	account_key TEXT DEFAULT '' NOT NULL, 
	country TEXT DEFAULT '' NOT NULL, 
	owner TEXT DEFAULT '' NOT NULL, 
	created_at VARCHAR(32), 
	attributes JSON NOT NULL, 
	import_number INTEGER, 
	changed_by INTEGER, 
	source_row INTEGER DEFAULT '0' NOT NULL, 
	stored_at VARCHAR(32) NOT NULL, 
	CONSTRAINT fk_contacts_account_number FOREIGN KEY(account_number) REFERENCES accounts (number) ON DELETE SET NULL, 
	CONSTRAINT fk_contacts_import_number FOREIGN KEY(import_number) REFERENCES imports (number) ON DELETE SET NULL, 
	CONSTRAINT uq_contacts_identity UNIQUE (identity)
);
CREATE TABLE deals (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	identity TEXT NOT NULL, 
	external_id TEXT DEFAULT '' NOT NULL, 
	name TEXT DEFAULT '' NOT NULL, 
	account_number INTEGER, 
	account_key TEXT DEFAULT '' NOT NULL, 
	contact_number INTEGER, 
	contact_key TEXT DEFAULT '' NOT NULL, 
	lead_number INTEGER, 
	lead_key TEXT DEFAULT '' NOT NULL, 
	amount_amount VARCHAR(64), 
	amount_currency TEXT DEFAULT '' NOT NULL, 
	recurring_amount_amount VARCHAR(64), 
	recurring_amount_currency TEXT DEFAULT '' NOT NULL, 
	stage TEXT DEFAULT '' NOT NULL, 
	outcome TEXT DEFAULT '' NOT NULL, 
	products JSON NOT NULL, 
	source TEXT DEFAULT '' NOT NULL, 
	owner TEXT DEFAULT '' NOT NULL, 
	created_at VARCHAR(32), 
	closed_at VARCHAR(32), 
	attributes JSON NOT NULL, 
	import_number INTEGER, 
	changed_by INTEGER, 
	source_row INTEGER DEFAULT '0' NOT NULL, 
	stored_at VARCHAR(32) NOT NULL, 
	CONSTRAINT fk_deals_account_number FOREIGN KEY(account_number) REFERENCES accounts (number) ON DELETE SET NULL, 
	CONSTRAINT fk_deals_contact_number FOREIGN KEY(contact_number) REFERENCES contacts (number) ON DELETE SET NULL, 
	CONSTRAINT fk_deals_import_number FOREIGN KEY(import_number) REFERENCES imports (number) ON DELETE SET NULL, 
	CONSTRAINT fk_deals_lead_number FOREIGN KEY(lead_number) REFERENCES leads (number) ON DELETE SET NULL, 
	CONSTRAINT uq_deals_identity UNIQUE (identity)
);
CREATE TABLE fits (
	lead_number INTEGER NOT NULL, 
	probability FLOAT NOT NULL, 
	low FLOAT NOT NULL, 
	high FLOAT NOT NULL, 
	verdict TEXT DEFAULT '' NOT NULL, 
	reasons JSON NOT NULL, 
	scorecard_version INTEGER NOT NULL, 
	scored_at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_fits PRIMARY KEY (lead_number), 
	CONSTRAINT fk_fits_lead_number FOREIGN KEY(lead_number) REFERENCES leads (number) ON DELETE CASCADE
);
INSERT INTO "fits" VALUES(1,0.5,0.4,0.6,'ready','["food"]',1,'2026-03-02T12:00:00.000000+00:00');
CREATE TABLE idempotency_keys (
	"key" TEXT NOT NULL, 
	lead_number INTEGER NOT NULL, 
	content_key TEXT NOT NULL, 
	used_at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_idempotency_keys PRIMARY KEY ("key"), 
	CONSTRAINT fk_idempotency_keys_lead_number FOREIGN KEY(lead_number) REFERENCES leads (number) ON DELETE CASCADE
);
CREATE TABLE import_changes (
	import_number INTEGER NOT NULL, 
	record_number INTEGER NOT NULL, 
	"before" TEXT NOT NULL, 
	CONSTRAINT pk_import_changes PRIMARY KEY (import_number, record_number), 
	CONSTRAINT fk_import_changes_import_number FOREIGN KEY(import_number) REFERENCES imports (number)
);
CREATE TABLE import_repeats (
	import_number INTEGER NOT NULL, 
	identity TEXT NOT NULL, 
	times INTEGER NOT NULL, 
	CONSTRAINT pk_import_repeats PRIMARY KEY (import_number, identity), 
	CONSTRAINT fk_import_repeats_import_number FOREIGN KEY(import_number) REFERENCES imports (number)
);
CREATE TABLE imports (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	file TEXT DEFAULT '' NOT NULL, 
	table_name TEXT DEFAULT '' NOT NULL, 
	fingerprint TEXT NOT NULL, 
	mapping_digest TEXT NOT NULL, 
	mapping TEXT NOT NULL, 
	record_kind TEXT DEFAULT '' NOT NULL, 
	state TEXT DEFAULT '' NOT NULL, 
	started_at VARCHAR(32) NOT NULL, 
	finished_at VARCHAR(32), 
	rows_read INTEGER DEFAULT '0' NOT NULL, 
	created INTEGER DEFAULT '0' NOT NULL, 
	changed INTEGER DEFAULT '0' NOT NULL, 
	unchanged INTEGER DEFAULT '0' NOT NULL, 
	refused INTEGER DEFAULT '0' NOT NULL, 
	position INTEGER DEFAULT '0' NOT NULL, 
	message TEXT DEFAULT '' NOT NULL, 
	runner TEXT DEFAULT '' NOT NULL, 
	beat_at VARCHAR(32) NOT NULL
);
INSERT INTO "imports" VALUES(1,'made.csv','','72ef3ea60fa8e6edf81a51fca58a4b63a61fa4f5045fe08e0c85b93d857aa30d','73010f2c53f4edfe5d44eb8f262dbebe16905637c6a2261c21f4074661ff15c6','{"name":"made.csv","record_kind":"lead","columns":[{"column":"outcome","field":"outcome","attribute":"","kind":null,"reason":"","certainty":1.0}],"decimal_comma":false,"day_first":false,"currency":"USD","time_zone":"UTC","outcome_won":["won","closed won","closedwon","converted","yes","true","1"],"outcome_lost":["lost","closed lost","closedlost","unqualified","no","false","0"]}','lead','done','2026-11-22T07:34:04.924324+00:00','2026-11-22T07:34:05.096724+00:00',1,1,0,0,0,1,'','vm|7197|4d8b06aff790c8a6','2026-11-22T07:34:05.020481+00:00');
PRAGMA writable_schema=ON;
INSERT INTO sqlite_master(type,name,tbl_name,rootpage,sql)VALUES('table','lead_search','lead_search',0,'CREATE VIRTUAL TABLE lead_search USING fts5(
        search_text, content=''leads'', content_rowid=''number'', tokenize=''ascii'',
        prefix=''2 3'', detail=none, columnsize=0
    )');
CREATE TABLE 'lead_search_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO "lead_search_config" VALUES('version',4);
CREATE TABLE 'lead_search_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO "lead_search_data" VALUES(1,X'0103');
INSERT INTO "lead_search_data" VALUES(10,X'000000000101010001010101');
INSERT INTO "lead_search_data" VALUES(137438953473,X'0000003B053061636D6501020264610101076578616D706C650100033161630102016401010265780100043261636D0102026461010103657861010407050A0604050705');
CREATE TABLE 'lead_search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO "lead_search_idx" VALUES(1,X'',2);
CREATE TABLE leads (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	identity TEXT NOT NULL, 
	external_id TEXT DEFAULT '' NOT NULL, 
	name TEXT DEFAULT '' NOT NULL, 
	email TEXT DEFAULT '' NOT NULL, 
	phone TEXT DEFAULT '' NOT NULL, 
	title TEXT DEFAULT '' NOT NULL, 
	company TEXT DEFAULT '' NOT NULL, 
	website TEXT DEFAULT '' NOT NULL, 
	industry TEXT DEFAULT '' NOT NULL, 
	employees FLOAT, 
	country TEXT DEFAULT '' NOT NULL, 
	region TEXT DEFAULT '' NOT NULL, 
	source TEXT DEFAULT '' NOT NULL, 
	message TEXT DEFAULT '' NOT NULL, 
	owner TEXT DEFAULT '' NOT NULL, 
	arrived_at VARCHAR(32), 
	closed_at VARCHAR(32), 
	outcome TEXT DEFAULT '' NOT NULL, 
	account_number INTEGER, 
	contact_number INTEGER, 
	attributes JSON NOT NULL, 
	email_domain TEXT DEFAULT '' NOT NULL, 
	company_key TEXT DEFAULT '' NOT NULL, 
	company_block TEXT DEFAULT '' NOT NULL, 
	link_method TEXT DEFAULT '' NOT NULL, 
	link_certainty FLOAT, 
	link_reason TEXT DEFAULT '' NOT NULL, 
	search_text TEXT DEFAULT '' NOT NULL, 
	content_key TEXT, 
	fit FLOAT DEFAULT '-1' NOT NULL, 
	arrived_order INTEGER DEFAULT '0' NOT NULL, 
	company_order TEXT DEFAULT '' NOT NULL, 
	import_number INTEGER, 
	changed_by INTEGER, 
	source_row INTEGER DEFAULT '0' NOT NULL, 
	stored_at VARCHAR(32) NOT NULL, 
	CONSTRAINT fk_leads_account_number FOREIGN KEY(account_number) REFERENCES accounts (number) ON DELETE SET NULL, 
	CONSTRAINT fk_leads_contact_number FOREIGN KEY(contact_number) REFERENCES contacts (number) ON DELETE SET NULL, 
	CONSTRAINT fk_leads_import_number FOREIGN KEY(import_number) REFERENCES imports (number) ON DELETE SET NULL, 
	CONSTRAINT uq_leads_identity UNIQUE (identity)
);
INSERT INTO "leads" VALUES(1,'x:1','1','Ada Example','ada@acme.example','','','','','',NULL,'','','','','','2026-03-02T12:00:00.000000+00:00',NULL,'open',NULL,NULL,'{"plan": "gold"}','acme.example','','','',NULL,'',' ada example acme',NULL,0.5,1772452800000000,'',1,1,2,'2026-11-22T07:34:05.020481+00:00');
CREATE TABLE mappings (
	name TEXT NOT NULL, 
	record_kind TEXT NOT NULL, 
	mapping TEXT NOT NULL, 
	saved_at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_mappings PRIMARY KEY (name, record_kind)
);
CREATE TABLE overrules (
	"column" TEXT NOT NULL, 
	keep BOOLEAN NOT NULL, 
	said_at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_overrules PRIMARY KEY ("column")
);
CREATE TABLE profiles (
	version INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	learned_at VARCHAR(32) NOT NULL, 
	body TEXT NOT NULL
);
CREATE TABLE referrals (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	identity TEXT NOT NULL, 
	external_id TEXT DEFAULT '' NOT NULL, 
	giver_key TEXT DEFAULT '' NOT NULL, 
	giver_number INTEGER, 
	receiver_key TEXT DEFAULT '' NOT NULL, 
	receiver_number INTEGER, 
	referred_at VARCHAR(32), 
	note TEXT DEFAULT '' NOT NULL, 
	import_number INTEGER, 
	changed_by INTEGER, 
	source_row INTEGER DEFAULT '0' NOT NULL, 
	stored_at VARCHAR(32) NOT NULL, 
	CONSTRAINT fk_referrals_giver_number FOREIGN KEY(giver_number) REFERENCES accounts (number) ON DELETE SET NULL, 
	CONSTRAINT fk_referrals_import_number FOREIGN KEY(import_number) REFERENCES imports (number) ON DELETE SET NULL, 
	CONSTRAINT fk_referrals_receiver_number FOREIGN KEY(receiver_number) REFERENCES accounts (number) ON DELETE SET NULL, 
	CONSTRAINT uq_referrals_identity UNIQUE (identity)
);
CREATE TABLE refused_rows (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	import_number INTEGER NOT NULL, 
	"row" INTEGER NOT NULL, 
	"column" TEXT DEFAULT '' NOT NULL, 
	value TEXT DEFAULT '' NOT NULL, 
	reason TEXT DEFAULT '' NOT NULL, 
	cells TEXT NOT NULL, 
	CONSTRAINT fk_refused_rows_import_number FOREIGN KEY(import_number) REFERENCES imports (number)
);
CREATE TABLE saved_views (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name TEXT NOT NULL, 
	"query" TEXT NOT NULL, 
	created_at VARCHAR(32) NOT NULL, 
	CONSTRAINT uq_saved_views_name UNIQUE (name)
);
CREATE TABLE statements (
	name TEXT NOT NULL, 
	body TEXT NOT NULL, 
	said_at VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_statements PRIMARY KEY (name)
);
CREATE INDEX ix_imports_fingerprint ON imports (fingerprint);
CREATE INDEX ix_accounts_domain ON accounts (domain) WHERE domain <> '';
CREATE INDEX ix_accounts_name_block ON accounts (name_block) WHERE name_block <> '';
CREATE INDEX ix_accounts_name_key ON accounts (name_key) WHERE name_key <> '';
CREATE INDEX ix_refused_rows_import_number ON refused_rows (import_number, number);
CREATE INDEX ix_contacts_account_number ON contacts (account_number) WHERE account_number IS NOT NULL;
CREATE INDEX ix_contacts_email ON contacts (email) WHERE email <> '';
CREATE INDEX ix_contacts_unlinked ON contacts (number) WHERE account_number IS NULL AND account_key <> '';
CREATE INDEX ix_referrals_giver_number ON referrals (giver_number) WHERE giver_number IS NOT NULL;
CREATE INDEX ix_referrals_receiver_number ON referrals (receiver_number) WHERE receiver_number IS NOT NULL;
CREATE INDEX ix_referrals_unlinked ON referrals (number) WHERE (giver_number IS NULL AND giver_key <> '') OR (receiver_number IS NULL AND receiver_key <> '');
CREATE INDEX ix_activities_account_number ON activities (account_number, happened_at) WHERE account_number IS NOT NULL;
CREATE INDEX ix_activities_contact_key ON activities (contact_key, happened_at) WHERE contact_key <> '';
CREATE INDEX ix_activities_contact_number ON activities (contact_number, happened_at) WHERE contact_number IS NOT NULL;
CREATE INDEX ix_activities_unlinked ON activities (number) WHERE (account_number IS NULL AND account_key <> '') OR (contact_number IS NULL AND contact_key <> '');
CREATE INDEX ix_leads_account_number ON leads (account_number) WHERE account_number IS NOT NULL;
CREATE INDEX ix_leads_arrived_order ON leads (arrived_order, number);
CREATE INDEX ix_leads_company_order ON leads (company_order, number);
CREATE INDEX ix_leads_contact_number ON leads (contact_number) WHERE contact_number IS NOT NULL;
CREATE INDEX ix_leads_content_key ON leads (content_key) WHERE content_key IS NOT NULL;
CREATE INDEX ix_leads_country ON leads (country);
CREATE INDEX ix_leads_fit ON leads (fit, number);
CREATE INDEX ix_leads_industry ON leads (industry);
CREATE INDEX ix_leads_outcome_arrived_order ON leads (outcome, arrived_order, number);
CREATE INDEX ix_leads_outcome_fit ON leads (outcome, fit, number);
CREATE INDEX ix_leads_owner ON leads (owner);
CREATE INDEX ix_leads_source ON leads (source);
CREATE INDEX ix_deals_account_number ON deals (account_number) WHERE account_number IS NOT NULL;
CREATE INDEX ix_deals_contact_number ON deals (contact_number) WHERE contact_number IS NOT NULL;
CREATE INDEX ix_deals_lead_number ON deals (lead_number) WHERE lead_number IS NOT NULL;
CREATE INDEX ix_deals_unlinked ON deals (number) WHERE (account_number IS NULL AND account_key <> '') OR (contact_number IS NULL AND contact_key <> '') OR (lead_number IS NULL AND lead_key <> '');
CREATE INDEX ix_idempotency_keys_lead_number ON idempotency_keys (lead_number);
PRAGMA writable_schema=OFF;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('imports',1);
INSERT INTO "sqlite_sequence" VALUES('leads',1);
COMMIT;
