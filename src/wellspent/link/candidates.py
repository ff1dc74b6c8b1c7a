"""Candidates: what linking looks at, and the lookup that fetches it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class AccountCandidate:
    """An account as far as linking needs it. `name_key` is its normalised name."""

    id: str
    name: str
    name_key: str
    domain: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class ContactCandidate:
    """A contact as far as linking needs it."""

    id: str
    email: str
    account_id: str = ""


class Lookup(Protocol):
    """Finds candidates; the store implements it, one query for a whole batch."""

    def contacts_with_email(self, email: str) -> Sequence[ContactCandidate]:
        """Return the contacts with this e-mail address (lower case)."""
        ...

    def accounts_with_domain(self, domain: str) -> Sequence[AccountCandidate]:
        """Return the accounts with this registered domain."""
        ...

    def accounts_named(self, name_key: str) -> Sequence[AccountCandidate]:
        """Return the accounts whose normalised name is exactly this."""
        ...

    def accounts_named_like(self, name_key: str) -> Sequence[AccountCandidate]:
        """Return the accounts whose normalised name begins with the same word."""
        ...
