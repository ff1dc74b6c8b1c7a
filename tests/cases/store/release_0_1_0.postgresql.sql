

CREATE TABLE public.accounts (
    number bigint NOT NULL,
    identity text NOT NULL COLLATE pg_catalog."C",
    external_id text DEFAULT ''::text NOT NULL,
    name text DEFAULT ''::text NOT NULL,
    domain text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    industry text DEFAULT ''::text NOT NULL,
    employees double precision,
    annual_revenue_amount numeric,
    annual_revenue_currency text DEFAULT ''::text NOT NULL,
    country text DEFAULT ''::text NOT NULL,
    region text DEFAULT ''::text NOT NULL,
    city text DEFAULT ''::text NOT NULL,
    owner text DEFAULT ''::text NOT NULL,
    customer_since timestamp with time zone,
    customer_until timestamp with time zone,
    champions double precision,
    reputation double precision,
    created_at timestamp with time zone,
    attributes jsonb NOT NULL,
    name_key text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    name_block text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    import_number bigint,
    changed_by bigint,
    source_row integer DEFAULT 0 NOT NULL,
    stored_at timestamp with time zone NOT NULL
);

CREATE SEQUENCE public.accounts_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.accounts_number_seq OWNED BY public.accounts.number;

CREATE TABLE public.activities (
    number bigint NOT NULL,
    identity text NOT NULL COLLATE pg_catalog."C",
    external_id text DEFAULT ''::text NOT NULL,
    kind text DEFAULT ''::text NOT NULL,
    direction text DEFAULT ''::text NOT NULL,
    subject text DEFAULT ''::text NOT NULL,
    body text DEFAULT ''::text NOT NULL,
    happened_at timestamp with time zone,
    minutes double precision,
    account_number bigint,
    account_key text DEFAULT ''::text NOT NULL,
    contact_number bigint,
    contact_key text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    rep text DEFAULT ''::text NOT NULL,
    participants jsonb NOT NULL,
    attributes jsonb NOT NULL,
    import_number bigint,
    changed_by bigint,
    source_row integer DEFAULT 0 NOT NULL,
    stored_at timestamp with time zone NOT NULL
);

CREATE SEQUENCE public.activities_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.activities_number_seq OWNED BY public.activities.number;

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);

CREATE TABLE public.attributes (
    record_kind text NOT NULL,
    name text NOT NULL,
    label text DEFAULT ''::text NOT NULL,
    kind text DEFAULT ''::text NOT NULL
);

CREATE TABLE public.contacts (
    number bigint NOT NULL,
    identity text NOT NULL COLLATE pg_catalog."C",
    external_id text DEFAULT ''::text NOT NULL,
    name text DEFAULT ''::text NOT NULL,
    email text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    phone text DEFAULT ''::text NOT NULL,
    title text DEFAULT ''::text NOT NULL,
    account_number bigint,
    account_key text DEFAULT ''::text NOT NULL,
    country text DEFAULT ''::text NOT NULL,
    owner text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone,
    attributes jsonb NOT NULL,
    import_number bigint,
    changed_by bigint,
    source_row integer DEFAULT 0 NOT NULL,
    stored_at timestamp with time zone NOT NULL
);

CREATE SEQUENCE public.contacts_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.contacts_number_seq OWNED BY public.contacts.number;

CREATE TABLE public.deals (
    number bigint NOT NULL,
    identity text NOT NULL COLLATE pg_catalog."C",
    external_id text DEFAULT ''::text NOT NULL,
    name text DEFAULT ''::text NOT NULL,
    account_number bigint,
    account_key text DEFAULT ''::text NOT NULL,
    contact_number bigint,
    contact_key text DEFAULT ''::text NOT NULL,
    lead_number bigint,
    lead_key text DEFAULT ''::text NOT NULL,
    amount_amount numeric,
    amount_currency text DEFAULT ''::text NOT NULL,
    recurring_amount_amount numeric,
    recurring_amount_currency text DEFAULT ''::text NOT NULL,
    stage text DEFAULT ''::text NOT NULL,
    outcome text DEFAULT ''::text NOT NULL,
    products jsonb NOT NULL,
    source text DEFAULT ''::text NOT NULL,
    owner text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone,
    closed_at timestamp with time zone,
    attributes jsonb NOT NULL,
    import_number bigint,
    changed_by bigint,
    source_row integer DEFAULT 0 NOT NULL,
    stored_at timestamp with time zone NOT NULL
);

CREATE SEQUENCE public.deals_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.deals_number_seq OWNED BY public.deals.number;

CREATE TABLE public.fits (
    lead_number bigint NOT NULL,
    probability double precision NOT NULL,
    low double precision NOT NULL,
    high double precision NOT NULL,
    verdict text DEFAULT ''::text NOT NULL,
    reasons jsonb NOT NULL,
    scorecard_version integer NOT NULL,
    scored_at timestamp with time zone NOT NULL
);

CREATE TABLE public.idempotency_keys (
    key text NOT NULL,
    lead_number bigint NOT NULL,
    content_key text NOT NULL,
    used_at timestamp with time zone NOT NULL
);

CREATE TABLE public.import_changes (
    import_number bigint NOT NULL,
    record_number bigint NOT NULL,
    before text NOT NULL
);

CREATE TABLE public.import_repeats (
    import_number bigint NOT NULL,
    identity text NOT NULL COLLATE pg_catalog."C",
    times integer NOT NULL
);

CREATE TABLE public.imports (
    number bigint NOT NULL,
    file text DEFAULT ''::text NOT NULL,
    table_name text DEFAULT ''::text NOT NULL,
    fingerprint text NOT NULL,
    mapping_digest text NOT NULL,
    mapping text NOT NULL,
    record_kind text DEFAULT ''::text NOT NULL,
    state text DEFAULT ''::text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    rows_read bigint DEFAULT '0'::bigint NOT NULL,
    created bigint DEFAULT '0'::bigint NOT NULL,
    changed bigint DEFAULT '0'::bigint NOT NULL,
    unchanged bigint DEFAULT '0'::bigint NOT NULL,
    refused bigint DEFAULT '0'::bigint NOT NULL,
    "position" bigint DEFAULT '0'::bigint NOT NULL,
    message text DEFAULT ''::text NOT NULL,
    runner text DEFAULT ''::text NOT NULL,
    beat_at timestamp with time zone NOT NULL
);

CREATE SEQUENCE public.imports_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.imports_number_seq OWNED BY public.imports.number;

CREATE TABLE public.leads (
    number bigint NOT NULL,
    identity text NOT NULL COLLATE pg_catalog."C",
    external_id text DEFAULT ''::text NOT NULL,
    name text DEFAULT ''::text NOT NULL,
    email text DEFAULT ''::text NOT NULL,
    phone text DEFAULT ''::text NOT NULL,
    title text DEFAULT ''::text NOT NULL,
    company text DEFAULT ''::text NOT NULL,
    website text DEFAULT ''::text NOT NULL,
    industry text DEFAULT ''::text NOT NULL,
    employees double precision,
    country text DEFAULT ''::text NOT NULL,
    region text DEFAULT ''::text NOT NULL,
    source text DEFAULT ''::text NOT NULL,
    message text DEFAULT ''::text NOT NULL,
    owner text DEFAULT ''::text NOT NULL,
    arrived_at timestamp with time zone,
    closed_at timestamp with time zone,
    outcome text DEFAULT ''::text NOT NULL,
    account_number bigint,
    contact_number bigint,
    attributes jsonb NOT NULL,
    email_domain text DEFAULT ''::text NOT NULL,
    company_key text DEFAULT ''::text NOT NULL,
    company_block text DEFAULT ''::text NOT NULL,
    link_method text DEFAULT ''::text NOT NULL,
    link_certainty double precision,
    link_reason text DEFAULT ''::text NOT NULL,
    search_text text DEFAULT ''::text NOT NULL,
    content_key text,
    fit double precision DEFAULT '-1'::double precision NOT NULL,
    arrived_order bigint DEFAULT '0'::bigint NOT NULL,
    company_order text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    import_number bigint,
    changed_by bigint,
    source_row integer DEFAULT 0 NOT NULL,
    stored_at timestamp with time zone NOT NULL
);

CREATE SEQUENCE public.leads_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.leads_number_seq OWNED BY public.leads.number;

CREATE TABLE public.mappings (
    name text NOT NULL,
    record_kind text NOT NULL,
    mapping text NOT NULL,
    saved_at timestamp with time zone NOT NULL
);

CREATE TABLE public.overrules (
    "column" text NOT NULL,
    keep boolean NOT NULL,
    said_at timestamp with time zone NOT NULL
);

CREATE TABLE public.profiles (
    version bigint NOT NULL,
    learned_at timestamp with time zone NOT NULL,
    body text NOT NULL
);

CREATE SEQUENCE public.profiles_version_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.profiles_version_seq OWNED BY public.profiles.version;

CREATE TABLE public.referrals (
    number bigint NOT NULL,
    identity text NOT NULL COLLATE pg_catalog."C",
    external_id text DEFAULT ''::text NOT NULL,
    giver_key text DEFAULT ''::text NOT NULL,
    giver_number bigint,
    receiver_key text DEFAULT ''::text NOT NULL,
    receiver_number bigint,
    referred_at timestamp with time zone,
    note text DEFAULT ''::text NOT NULL,
    import_number bigint,
    changed_by bigint,
    source_row integer DEFAULT 0 NOT NULL,
    stored_at timestamp with time zone NOT NULL
);

CREATE SEQUENCE public.referrals_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.referrals_number_seq OWNED BY public.referrals.number;

CREATE TABLE public.refused_rows (
    number bigint NOT NULL,
    import_number bigint NOT NULL,
    "row" integer NOT NULL,
    "column" text DEFAULT ''::text NOT NULL,
    value text DEFAULT ''::text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    cells text NOT NULL
);

CREATE SEQUENCE public.refused_rows_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.refused_rows_number_seq OWNED BY public.refused_rows.number;

CREATE TABLE public.saved_views (
    number bigint NOT NULL,
    name text NOT NULL,
    query text NOT NULL,
    created_at timestamp with time zone NOT NULL
);

CREATE SEQUENCE public.saved_views_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.saved_views_number_seq OWNED BY public.saved_views.number;

CREATE TABLE public.statements (
    name text NOT NULL,
    body text NOT NULL,
    said_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.accounts ALTER COLUMN number SET DEFAULT nextval('public.accounts_number_seq'::regclass);

ALTER TABLE ONLY public.activities ALTER COLUMN number SET DEFAULT nextval('public.activities_number_seq'::regclass);

ALTER TABLE ONLY public.contacts ALTER COLUMN number SET DEFAULT nextval('public.contacts_number_seq'::regclass);

ALTER TABLE ONLY public.deals ALTER COLUMN number SET DEFAULT nextval('public.deals_number_seq'::regclass);

ALTER TABLE ONLY public.imports ALTER COLUMN number SET DEFAULT nextval('public.imports_number_seq'::regclass);

ALTER TABLE ONLY public.leads ALTER COLUMN number SET DEFAULT nextval('public.leads_number_seq'::regclass);

ALTER TABLE ONLY public.profiles ALTER COLUMN version SET DEFAULT nextval('public.profiles_version_seq'::regclass);

ALTER TABLE ONLY public.referrals ALTER COLUMN number SET DEFAULT nextval('public.referrals_number_seq'::regclass);

ALTER TABLE ONLY public.refused_rows ALTER COLUMN number SET DEFAULT nextval('public.refused_rows_number_seq'::regclass);

ALTER TABLE ONLY public.saved_views ALTER COLUMN number SET DEFAULT nextval('public.saved_views_number_seq'::regclass);

INSERT INTO public.alembic_version VALUES ('0001');

INSERT INTO public.attributes VALUES ('lead', 'plan', 'plan', 'category');

INSERT INTO public.fits VALUES (1, 0.5, 0.4, 0.6, 'ready', '["food"]', 1, '2026-03-02 12:00:00+00');

INSERT INTO public.imports VALUES (1, 'made.csv', '', '72ef3ea60fa8e6edf81a51fca58a4b63a61fa4f5045fe08e0c85b93d857aa30d', '73010f2c53f4edfe5d44eb8f262dbebe16905637c6a2261c21f4074661ff15c6', '{"name":"made.csv","record_kind":"lead","columns":[{"column":"outcome","field":"outcome","attribute":"","kind":null,"reason":"","certainty":1.0}],"decimal_comma":false,"day_first":false,"currency":"USD","time_zone":"UTC","outcome_won":["won","closed won","closedwon","converted","yes","true","1"],"outcome_lost":["lost","closed lost","closedlost","unqualified","no","false","0"]}', 'lead', 'done', '2026-11-22 07:34:09.8407+00', '2026-11-22 07:34:09.877809+00', 1, 1, 0, 0, 0, 1, '', 'vm|7197|dbe5f7f6b5a53173', '2026-11-22 07:34:09.848082+00');

INSERT INTO public.leads VALUES (1, 'x:1', '1', 'Ada Example', 'ada@acme.example', '', '', '', '', '', NULL, '', '', '', '', '', '2026-03-02 12:00:00+00', NULL, 'open', NULL, NULL, '{"plan": "gold"}', 'acme.example', '', '', '', NULL, '', ' ada example acme', NULL, 0.5, 1772452800000000, '', 1, 1, 2, '2026-11-22 07:34:09.848082+00');

SELECT pg_catalog.setval('public.accounts_number_seq', 1, false);

SELECT pg_catalog.setval('public.activities_number_seq', 1, false);

SELECT pg_catalog.setval('public.contacts_number_seq', 1, false);

SELECT pg_catalog.setval('public.deals_number_seq', 1, false);

SELECT pg_catalog.setval('public.imports_number_seq', 1, true);

SELECT pg_catalog.setval('public.leads_number_seq', 1, true);

SELECT pg_catalog.setval('public.profiles_version_seq', 1, false);

SELECT pg_catalog.setval('public.referrals_number_seq', 1, false);

SELECT pg_catalog.setval('public.refused_rows_number_seq', 1, false);

SELECT pg_catalog.setval('public.saved_views_number_seq', 1, false);

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT pk_accounts PRIMARY KEY (number);

ALTER TABLE ONLY public.activities
    ADD CONSTRAINT pk_activities PRIMARY KEY (number);

ALTER TABLE ONLY public.attributes
    ADD CONSTRAINT pk_attributes PRIMARY KEY (record_kind, name);

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT pk_contacts PRIMARY KEY (number);

ALTER TABLE ONLY public.deals
    ADD CONSTRAINT pk_deals PRIMARY KEY (number);

ALTER TABLE ONLY public.fits
    ADD CONSTRAINT pk_fits PRIMARY KEY (lead_number);

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT pk_idempotency_keys PRIMARY KEY (key);

ALTER TABLE ONLY public.import_changes
    ADD CONSTRAINT pk_import_changes PRIMARY KEY (import_number, record_number);

ALTER TABLE ONLY public.import_repeats
    ADD CONSTRAINT pk_import_repeats PRIMARY KEY (import_number, identity);

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT pk_imports PRIMARY KEY (number);

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT pk_leads PRIMARY KEY (number);

ALTER TABLE ONLY public.mappings
    ADD CONSTRAINT pk_mappings PRIMARY KEY (name, record_kind);

ALTER TABLE ONLY public.overrules
    ADD CONSTRAINT pk_overrules PRIMARY KEY ("column");

ALTER TABLE ONLY public.profiles
    ADD CONSTRAINT pk_profiles PRIMARY KEY (version);

ALTER TABLE ONLY public.referrals
    ADD CONSTRAINT pk_referrals PRIMARY KEY (number);

ALTER TABLE ONLY public.refused_rows
    ADD CONSTRAINT pk_refused_rows PRIMARY KEY (number);

ALTER TABLE ONLY public.saved_views
    ADD CONSTRAINT pk_saved_views PRIMARY KEY (number);

ALTER TABLE ONLY public.statements
    ADD CONSTRAINT pk_statements PRIMARY KEY (name);

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT uq_accounts_identity UNIQUE (identity);

ALTER TABLE ONLY public.activities
    ADD CONSTRAINT uq_activities_identity UNIQUE (identity);

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT uq_contacts_identity UNIQUE (identity);

ALTER TABLE ONLY public.deals
    ADD CONSTRAINT uq_deals_identity UNIQUE (identity);

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT uq_leads_identity UNIQUE (identity);

ALTER TABLE ONLY public.referrals
    ADD CONSTRAINT uq_referrals_identity UNIQUE (identity);

ALTER TABLE ONLY public.saved_views
    ADD CONSTRAINT uq_saved_views_name UNIQUE (name);

CREATE INDEX ix_accounts_domain ON public.accounts USING btree (domain) WHERE (domain <> ''::text);

CREATE INDEX ix_accounts_name_block ON public.accounts USING btree (name_block) WHERE (name_block <> ''::text);

CREATE INDEX ix_accounts_name_key ON public.accounts USING btree (name_key) WHERE (name_key <> ''::text);

CREATE INDEX ix_activities_account_number ON public.activities USING btree (account_number, happened_at) WHERE (account_number IS NOT NULL);

CREATE INDEX ix_activities_contact_key ON public.activities USING btree (contact_key, happened_at) WHERE (contact_key <> ''::text);

CREATE INDEX ix_activities_contact_number ON public.activities USING btree (contact_number, happened_at) WHERE (contact_number IS NOT NULL);

CREATE INDEX ix_activities_unlinked ON public.activities USING btree (number) WHERE (((account_number IS NULL) AND (account_key <> ''::text)) OR ((contact_number IS NULL) AND (contact_key <> ''::text)));

CREATE INDEX ix_contacts_account_number ON public.contacts USING btree (account_number) WHERE (account_number IS NOT NULL);

CREATE INDEX ix_contacts_email ON public.contacts USING btree (email) WHERE (email <> ''::text);

CREATE INDEX ix_contacts_unlinked ON public.contacts USING btree (number) WHERE ((account_number IS NULL) AND (account_key <> ''::text));

CREATE INDEX ix_deals_account_number ON public.deals USING btree (account_number) WHERE (account_number IS NOT NULL);

CREATE INDEX ix_deals_contact_number ON public.deals USING btree (contact_number) WHERE (contact_number IS NOT NULL);

CREATE INDEX ix_deals_lead_number ON public.deals USING btree (lead_number) WHERE (lead_number IS NOT NULL);

CREATE INDEX ix_deals_unlinked ON public.deals USING btree (number) WHERE (((account_number IS NULL) AND (account_key <> ''::text)) OR ((contact_number IS NULL) AND (contact_key <> ''::text)) OR ((lead_number IS NULL) AND (lead_key <> ''::text)));

CREATE INDEX ix_idempotency_keys_lead_number ON public.idempotency_keys USING btree (lead_number);

CREATE INDEX ix_imports_fingerprint ON public.imports USING btree (fingerprint);

CREATE INDEX ix_leads_account_number ON public.leads USING btree (account_number) WHERE (account_number IS NOT NULL);

CREATE INDEX ix_leads_arrived_order ON public.leads USING btree (arrived_order, number);

CREATE INDEX ix_leads_attributes ON public.leads USING gin (attributes jsonb_path_ops) WITH (fastupdate=off);

CREATE INDEX ix_leads_company_order ON public.leads USING btree (company_order, number);

CREATE INDEX ix_leads_contact_number ON public.leads USING btree (contact_number) WHERE (contact_number IS NOT NULL);

CREATE INDEX ix_leads_content_key ON public.leads USING btree (content_key) WHERE (content_key IS NOT NULL);

CREATE INDEX ix_leads_country ON public.leads USING btree (country);

CREATE INDEX ix_leads_fit ON public.leads USING btree (fit, number);

CREATE INDEX ix_leads_industry ON public.leads USING btree (industry);

CREATE INDEX ix_leads_outcome_arrived_order ON public.leads USING btree (outcome, arrived_order, number);

CREATE INDEX ix_leads_outcome_fit ON public.leads USING btree (outcome, fit, number);

CREATE INDEX ix_leads_owner ON public.leads USING btree (owner);

CREATE INDEX ix_leads_search ON public.leads USING gin (to_tsvector('simple'::regconfig, search_text)) WITH (fastupdate=off);

CREATE INDEX ix_leads_source ON public.leads USING btree (source);

CREATE INDEX ix_referrals_giver_number ON public.referrals USING btree (giver_number) WHERE (giver_number IS NOT NULL);

CREATE INDEX ix_referrals_receiver_number ON public.referrals USING btree (receiver_number) WHERE (receiver_number IS NOT NULL);

CREATE INDEX ix_referrals_unlinked ON public.referrals USING btree (number) WHERE (((giver_number IS NULL) AND (giver_key <> ''::text)) OR ((receiver_number IS NULL) AND (receiver_key <> ''::text)));

CREATE INDEX ix_refused_rows_import_number ON public.refused_rows USING btree (import_number, number);

ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT fk_accounts_import_number FOREIGN KEY (import_number) REFERENCES public.imports(number) ON DELETE SET NULL;

ALTER TABLE ONLY public.activities
    ADD CONSTRAINT fk_activities_account_number FOREIGN KEY (account_number) REFERENCES public.accounts(number) ON DELETE SET NULL;

ALTER TABLE ONLY public.activities
    ADD CONSTRAINT fk_activities_contact_number FOREIGN KEY (contact_number) REFERENCES public.contacts(number) ON DELETE SET NULL;

ALTER TABLE ONLY public.activities
    ADD CONSTRAINT fk_activities_import_number FOREIGN KEY (import_number) REFERENCES public.imports(number) ON DELETE SET NULL;

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT fk_contacts_account_number FOREIGN KEY (account_number) REFERENCES public.accounts(number) ON DELETE SET NULL;

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT fk_contacts_import_number FOREIGN KEY (import_number) REFERENCES public.imports(number) ON DELETE SET NULL;

ALTER TABLE ONLY public.deals
    ADD CONSTRAINT fk_deals_account_number FOREIGN KEY (account_number) REFERENCES public.accounts(number) ON DELETE SET NULL;

ALTER TABLE ONLY public.deals
    ADD CONSTRAINT fk_deals_contact_number FOREIGN KEY (contact_number) REFERENCES public.contacts(number) ON DELETE SET NULL;

ALTER TABLE ONLY public.deals
    ADD CONSTRAINT fk_deals_import_number FOREIGN KEY (import_number) REFERENCES public.imports(number) ON DELETE SET NULL;

ALTER TABLE ONLY public.deals
    ADD CONSTRAINT fk_deals_lead_number FOREIGN KEY (lead_number) REFERENCES public.leads(number) ON DELETE SET NULL;

ALTER TABLE ONLY public.fits
    ADD CONSTRAINT fk_fits_lead_number FOREIGN KEY (lead_number) REFERENCES public.leads(number) ON DELETE CASCADE;

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT fk_idempotency_keys_lead_number FOREIGN KEY (lead_number) REFERENCES public.leads(number) ON DELETE CASCADE;

ALTER TABLE ONLY public.import_changes
    ADD CONSTRAINT fk_import_changes_import_number FOREIGN KEY (import_number) REFERENCES public.imports(number);

ALTER TABLE ONLY public.import_repeats
    ADD CONSTRAINT fk_import_repeats_import_number FOREIGN KEY (import_number) REFERENCES public.imports(number);

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT fk_leads_account_number FOREIGN KEY (account_number) REFERENCES public.accounts(number) ON DELETE SET NULL;

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT fk_leads_contact_number FOREIGN KEY (contact_number) REFERENCES public.contacts(number) ON DELETE SET NULL;

ALTER TABLE ONLY public.leads
    ADD CONSTRAINT fk_leads_import_number FOREIGN KEY (import_number) REFERENCES public.imports(number) ON DELETE SET NULL;

ALTER TABLE ONLY public.referrals
    ADD CONSTRAINT fk_referrals_giver_number FOREIGN KEY (giver_number) REFERENCES public.accounts(number) ON DELETE SET NULL;

ALTER TABLE ONLY public.referrals
    ADD CONSTRAINT fk_referrals_import_number FOREIGN KEY (import_number) REFERENCES public.imports(number) ON DELETE SET NULL;

ALTER TABLE ONLY public.referrals
    ADD CONSTRAINT fk_referrals_receiver_number FOREIGN KEY (receiver_number) REFERENCES public.accounts(number) ON DELETE SET NULL;

ALTER TABLE ONLY public.refused_rows
    ADD CONSTRAINT fk_refused_rows_import_number FOREIGN KEY (import_number) REFERENCES public.imports(number);

