"""Prior: what a title says of somebody's role in a purchase, as points that add up.

The form is that of `RoleJudgement`: log-odds against *unknown*, which stands at 0 and keeps a real
share. The points are stated in `prior.toml` until past deals teach better ones (`learn_prior.py`).
"""

from collections.abc import Iterable, Mapping

from wellspent.errors import InputError
from wellspent.reach.titles.prior_file import ROLES, Points, StatedPoints, stated_points
from wellspent.reach.titles.role_shares import shares_of
from wellspent.reach.titles.title_points import TitlePoints
from wellspent.records.buying_role import BuyingRole
from wellspent.records.title import TitleReading


def base_points(stated: StatedPoints | None = None) -> Points:
    """Return the points of every role of somebody of whom nothing is known, not even a title."""
    return (stated or stated_points()).base


def title_points(
    reading: TitleReading,
    employees: float | None = None,
    *,
    sold_to: tuple[str, ...] = (),
    learned: TitlePoints | None = None,
) -> Points:
    """Return what a title adds for each role to the base, in a firm of so many employees.

    `sold_to` are the areas that what we sell is for: who sells or advertises at our customer's buys
    nothing from us unless it is for them. `learned` are points that past deals have taught.
    InputError for an area that nobody knows.
    """
    table = learned or TitlePoints(stated_points())
    check_areas(sold_to, table.stated)
    return table.of(reading.level, reading.area, employees, sold_to=sold_to)


def prior_over_roles(
    reading: TitleReading,
    employees: float | None = None,
    *,
    sold_to: tuple[str, ...] = (),
    learned: TitlePoints | None = None,
) -> Mapping[BuyingRole, float]:
    """Return the share of each buying role that follows from a title alone; they add up to 1."""
    points = title_points(reading, employees, sold_to=sold_to, learned=learned)
    base = base_points(learned.stated if learned else None)
    return shares_of({role: base.get(role, 0.0) + points[role] for role in ROLES})


def check_areas(areas: Iterable[str], stated: StatedPoints | None = None) -> None:
    """Raise InputError where one of these is no area that titles are read as."""
    known = (stated or stated_points()).group_of
    if unknown := sorted(set(areas) - set(known)):
        raise InputError(
            f"There is no area {', '.join(unknown)}.", next_step=f"Use: {', '.join(sorted(known))}."
        )
