from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from wellspent.errors import StoreUnavailable
from wellspent.records.lead import Lead
from wellspent.records.queue import LeadQuery
from wellspent.store.connect import Store, open_store
from wellspent.store.derived import message_key, person_key, phone_end
from wellspent.store.leads import get_lead, list_leads
from wellspent.store.migrate import NEWEST, migration_config
from wellspent.store.reader import reader_of
from wellspent.store.tables import metadata

CASES = Path(__file__).parent.parent / "cases" / "store"
RELEASES = sorted(path.name.removesuffix(".sqlite.sql") for path in CASES.glob("*.sqlite.sql"))
"""Each release's tables with a lead in them, as `scripts/dump_release.py` wrote them."""


def test_migrations_make_the_tables_that_the_code_knows(store: Store) -> None:
    with store.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": is_ours}
        )
        assert compare_metadata(context, metadata) == []


def is_ours(_item: object, name: str, kind: str, _reflected: bool, _compared: object) -> bool:
    """The search indexes are each database's own."""
    return not (name.startswith("lead_search") or name in OWN_INDEXES)


OWN_INDEXES = {"ix_leads_search", "ix_leads_attributes"}


def test_opening_twice_changes_nothing(store_url: str, store: Store) -> None:
    with store.reading() as connection:
        before = connection.execute(text("SELECT version_num FROM alembic_version")).all()
    open_store(store_url).close()
    with store.reading() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).all() == before


def test_store_of_a_newer_release_is_left_alone(store_url: str, store: Store) -> None:
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    try:
        with pytest.raises(StoreUnavailable, match="newer Wellspent"):
            open_store(store_url)
    finally:
        with store.writing() as connection:
            connection.execute(text(f"UPDATE alembic_version SET version_num = '{NEWEST}'"))


def test_newest_step_is_the_last_of_the_migrations() -> None:
    assert ScriptDirectory.from_config(migration_config()).get_current_head() == NEWEST


def test_there_is_a_case_for_each_release() -> None:
    assert RELEASES == ["release_0_1_0"]


@pytest.mark.parametrize("release", RELEASES)
def test_store_of_an_earlier_sqlite_release_opens(release: str, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/old.db")
    connection = engine.raw_connection()
    connection.cursor().executescript((CASES / f"{release}.sqlite.sql").read_text())
    connection.close()
    engine.dispose()
    check_old_lead(f"sqlite:///{tmp_path}/old.db")


def test_leads_of_the_first_release_get_the_key_of_their_words(tmp_path: Path) -> None:
    words = "Hello Tom,\nwe would like to order forty-two öfen for our bakeries."
    url = f"sqlite:///{tmp_path}/old.db"
    engine = create_engine(url)
    connection = engine.raw_connection()
    connection.cursor().executescript((CASES / "release_0_1_0.sqlite.sql").read_text())
    connection.cursor().execute("UPDATE leads SET message = ?", (words,))
    connection.commit()
    connection.close()
    engine.dispose()
    store = open_store(url)
    with store.reading() as reading:
        keys = reading.execute(text("SELECT message_key FROM leads")).scalars().all()
    store.close()
    assert keys == [message_key(words)]
    assert keys != [""]


def test_contacts_of_the_first_release_are_found_by_name(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/old.db"
    engine = create_engine(url)
    connection = engine.raw_connection()
    connection.cursor().executescript((CASES / "release_0_1_0.sqlite.sql").read_text())
    connection.cursor().execute(
        "INSERT INTO contacts (identity, name, attributes, stored_at)"
        " VALUES ('h:1', 'Ada  Ångström-Éxample', '{}', '2026-01-01T00:00:00.000000+00:00')"
    )
    connection.commit()
    connection.close()
    engine.dispose()
    store = open_store(url)
    with store.reading() as reading:
        keys = reading.execute(text("SELECT name_key FROM contacts WHERE name <> ''")).scalars()
        assert person_key("Ada Angstrom-Example") in keys.all()
    found = reader_of(store, "nobody", names=["ada angstrom example"]).mentioned_contacts
    store.close()
    assert [one.name for one in found] == ["Ada  Ångström-Éxample"]


def test_contacts_of_the_first_release_are_found_by_telephone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/old.db"
    engine = create_engine(url)
    connection = engine.raw_connection()
    connection.cursor().executescript((CASES / "release_0_1_0.sqlite.sql").read_text())
    connection.cursor().execute(
        "INSERT INTO contacts (identity, name, phone, attributes, stored_at)"
        " VALUES ('h:1', 'Ada', '+49 30 12-345-678', '{}', '2026-01-01T00:00:00.000000+00:00')"
    )
    connection.commit()
    connection.close()
    engine.dispose()
    store = open_store(url)
    with store.reading() as reading:
        ends = reading.execute(text("SELECT phone_end FROM contacts WHERE phone <> ''")).scalars()
        assert ends.all() == [phone_end("+493012345678")]
    store.close()


@pytest.mark.postgres
@pytest.mark.parametrize("release", RELEASES)
def test_store_of_an_earlier_postgresql_release_opens(
    release: str, empty_postgresql_url: str
) -> None:
    engine = create_engine(make_url(empty_postgresql_url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql((CASES / f"{release}.postgresql.sql").read_text())
    engine.dispose()
    check_old_lead(empty_postgresql_url)


def check_old_lead(url: str) -> None:
    store = open_store(url)
    try:
        lead = get_lead(store, "L1")
        assert (lead.name, lead.email) == ("Ada Example", "ada@acme.example")
        assert lead.attributes == {"plan": "gold"}
        found = list_leads(store, LeadQuery(search="ada")).rows
        assert [row.lead for row in found] == [lead]
        assert found[0].fit is not None
        assert isinstance(lead, Lead)
    finally:
        store.close()
