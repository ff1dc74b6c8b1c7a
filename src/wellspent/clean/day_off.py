"""Day off: the weekends and public holidays of a country, from the package `holidays`."""

from datetime import date
from functools import lru_cache
from typing import Final

from wellspent.clean.country import country_code

_WEEKDAYS: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip


@lru_cache(maxsize=4096)
def day_off(country: str, day: date) -> str:
    """Return why people in a country (any of its names) don't work on a day; empty if they do.

    Only holidays of the whole country count, and no day of a country that isn't known.
    """
    # Only here: it takes longer to load than all rules take to run, and few drafts need it.
    import holidays

    code = country_code(country)
    if not code:
        return ""
    try:
        calendar = holidays.country_holidays(code, years=day.year, language="en_US")
    except NotImplementedError:
        return ""
    if holiday := calendar.get(day):
        return str(holiday)
    return _WEEKDAYS[day.weekday()] if day.weekday() in calendar.weekend else ""


@lru_cache(maxsize=512)
def has_days_off(country: str) -> bool:
    """Return whether the days off of a country (any of its names) are known."""
    import holidays

    return bool(code := country_code(country)) and code in holidays.list_supported_countries()
