from pathlib import Path

from fastapi.testclient import TestClient

from wellspent.jobs.add_lead import add_lead
from wellspent.records.lead import Lead
from wellspent.serve.http import create_app
from wellspent.settings import Settings
from wellspent.wiring import wire


def client_of(folder: Path, *names: str, api_token: str = "") -> TestClient:
    settings = Settings(
        data_folder=str(folder), store_url=f"sqlite:///{folder}.db", api_token=api_token
    )
    parts = wire(settings)
    for name in names:
        add_lead(parts.store, Lead(name=name))
    return TestClient(create_app(parts), base_url="http://localhost")


def test_apps_of_one_process_each_show_their_own_store(tmp_path: Path):
    first = client_of(tmp_path / "first", "Ada Example")
    second = client_of(tmp_path / "second", "Ben Example", "Cy Example")
    counts = [len(client.get("/api/v1/leads").json()["rows"]) for client in (first, second, first)]
    assert counts == [1, 2, 1]
    pages = [client.get("/leads").text for client in (first, second)]
    assert ["Ada Example" in page for page in pages] == [True, False]
    assert first.app.state.background is not second.app.state.background  # pyright: ignore


def test_app_that_asks_for_a_token_says_so_beside_one_that_does_not(tmp_path: Path):
    open_to_all = client_of(tmp_path / "open")
    guarded = client_of(tmp_path / "guarded", api_token="a-token-of-some-length")
    head = {"authorization": "Bearer a-token-of-some-length"}
    described = [
        open_to_all.get("/api/v1/openapi.json").json(),
        guarded.get("/api/v1/openapi.json", headers=head).json(),
    ]
    asks = ["security" in each["paths"]["/api/v1/leads"]["get"] for each in described]
    assert asks == [False, True]
    assert guarded.get("/api/v1/leads").status_code == 401
