from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy.engine import URL

from tests.profile.engines import spark_session
from tests.system_parts import need_java


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    need_java()
    with spark_session() as session:
        yield session


@pytest.fixture(scope="session")
def postgres_connection(postgresql_server: URL) -> Iterator[psycopg.Connection]:
    plain = postgresql_server.set(drivername="postgresql")
    with psycopg.connect(plain.render_as_string(hide_password=False)) as connection:
        yield connection
