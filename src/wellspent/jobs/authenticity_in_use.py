"""The authenticity scorecard in use: the newest learned one, else the declared one."""

from dataclasses import dataclass
from functools import lru_cache

from wellspent.profile.scorecard_file import parse_scorecard
from wellspent.qualify.authenticity import AuthenticityTable, prior_scorecard
from wellspent.store.connect import Store
from wellspent.store.routing import load_authenticity_scorecard

DECLARED = 0
"""The version of the declared scorecard, before any was learned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticityInUse:
    """The scorecard in use, made ready, and which version it is (0: the declared one)."""

    table: AuthenticityTable
    version: int


def authenticity_in_use(store: Store) -> AuthenticityInUse:
    """Return the scorecard that enquiries are judged by now."""
    kept = load_authenticity_scorecard(store)
    if kept is None:
        return AuthenticityInUse(table=_declared(), version=DECLARED)
    return AuthenticityInUse(table=_table(kept.text), version=kept.version)


@lru_cache(maxsize=1)
def _declared() -> AuthenticityTable:
    return AuthenticityTable(prior_scorecard())


@lru_cache(maxsize=4)
def _table(text: str) -> AuthenticityTable:
    return AuthenticityTable(parse_scorecard(text, where="authenticity scorecard"))
