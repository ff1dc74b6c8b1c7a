"""Known sites: looked up for every request, so kept in memory for a moment."""

import time
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool

from wellspent.jobs.sites import get_site, list_sites
from wellspent.records.site import Site
from wellspent.wiring import Wellspent

KEPT_SECONDS = 2.0
"""A change to a site is seen within this time."""


@dataclass(slots=True)
class KnownSites:
    """The sites of a server. Used by one thread, that of the server's loop."""

    parts: Wellspent
    _sites: dict[str, Site] = field(default_factory=dict[str, Site])
    _read_at: float = float("-inf")

    async def find(self, name: str) -> Site:
        """Return a site; NotFound if there is none of that name."""
        if time.monotonic() - self._read_at > KEPT_SECONDS:
            self._read_at = time.monotonic()
            found = await run_in_threadpool(list_sites, self.parts.store)
            self._sites = {site.name: site for site in found}
        known = self._sites.get(name)
        return known or await run_in_threadpool(get_site, self.parts.store, name)
