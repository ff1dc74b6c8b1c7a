"""What happened lately with a few contacts, and what they want: `dealings.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from wellspent.sample.dealings import SampleActivity, SampleContact


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a contact wants, as the CRM's columns say it."""

    opted_out_of_email: bool = False
    do_not_call: bool = False
    do_not_contact: bool = False


def planted_activities(contacts: Sequence[SampleContact], now: datetime) -> list[SampleActivity]:
    """Return the planted activities, the oldest first, none of them in the future."""
    by_key = {contact.key: contact for contact in contacts}
    found = [_activity(read, by_key, now) for read in _read()["activities"]]
    return sorted(found, key=lambda activity: activity.happened_at)


@cache
def wishes_of_contacts() -> Mapping[str, Wishes]:
    """Return what contacts want, by their keys."""
    return {key: Wishes(**said) for key, said in _read()["wishes"].items()}


@cache
def _read() -> dict[str, Any]:
    text = files("wellspent.sample").joinpath("dealings.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _activity(
    read: Mapping[str, Any], contacts: Mapping[str, SampleContact], now: datetime
) -> SampleActivity:
    rest: dict[str, Any] = {"minutes": None, **read}
    for name in ("contact", "days_ago", "at"):
        del rest[name]
    day = (now - timedelta(days=read["days_ago"])).date()
    happened_at = datetime.combine(day, time.fromisoformat(read["at"]), now.tzinfo)
    contact = contacts[read["contact"]]
    return SampleActivity(**rest, contact=contact, happened_at=happened_at)
