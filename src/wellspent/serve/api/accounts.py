"""Accounts: look at one."""

from fastapi import APIRouter

from wellspent.jobs.find_record import find_account
from wellspent.records.account import Account
from wellspent.serve.api.parts import Parts

router = APIRouter(prefix="/accounts", tags=["accounts"])


@router.get("/{account_id}", summary="One account")
def get_account(parts: Parts, account_id: str) -> Account:
    """Return an account: a company that is a customer, was one, or might become one."""
    return find_account(parts.store, account_id)
