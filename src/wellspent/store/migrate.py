"""Bring a store's tables up to date, step by step, whatever release wrote it."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, column, inspect, select, table, text

from wellspent.errors import StoreUnavailable

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

MIGRATIONS = Path(__file__).parent / "migrations"

NEWEST = "0008"
"""The newest step in `migrations/versions`, which a test holds against them."""

LOCK_NUMBER = 7_355_608
"""One migration at a time on PostgreSQL; on SQLite there is one writer anyway."""

WRITES = "wellspent_writes"
"""The option of a connection whose transactions take SQLite's one place for a writer at once."""


def migrate(engine: Engine, address: str) -> None:
    """Upgrade the store to this release's tables, in one transaction; nothing if it is.

    StoreUnavailable when the store was written by a newer release.
    """
    revision = current_revision(engine)
    if revision == NEWEST:
        return
    # Only here, since it takes longer to load than most commands take to run.
    from alembic import command
    from alembic.script import ScriptDirectory

    config = migration_config()
    _check_known(revision, ScriptDirectory.from_config(config), address)
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        _lock(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def current_revision(engine: Engine) -> str | None:
    """Return the step that a store's tables are at; None for an empty database."""
    version = table("alembic_version", column("version_num"))
    with engine.connect() as connection:
        if not inspect(connection).has_table(version.name):
            return None
        return connection.execute(select(version.c.version_num)).scalar()


def migration_config() -> "Config":
    """Return Alembic's configuration, which finds the steps in this package."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _check_known(revision: str | None, scripts: "ScriptDirectory", address: str) -> None:
    known = {script.revision for script in scripts.walk_revisions()}
    if revision is not None and revision not in known:
        raise StoreUnavailable(
            f"this store was written by a newer Wellspent (its tables are at {revision!r})",
            where=address,
            next_step="Upgrade Wellspent, or open another store.",
        )


def _lock(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": LOCK_NUMBER})
