"""What we owe customers: their questions that nobody answered, and our open promises."""

from datetime import datetime

from wellspent.errors import InputError, NotFound
from wellspent.records.ledger import Debt
from wellspent.store.connect import Store
from wellspent.store.corrections import add_settled, is_settled_now, thing_row
from wellspent.store.debts import list_debts
from wellspent.store.ids import heard_number

LONGEST_REASON = 1000
HEARD_WRONGLY = "heard wrongly: nothing was promised or asked"
"""The reason that is kept of what never was owed."""


def what_we_owe(store: Store, *, rep: str = "", account_id: str = "", now: datetime) -> list[Debt]:
    """Return what we owe, what is overdue first, then what is open longest.

    Of one rep or one account, or of all. NotFound when `account_id` is no account's id.
    """
    return list_debts(store, rep=rep, account=account_id, now=now)


def settle_debt(
    store: Store,
    debt_id: str,
    *,
    by: str,
    now: datetime,
    reason: str = "",
    is_settled: bool = True,
) -> bool:
    """Mark something owed as settled, or with `is_settled` False as open after all.

    Kept as an entry, whatever is heard later; False when it was so already, which changes nothing
    and keeps no entry. NotFound when there is no such question or promise;
    InputError when it is nothing that can be owed.
    """
    if len(reason) > LONGEST_REASON:
        raise InputError(f"A reason has at most {LONGEST_REASON:,} signs.", where="reason")
    with store.writing() as connection:
        row = thing_row(connection, heard_number(debt_id))
        if row is None:
            raise NotFound(
                f"nothing owed is called {debt_id!r}", next_step="List what we owe anew."
            )
        if not row["is_owed"]:
            raise InputError("That is nothing that we owe: it was answered or kept.", where=debt_id)
        if is_settled_now(connection, row) is is_settled:
            return False
        add_settled(connection, row, is_settled=is_settled, reason=reason, by=by, now=now)
    return True


def dismiss_debt(store: Store, debt_id: str, *, by: str, now: datetime, reason: str = "") -> bool:
    """Take something off the list that never was owed: it was heard wrongly.

    Kept as an entry that says so, with a person's `reason`; opened again like something settled.
    Errors and the return are those of `settle_debt`.
    """
    why = f"{HEARD_WRONGLY} ({reason})" if reason else HEARD_WRONGLY
    return settle_debt(store, debt_id, by=by, now=now, reason=why)
