"""The public door over an empty store with one site, as browsers and programs meet it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.types import ASGIApp

from wellspent.jobs.form_shown import form_key
from wellspent.jobs.receive_enquiry import Intake
from wellspent.jobs.sites import save_site
from wellspent.records.site import Site
from wellspent.serve.http import create_app
from wellspent.serve.intake.door import PublicDoor
from wellspent.settings import Settings
from wellspent.wiring import Wellspent, wire

TOKEN = "a token of sixteen letters or more"
SHOP = Site(name="shop", origins=("https://shop.example",), most_kilobytes=8)


@pytest.fixture
def parts(sqlite_url: str, tmp_path: Path) -> Iterator[Wellspent]:
    """Give the joined parts of a server that asks for a token everywhere else."""
    folder = str(tmp_path / "data")
    wired = wire(Settings(data_folder=folder, store_url=sqlite_url, api_token=TOKEN))
    save_site(wired.store, SHOP)
    yield wired
    wired.store.close()


@pytest.fixture
def door(parts: Wellspent) -> Iterator[TestClient]:
    """Give a client of the public door alone."""
    intake = Intake(parts.store)
    yield client(PublicDoor(parts, intake, form_key(parts.store)))
    intake.close()


@pytest.fixture
def server(parts: Wellspent) -> TestClient:
    """Give a client of the whole server; its worker doesn't run."""
    return client(create_app(parts))


def client(app: ASGIApp) -> TestClient:
    return TestClient(
        app,
        base_url="http://localhost:8350",
        raise_server_exceptions=False,
        follow_redirects=False,
    )
