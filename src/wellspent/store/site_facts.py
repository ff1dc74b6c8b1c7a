"""Site facts: what was read of companies' own sites, kept with address and moment."""

import json
from datetime import datetime
from typing import Any, cast
from urllib.parse import urlsplit

from wellspent.records.brief import SiteFact
from wellspent.store.connect import Store
from wellspent.store.learned_things import LearnedThing, keep_learned, learned_thing


def site_facts(store: Store, domain: str) -> tuple[SiteFact, ...]:
    """Return what is kept of a company's site; nothing when it was never read."""
    kept = learned_thing(store, _name(domain)) if domain else None
    told = [] if kept is None else cast("list[dict[str, Any]]", json.loads(kept.body))
    return tuple(
        SiteFact(
            text=one["text"], address=one["address"], read_at=datetime.fromisoformat(one["read_at"])
        )
        for one in told
    )


def keep_site_facts(
    store: Store, domain: str, facts: tuple[SiteFact, ...], *, now: datetime
) -> None:
    """Keep what a company's site says, in the place of what was kept of it before."""
    told = [
        {"text": one.text, "address": one.address, "read_at": one.read_at.isoformat()}
        for one in facts
    ]
    thing = LearnedThing(
        name=_name(domain), fingerprint="", body=json.dumps(told), cases=len(told), learned_at=now
    )
    keep_learned(store, thing)


def host_of(address: str) -> str:
    """Return the domain under which an address's facts are kept: without a leading *www*."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _name(domain: str) -> str:
    return f"site {domain.casefold().removeprefix('www.')}"
