"""Company: what is true of ourselves, kept as its TOML text. Every version is kept."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select

from wellspent.store.column_types import storable_text
from wellspent.store.connect import Store
from wellspent.store.review_tables import company_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCompany:
    """The facts of the company as text (TOML), with their version, and who saved them when."""

    version: int
    text: str
    saved_at: datetime
    saved_by: str


def save_company(store: Store, text: str, *, now: datetime, by: str = "") -> int:
    """Keep facts as the newest and return their version."""
    row = {"saved_at": now, "saved_by": storable_text(by), "body": storable_text(text)}
    statement = insert(company_facts).values(**row).returning(company_facts.c.version)
    with store.writing() as connection:
        return connection.execute(statement).scalar_one()


def load_company(store: Store) -> KeptCompany | None:
    """Return the facts in use; None while the team has saved none."""
    found = list_companies(store, limit=1)
    return found[0] if found else None


def newest_company(store: Store) -> int | None:
    """Return the version of the facts in use; None while there are none."""
    with store.reading() as connection:
        return connection.execute(select(func.max(company_facts.c.version))).scalar()


def list_companies(store: Store, *, limit: int = 50) -> list[KeptCompany]:
    """Return the facts that were ever saved, the newest first."""
    query = select(company_facts).order_by(company_facts.c.version.desc()).limit(limit)
    with store.reading() as connection:
        rows = connection.execute(query).all()
    return [
        KeptCompany(
            version=row.version, text=row.body, saved_at=row.saved_at, saved_by=row.saved_by
        )
        for row in rows
    ]
