"""A time between two moments, as the command line names it."""

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from wellspent.errors import InputError
from wellspent.jobs.draft_words import time_named
from wellspent.settings import Settings

LENGTH_OF_A_DAY = len("2026-03-01")


def zone_of(settings: Settings) -> tzinfo:
    """Return the zone in which times without a zone are meant."""
    return ZoneInfo(settings.time_zone) if settings.time_zone != "UTC" else UTC


def moment_named(text: str, *, where: str, zone: tzinfo) -> datetime | None:
    """Return the moment that is meant, None for nothing; InputError when it is none."""
    return time_named(text, where=where, zone=zone) if text.strip() else None


def period_named(
    since: str, until: str, *, zone: tzinfo
) -> tuple[datetime | None, datetime | None]:
    """Return from when (this moment counts) and until when (this one doesn't).

    A day without a time begins at midnight; as `until` it counts as a whole. InputError for what
    is no time, or ends before it begins.
    """
    begin = moment_named(since, where="--since", zone=zone)
    end = moment_named(until, where="--until", zone=zone)
    if end is not None and len(until.strip()) == LENGTH_OF_A_DAY:
        end += timedelta(days=1)
    if begin is not None and end is not None and end <= begin:
        raise InputError(
            "That time ends before it begins.",
            where="--until",
            tried=f"from {begin.isoformat()} until {end.isoformat()}",
        )
    return begin, end
