"""Bring a store's tables up to date, step by step, whatever release wrote it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from wellspent.errors import StoreUnavailable

MIGRATIONS = Path(__file__).parent / "migrations"

LOCK_NUMBER = 7_355_608
"""One migration at a time on PostgreSQL; on SQLite there is one writer anyway."""


def migrate(engine: Engine, address: str, *, target: str = "head") -> None:
    """Upgrade the store to this release's tables, in one transaction; nothing if it is.

    StoreUnavailable when the store was written by a newer release.
    """
    config = _config()
    scripts = ScriptDirectory.from_config(config)
    wanted = scripts.get_current_head() if target == "head" else target
    if _current(engine, address, scripts) == wanted:
        return
    with engine.connect() as connection, connection.begin():
        _lock(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, target)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _current(engine: Engine, address: str, scripts: ScriptDirectory) -> str | None:
    with engine.connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
    if revision is not None and revision not in {s.revision for s in scripts.walk_revisions()}:
        raise StoreUnavailable(
            f"this store was written by a newer Wellspent (its tables are at {revision!r})",
            where=address,
            next_step="Upgrade Wellspent, or open another store.",
        )
    return revision


def _lock(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": LOCK_NUMBER})
