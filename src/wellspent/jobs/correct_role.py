"""Correct a role: a person's word on what a contact is. It outranks the model, and teaches."""

from datetime import datetime

from wellspent.errors import InputError
from wellspent.records.buying_role import BuyingRole, RoleCorrection
from wellspent.store.connect import Store
from wellspent.store.role_corrections import add_role_correction, list_role_corrections
from wellspent.store.role_corrections import take_back_role_correction as take_back

LONGEST_REASON = 1000


def correct_role(
    store: Store,
    contact_id: str,
    role: BuyingRole,
    *,
    by: str,
    now: datetime,
    reason: str = "",
) -> RoleCorrection:
    """Keep what a person says a contact's role is; it stands until another word on it.

    NotFound without such a contact; InputError for *unknown* (take the correction back instead)
    and for a reason longer than 1,000 signs.
    """
    _check(reason)
    if role is BuyingRole.UNKNOWN:
        raise InputError(
            "Unknown is no role that somebody can have.",
            where="role",
            next_step="Take the correction back, if nobody knows the role.",
        )
    return add_role_correction(store, contact_id, role, by=by, reason=reason, now=now)


def take_back_role_correction(
    store: Store, contact_id: str, *, by: str, now: datetime, reason: str = ""
) -> RoleCorrection:
    """Take back what was said last of a contact's role, and return it; NotFound if nothing was."""
    _check(reason)
    return take_back(store, contact_id, by=by, reason=reason, now=now)


def role_corrections(store: Store, contact_id: str) -> list[tuple[RoleCorrection, bool]]:
    """Return all that was said of a role, the latest first, each with whether it stands."""
    return list_role_corrections(store, contact_id)


def _check(reason: str) -> None:
    if len(reason) > LONGEST_REASON:
        raise InputError(f"A reason has at most {LONGEST_REASON:,} signs.", where="reason")
