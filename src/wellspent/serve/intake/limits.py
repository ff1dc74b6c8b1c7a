"""Limits: how many enquiries a site may send, so that one flooding site stops no other."""

import time
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass

from wellspent.errors import TooMany
from wellspent.records.site import Site

MOST_UNDER_WAY = 500
"""Enquiries of one site that may be on their way to the disk at once; others find room beside."""


@dataclass(slots=True)
class _Bucket:
    """A bucket that holds a minute's worth of enquiries and fills up again as time goes by."""

    full: float
    level: float
    looked_at: float


class Limits:
    """Counts what each site sends. Used by one thread, that of the server's loop."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: dict[str, _Bucket] = {}
        self._under_way: Counter[str] = Counter()

    def take(self, site: Site) -> None:
        """Count one enquiry of a site; TooMany, with the seconds to wait, over its limit."""
        bucket, rate = self._filled(site), site.enquiries_a_minute / 60
        if bucket.level < 1:
            raise _too_many(site, (1 - bucket.level) / rate)
        bucket.level -= 1

    @contextmanager
    def under_way(self, site: Site) -> Generator[None]:
        """Count an enquiry while it is being read and written; TooMany beyond a site's share."""
        if self._under_way[site.name] >= MOST_UNDER_WAY:
            raise _too_many(site, 1)
        self._under_way[site.name] += 1
        try:
            yield
        finally:
            self._under_way[site.name] -= 1

    def _filled(self, site: Site) -> _Bucket:
        now, full = self._clock(), float(site.enquiries_a_minute)
        bucket = self._buckets.get(site.name)
        if bucket is None or bucket.full != full:
            bucket = self._buckets[site.name] = _Bucket(full, full, now)
        bucket.level = min(full, bucket.level + (now - bucket.looked_at) * full / 60)
        bucket.looked_at = now
        return bucket


def _too_many(site: Site, wait_seconds: float) -> TooMany:
    return TooMany(
        "more came in from this form than it takes in a minute",
        wait_seconds=wait_seconds,
        where=f"site {site.name}: {site.enquiries_a_minute} a minute",
        next_step="Please send it again in a minute; nothing of it has been kept.",
    )
