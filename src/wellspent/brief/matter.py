"""Matter: all that a brief is written from, read once and handed over."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from wellspent.records.account import Account
from wellspent.records.account_history import AccountHistory
from wellspent.records.brief import NearCustomer, SiteFact
from wellspent.records.buying_role import Committee, RoleJudgement
from wellspent.records.contact import Contact
from wellspent.records.meeting import Meeting
from wellspent.records.product import Company
from wellspent.records.reachability import Reachability


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefMatter:
    """What is known around whom a brief is for. `contact` None: the brief is for the account.

    Everything but `history` and `now` may be missing: its part of the brief is then left out or
    stands under *find out*. `givers` are the accounts that introduced them, `rep` is who will read
    the brief, empty where that isn't known.
    """

    history: AccountHistory
    now: datetime
    contact: Contact | None = None
    company: Company | None = None
    roles: Mapping[str, RoleJudgement] = field(default_factory=dict[str, RoleJudgement])
    committee: Committee | None = None
    reachability: Reachability | None = None
    near: tuple[NearCustomer, ...] = ()
    site_facts: tuple[SiteFact, ...] = ()
    meeting: Meeting | None = None
    rep: str = ""
    givers: tuple[Account, ...] = ()
    worked_out: dict[str, object] = field(
        default_factory=dict[str, object], init=False, repr=False, compare=False
    )

    @property
    def contact_id(self) -> str:
        """Return the id of whom it is for; empty for an account."""
        return self.contact.id if self.contact else ""

    def is_about(self, contact_id: str) -> bool:
        """Return whether something of that contact's is of whom it is for: all, for an account."""
        return not self.contact_id or contact_id == self.contact_id

    def name_of(self, contact_id: str) -> str:
        """Return the name of one of the account's people; empty for others."""
        return next((one.name for one in self.history.contacts if one.id == contact_id), "")
