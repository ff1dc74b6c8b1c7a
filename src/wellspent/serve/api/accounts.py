"""Accounts: look at one."""

from typing import Annotated

from fastapi import APIRouter, Path

from wellspent.jobs.find_account import find_account
from wellspent.records.account import Account
from wellspent.serve.api.parts import Parts

router = APIRouter(prefix="/accounts", tags=["accounts"])
AccountId = Annotated[str, Path(max_length=100, description="The account's id, such as A7.")]


@router.get("/{account_id}", summary="One account")
def get_account(parts: Parts, account_id: AccountId) -> Account:
    """Return an account: a company that is a customer, was one, or might become one."""
    return find_account(parts.store, account_id)
