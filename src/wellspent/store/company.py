"""Company: what is true of ourselves, kept as its TOML text. Every version is kept."""

from datetime import datetime

from wellspent.store.connect import Store
from wellspent.store.kept_text import KeptText, list_texts, newest_text, save_text
from wellspent.store.review_tables import company_facts


def save_company(
    store: Store, text: str, *, now: datetime, by: str = "", based_on: int | None = None
) -> int:
    """Keep facts as the newest and return their version; Conflict as in `save_text`."""
    return save_text(store, company_facts, text, now=now, by=by, based_on=based_on)


def load_company(store: Store) -> KeptText | None:
    """Return the facts in use; None while the team has saved none."""
    return newest_text(store, company_facts)


def list_companies(store: Store, *, limit: int = 50) -> list[KeptText]:
    """Return the facts that were ever saved, the newest first."""
    return list_texts(store, company_facts, limit=limit)
