"""Search accounts by how a word of their name, or their domain, begins."""

from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import or_, select

from wellspent.clean.company_name import normalise_company
from wellspent.records.account import Account
from wellspent.records.source import RecordKind
from wellspent.store.connect import Store
from wellspent.store.rows import record_from_row
from wellspent.store.tables import accounts


def search_accounts(store: Store, words: str, *, limit: int) -> list[Account]:
    """Return accounts of which a word of the name, or the domain, begins so; at most `limit`."""
    asked = words.strip()
    if not asked:
        return []
    begins = [accounts.c.domain.startswith(asked.lower(), autoescape=True)]
    if name := normalise_company(asked):
        begins.append(accounts.c.name_key.startswith(name, autoescape=True))
        begins.append(accounts.c.name_key.contains(f" {name}", autoescape=True))
    query = select(accounts).where(or_(*begins)).order_by(accounts.c.name_key).limit(limit)
    with store.reading() as connection:
        rows = connection.execute(query).mappings().all()
    found = (record_from_row(RecordKind.ACCOUNT, cast("Mapping[str, Any]", row)) for row in rows)
    return [cast("Account", one) for one in found]
