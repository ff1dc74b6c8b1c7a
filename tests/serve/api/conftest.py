"""An API over an empty store, as a program meets it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from wellspent.serve.http import create_app
from wellspent.settings import Settings
from wellspent.wiring import Wellspent, wire


@pytest.fixture
def parts(sqlite_url: str, tmp_path: Path) -> Iterator[Wellspent]:
    settings = Settings(data_folder=str(tmp_path / "data"), store_url=sqlite_url, max_upload_mb=1)
    wired = wire(settings)
    yield wired
    wired.store.close()


@pytest.fixture
def api(parts: Wellspent) -> TestClient:
    return TestClient(
        create_app(parts), base_url="http://localhost:8350", raise_server_exceptions=False
    )
