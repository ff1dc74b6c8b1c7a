"""Time zone: of a person, by what a record says, or by their country where it has but one."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from wellspent.clean.country import country_code

LONGEST = 60
COMPARED_FROM = datetime(2026, 1, 1, tzinfo=UTC)
COMPARED_DAYS = 365


@lru_cache(maxsize=512)
def parse_time_zone(text: str) -> str:
    """Return the IANA name of a time zone (*Europe/Berlin*); empty when it is none."""
    name = text.strip().replace(" ", "_")
    if not name or len(name) > LONGEST or "/" not in name:
        return ""
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        return ""


@lru_cache(maxsize=512)
def zone_of_country(country: str) -> str:
    """Return the time zone of a country by any of its names; empty where it has several.

    Zones whose clocks show the same all year (Berlin and Büsingen) count as one. Source: the zone
    table of the IANA time zone database.
    """
    zones = _zones_by_country().get(country_code(country), [])
    clocks = {_clock(zone) for zone in zones}
    return zones[0] if len(clocks) == 1 else ""


@cache
def _zones_by_country() -> dict[str, list[str]]:
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    zones: dict[str, list[str]] = defaultdict(list)
    for line in table.splitlines():
        if line and not line.startswith("#"):
            code, _, zone = line.split("\t")[:3]
            zones[code].append(zone)
    return zones


def _clock(zone: str) -> tuple[timedelta | None, ...]:
    """Return how far a zone's clock is from UTC on each day of a year."""
    place = ZoneInfo(zone)
    days = (COMPARED_FROM + timedelta(days=day) for day in range(COMPARED_DAYS))
    return tuple(day.astimezone(place).utcoffset() for day in days)
