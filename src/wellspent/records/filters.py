"""Filters: what a list of leads can be narrowed down to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterValues:
    """The values that the leads at hand really have, in alphabetical order."""

    sources: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
