import importlib.util
import multiprocessing
import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from tests.store.made_records import import_records, leads_of
from wellspent.errors import MissingPart, SettingsError, StoreUnavailable
from wellspent.records.lead import Lead
from wellspent.store import connect
from wellspent.store.connect import Store, open_store
from wellspent.store.new_lead import NewLead, write_leads


def test_missing_file_is_made_with_its_folder(tmp_path: Path) -> None:
    open_store(str(tmp_path / "new folder" / "leads.db")).close()
    assert (tmp_path / "new folder" / "leads.db").exists()


def test_sqlite_is_set_up_to_lose_nothing(sqlite_store: Store) -> None:
    with sqlite_store.reading() as connection:
        found = [
            connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert found == ["wal", 2, 1]


@pytest.mark.parametrize(
    "url",
    ["mysql://host/db", "://", "sqlite://", "sqlite:///:memory:", "sqlite:my.db", "sqlite:/my.db"],
)
def test_address_that_makes_no_sense_is_refused(url: str) -> None:
    with pytest.raises(SettingsError):
        open_store(url)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_missing_driver_names_what_to_install(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(MissingPart, match=r"wellspent\[postgres\]"):
        open_store(f"{scheme}://host/db")


def test_server_that_is_not_there_is_unavailable_and_the_password_not_shown() -> None:
    with pytest.raises(StoreUnavailable) as caught:
        open_store("postgresql://rep:secret@127.0.0.1:1/db")
    assert "secret" not in str(caught.value)


def test_file_that_is_no_database_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("this is no database, " * 100)
    with pytest.raises(StoreUnavailable):
        open_store(str(tmp_path / "x.db"))


def test_reader_sees_one_state_and_waits_for_no_writer(store: Store) -> None:
    import_records(store, Lead(external_id="1", name="Ada"))
    count = text("SELECT count(*) FROM leads")
    with store.reading() as reader:
        before = reader.execute(count).scalar()
        with store.writing() as writer:
            writer.execute(text("DELETE FROM leads"))
            during = reader.execute(count).scalar()
            with store.reading() as another:
                beside = another.execute(count).scalar()
    assert (before, during, beside) == (1, 1, 1)
    assert leads_of(store) == []


def test_store_opens_and_is_read_while_another_writes(
    store: Store, store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "BUSY_SECONDS", 0.05)
    with store.writing() as writer:
        writer.execute(text("DELETE FROM leads"))
        another = open_store(store_url)
        assert leads_of(another) == []
        another.close()


def test_reader_keeps_to_its_first_look_after_another_has_written(store: Store) -> None:
    count = text("SELECT count(*) FROM leads")
    with store.reading() as reader:
        before = reader.execute(count).scalar()
        import_records(store, Lead(external_id="1", name="Ada"))
        after = reader.execute(count).scalar()
    assert (before, after, len(leads_of(store))) == (0, 0, 1)


def test_failed_writing_leaves_nothing(store: Store) -> None:
    import_records(store, Lead(external_id="1", name="Ada"))
    with pytest.raises(ProgrammingError), store.writing() as writer:  # noqa: PT012
        writer.execute(text("DELETE FROM leads"))
        raise ProgrammingError("this", {}, Exception("fails"))
    assert len(leads_of(store)) == 1


def test_writer_that_waits_too_long_is_told_to_try_again(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "BUSY_SECONDS", 0.05)
    store = open_store(sqlite_url)
    with store.writing(), pytest.raises(StoreUnavailable, match="locked"), store.writing():
        pass
    store.close()


def add_leads(url: str, name: str, count: int) -> None:
    store = open_store(url)
    for number in range(count):
        lead = Lead(name=f"{name} {number}")
        new = NewLead(lead=lead, sent=lead, idempotency_key="", dated=True)
        with store.writing() as connection:
            write_leads(connection, [new])
    store.close()


def test_two_processes_write_the_same_store(store_url: str) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=add_leads, args=(store_url, n, 20)) for n in ("Ada", "Bo")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    store = open_store(store_url)
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert len({lead.name for lead in leads_of(store)}) == 40
    store.close()


def test_several_open_a_new_store_at_once(tmp_path: Path) -> None:
    url, errors = f"sqlite:///{tmp_path}/new.db", []

    def open_it() -> None:
        try:
            open_store(url).close()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_store_that_cannot_be_reached_shows_no_password() -> None:
    with pytest.raises(StoreUnavailable) as refused:
        open_store("postgresql://u@127.0.0.1:1/db?password=hidden&connect_timeout=1")
    assert "hidden" not in str(refused.value)
    assert "password=" in refused.value.where
