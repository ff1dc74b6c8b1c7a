"""Stores for page tests: an empty one, and one that has learned; both real, on SQLite."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.serve.web.small_company import client_of, fill, wired, write_enquiries
from wellspent.serve.web.pages import imports, rescoring
from wellspent.wiring import Wellspent


@pytest.fixture(autouse=True)
def wait_for_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages wait for what goes on beside them, however busy this machine is."""
    monkeypatch.setattr(imports, "WORTH_WAITING", 60)
    monkeypatch.setattr(rescoring, "WORTH_WAITING", 60)


@pytest.fixture(scope="session")
def enquiries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the small company's export."""
    return write_enquiries(tmp_path_factory.mktemp("export") / "enquiries.csv")


@pytest.fixture(scope="session")
def learned_folder(tmp_path_factory: pytest.TempPathFactory, enquiries: Path) -> Path:
    """Give a data folder whose store has imported and learned; to be copied, not changed."""
    folder = tmp_path_factory.mktemp("learned")
    wellspent = wired(folder)
    fill(wellspent, enquiries)
    with wellspent.store.engine.connect() as connection:
        connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    wellspent.store.close()
    return folder


@pytest.fixture
def learned(learned_folder: Path, tmp_path: Path) -> Iterator[Wellspent]:
    """Give the joined parts over a store of its own that has learned."""
    shutil.copytree(learned_folder, tmp_path / "data")
    wellspent = wired(tmp_path / "data")
    yield wellspent
    wellspent.store.close()


@pytest.fixture(scope="session")
def reading_client(
    learned_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestClient]:
    """Give a client of one store that has learned, for tests that change nothing."""
    folder = tmp_path_factory.mktemp("reading") / "data"
    shutil.copytree(learned_folder, folder)
    wellspent = wired(folder)
    yield client_of(wellspent)
    wellspent.store.close()


@pytest.fixture
def empty(tmp_path: Path, sqlite_template: Path) -> Iterator[Wellspent]:
    """Give the joined parts over an empty store."""
    (tmp_path / "empty").mkdir()
    shutil.copyfile(sqlite_template, tmp_path / "empty" / "wellspent.db")
    wellspent = wired(tmp_path / "empty")
    yield wellspent
    wellspent.store.close()


@pytest.fixture
def client(learned: Wellspent) -> TestClient:
    """Give a browser-like client of a store that has learned."""
    return client_of(learned)


@pytest.fixture
def empty_client(empty: Wellspent) -> TestClient:
    """Give a browser-like client of an empty store."""
    return client_of(empty)
