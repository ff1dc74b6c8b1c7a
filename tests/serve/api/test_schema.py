"""Schemathesis reads the API's own description and tries what it allows, and what it doesn't."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import BaseSchema, Case, GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from tests.serve.api.long_work import finished, imported
from wellspent.serve.api.router import create_api
from wellspent.serve.http import create_app
from wellspent.settings import Settings
from wellspent.wiring import wire

PAST = "Name,Industry,Outcome\n" + "".join(
    f"Person {number},{'Food' if number % 3 else 'Steel'},{'won' if number % 4 else 'lost'}\n"
    for number in range(30)
)

READ_LATER = {"/api/v1/conversations/files"}
"""Take any bytes as a file: the job that begins says what couldn't be read."""


@pytest.fixture(scope="module")
def described(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """Give the description of an API whose store holds a little of everything."""
    folder = tmp_path_factory.mktemp("described")
    (folder / "store.db").write_bytes(sqlite_template.read_bytes())
    parts = wire(
        Settings(
            data_folder=str(folder),
            store_url=f"sqlite:///{folder / 'store.db'}",
            allowed_hosts=("localhost", "testserver"),
        )
    )
    app = create_app(parts)
    client = TestClient(app, base_url="http://localhost")
    uploaded = client.post("/api/v1/imports/uploads", files={"file": ("past.csv", PAST)}).json()
    given = {"upload_id": uploaded["upload_id"], "mapping": uploaded["mappings"][0]}
    assert imported(client, given)["created"] == 30
    assert finished(client, client.post("/api/v1/profile/learn"))["state"] == "done"
    yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    parts.store.close()


def all_operations() -> list[tuple[str, str]]:
    app = FastAPI()
    app.include_router(create_api())
    return [
        (method.upper(), path)
        for path, methods in app.openapi()["paths"].items()
        for method in methods
    ]


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize(("method", "path"), all_operations())
def test_endpoint_does_what_its_description_says(
    described: BaseSchema, method: str, path: str, mode: GenerationMode
):
    operation = described[path][method]

    @settings(
        max_examples=15,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def tried(case: Case) -> None:
        # What the endpoints refuse for its meaning (an empty lead, a file that is no table) a
        # description can't say.
        answer = case.call()
        # A body that is too large for anybody is refused before it is read.
        unread = answer.status_code == 413 or (path in READ_LATER and answer.status_code == 202)
        more = [negative_data_rejection] if unread else []
        case.validate_response(answer, excluded_checks=[positive_data_acceptance, *more])

    try:
        tried()
    except Unsatisfiable:  # an endpoint that takes nothing can't be given anything wrong
        assert mode is GenerationMode.NEGATIVE
