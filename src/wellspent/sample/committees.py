"""Whole buying committees of three sample customers, and meetings ahead: `committees.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final

from wellspent.sample.customers import SampleAccount
from wellspent.sample.dealings import SampleContact, SampleDeal
from wellspent.sample.names import Person, plain

KNOWN_FOR: Final = timedelta(days=90)


def people_of_committees(accounts: Sequence[SampleAccount], now: datetime) -> list[SampleContact]:
    """Return the people beside those whom the contacts' file draws."""
    by_key = {account.key: account for account in accounts}
    return [
        SampleContact(
            key=read["key"],
            account=by_key[read["account"]],
            person=Person(read["first"], read["family"], plain(read["family"])),
            email=read["email"],
            phone=read.get("phone", ""),
            title=read["title"],
            known_since=now - KNOWN_FOR,
        )
        for read in _read()["people"]
    ]


def deals_of_committees(accounts: Sequence[SampleAccount], now: datetime) -> list[SampleDeal]:
    """Return what they are about to buy."""
    by_key = {account.key: account for account in accounts}
    return [
        SampleDeal(
            key=read["key"],
            account=by_key[read["account"]],
            name=read["name"],
            amount=read["amount"],
            recurring=read["recurring"],
            won=None,
            stage=read["stage"],
            lost_reason="",
            products=tuple(read["products"]),
            created_at=now - timedelta(days=read["days_ago"]),
            closed_at=None,
        )
        for read in _read()["deals"]
    ]


@cache
def deal_contacts() -> Mapping[str, str]:
    """Return the keys of the contacts whom these deals name, by the deal's key."""
    return {read["key"]: read["contact"] for read in _read()["deals"]}


@cache
def accounts_of_committees() -> frozenset[str]:
    """Return the keys of the accounts whose committee is told of."""
    return frozenset(read["account"] for read in _read()["deals"])


@cache
def stated_zones() -> Mapping[str, str]:
    """Return the time zones that the contacts' records state, by the contact's key."""
    return {read["key"]: read["time_zone"] for read in _read()["people"] if "time_zone" in read}


def meetings_of_next_days() -> Sequence[Mapping[str, Any]]:
    """Return the meetings that are ahead, as the file states them."""
    return tuple(_read()["ahead"])


@cache
def _read() -> dict[str, Any]:
    text = files("wellspent.sample").joinpath("committees.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
