"""What is true of ourselves: the company's facts that were saved last."""

from functools import lru_cache

from wellspent.records.product import Company
from wellspent.review.company_file import parse_company
from wellspent.store.company import load_company
from wellspent.store.connect import Store


def company_in_use(store: Store) -> Company | None:
    """Return the facts in use; None while the team has saved none."""
    kept = load_company(store)
    return None if kept is None else _parsed(kept.text)


@lru_cache(maxsize=4)
def _parsed(text: str) -> Company:
    return parse_company(text, where="the saved company")
