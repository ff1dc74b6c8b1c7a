"""A buying role as a page tells it: the answer, its quotes, the points that add up to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from wellspent.records.buying_role import BuyingRole, RoleJudgement, RoleReason, SignOfRole
from wellspent.serve.likelihood import likelihood, likelihood_with_range
from wellspent.serve.web.charts.scale import add_up
from wellspent.serve.web.wording import capitalised, points_words

LIKELY, PERHAPS = 0.5, 0.3
MOST_REASONS, MOST_ROLES = 4, 4
FACTS = frozenset({SignOfRole.TITLE, SignOfRole.COMPANY_SIZE})


@dataclass(frozen=True, slots=True)
class PointsRow:
    """What one sign adds to each role shown; `reason` is None for base, sum and share."""

    words: str
    reason: RoleReason | None
    points: tuple[str, ...]


def role_answer(judgement: RoleJudgement) -> str:
    """Return the role in words that say how likely it is: *Likely budget holder*."""
    role, share = judgement.role, judgement.shares.get(judgement.role, 0.0)
    if judgement.correction is not None:
        return capitalised(role.value)
    if role is BuyingRole.UNKNOWN:
        return "Role not known yet"
    if share >= LIKELY:
        return f"Likely {role.value}"
    return f"Perhaps {role.value}" if share >= PERHAPS else f"Hard to tell, {role.value} at most"


def power_words(judgement: RoleJudgement) -> str:
    """Return how surely somebody can say yes: `72 % (55-84)`."""
    if judgement.correction is not None:
        return "yes" if judgement.power >= LIKELY else "no"
    return likelihood_with_range(judgement.power, judgement.low, judgement.high, " %")


def main_reasons(judgement: RoleJudgement) -> list[RoleReason]:
    """Return the reasons that say most, those for the role shown before those against it."""
    role = judgement.role

    def weight(reason: RoleReason) -> tuple[bool, float]:
        said = reason.sign.kind not in FACTS
        toward = reason.points.get(role, 0.0)
        return said and toward > 0, max(map(abs, reason.points.values()), default=0.0)

    return sorted(judgement.reasons, key=weight, reverse=True)[:MOST_REASONS]


def roles_shown(judgement: RoleJudgement) -> list[BuyingRole]:
    """Return the likeliest roles, without *unknown*, which all points are measured against."""
    known = [role for role in judgement.shares if role is not BuyingRole.UNKNOWN]
    return sorted(known, key=lambda role: -judgement.shares[role])[:MOST_ROLES]


def points_rows(judgement: RoleJudgement, roles: Sequence[BuyingRole]) -> list[PointsRow]:
    """Return base, each sign's points and their sum for each role; columns add up as shown."""
    columns = [_column(judgement, role) for role in roles]
    rows = [
        PointsRow("Before anything is known", None, _signed(columns, 0)),
        *(
            PointsRow(capitalised(one.sign.kind.value), one, _signed(columns, place))
            for place, one in enumerate(judgement.reasons, start=1)
        ),
    ]
    sums = tuple(points_words(round(sum(column), 2)) for column in columns)
    shares = tuple(likelihood(judgement.shares[role], " %") for role in roles)
    doubt = tuple(likelihood(judgement.doubt, " %") for _ in roles) if judgement.doubt else ()
    return [
        *rows,
        PointsRow("Together", None, sums),
        *([PointsRow("Doubt: the signs may mislead", None, doubt)] if doubt else []),
        PointsRow("Share by the records", None, shares),
    ]


def _column(judgement: RoleJudgement, role: BuyingRole) -> list[float]:
    given = [one.points.get(role, 0.0) for one in judgement.reasons]
    return add_up([judgement.base.get(role, 0.0), *given])


def _signed(columns: Sequence[Sequence[float]], place: int) -> tuple[str, ...]:
    return tuple(points_words(column[place]) for column in columns)
