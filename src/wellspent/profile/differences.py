"""What the best customers have in common: shares per attribute value, with what stands.

Each value's share among the best, among all customers and among lost deals comes with a 90 %
credible interval (Jeffreys' Beta). Whether a difference between the best and the other customers
stands is decided over all values that were looked at together (Benjamini and Hochberg 1995, on
Fisher's exact test), so that looking at many attributes doesn't find something by chance.
Never on attributes of a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv

from wellspent.profile.fisher import fisher_mid_p
from wellspent.profile.industries import is_industry, roll_up, too_fine
from wellspent.profile.leaks import names_the_ending
from wellspent.profile.number_bands import NumberBand, readable_bands
from wellspent.profile.personal import personal_evidence
from wellspent.records.attribute import AttributeKind
from wellspent.records.cases import Cases, Column
from wellspent.records.measured import Measured
from wellspent.records.profile import Difference

FALSE_SHARE = 0.1
"""Of the differences that are said to stand, this share may be chance."""

FEWEST_CUSTOMERS = 40
FEWEST_WITH_VALUE = 5
ENOUGH_WITH_VALUE = 10
"""Values of fewer customers aren't looked at (a twentieth of all, between these two): they could
hardly stand, and each one looked at makes it harder for the others."""

MOST_VALUES = 50
LEVEL = 0.9

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Compared:
    """One band of one attribute: the counts behind a difference."""

    column: Column
    band: str
    best: tuple[int, int]
    others: tuple[int, int]
    lost: tuple[int, int] | None
    chance: float


def find_differences(
    customers: Cases, best: Flags, lost: Cases | None = None, *, false_share: float = FALSE_SHARE
) -> tuple[Difference, ...]:
    """Return the attribute values of customers, those that stand first, then by evidence.

    `customers` has a row per customer (see `account_columns.account_cases`), `best` marks the best
    of them, `lost` has a row per lost deal with columns of the same names. Empty when there are
    fewer than 40 customers, or no best ones: see `differences_note`.
    """
    if differences_note(customers, best):
        return ()
    compared: list[_Compared] = []
    for column in customers.columns:
        if _comparable(column):
            compared += _compare_column(column, best, _same_column(lost, column))
    stands = _standing([each.chance for each in compared], false_share)
    found = [
        (_difference(each, stands=stood), each.chance)
        for each, stood in zip(compared, stands, strict=True)
    ]
    found.sort(key=lambda pair: (not pair[0].stands, pair[1]))
    return tuple(difference for difference, _ in found)


def differences_note(customers: Cases, best: Flags) -> str:
    """Say why nothing can be said about what the best have in common; empty when it can."""
    if customers.rows < FEWEST_CUSTOMERS:
        return (
            "Not enough data to say what the best customers have in common "
            f"({customers.rows} of {FEWEST_CUSTOMERS} customers)."
        )
    if not best.any() or best.all():
        return "No customer stands out from the others in value."
    return ""


def _comparable(column: Column) -> bool:
    if column.kind in {AttributeKind.TEXT, AttributeKind.DATE} or column.missing().all():
        return False
    return not personal_evidence(column) and not names_the_ending(column)


def _same_column(lost: Cases | None, column: Column) -> Column | None:
    if lost is None:
        return None
    alike = [each for each in lost.columns if each.name == column.name and each.kind == column.kind]
    return alike[0] if alike else None


def _compare_column(column: Column, best: Flags, lost: Column | None) -> list[_Compared]:
    """Compare each value, or band of a number, between the best and the other customers."""
    if column.kind is AttributeKind.NUMBER:
        bands = readable_bands(column.values[~column.missing()].astype(np.float64))
        return [_compare(column, band.label, best, lost, band=band) for band in bands]
    if is_industry(column) and too_fine(column):
        column, lost = roll_up(column), None if lost is None else roll_up(lost)
    counts = np.bincount(column.values[~column.missing()], minlength=len(column.levels))
    if column.kind is AttributeKind.FLAG:
        counts[0] = 0
    fewest = min(max(FEWEST_WITH_VALUE, len(best) // 20), ENOUGH_WITH_VALUE)
    common = [int(code) for code in np.argsort(-counts)[:MOST_VALUES] if counts[code] >= fewest]
    if counts.sum() and (counts > 0).sum() > counts.sum() / 2:
        return []
    return [_compare(column, column.levels[code], best, lost) for code in common]


def _compare(
    column: Column, label: str, best: Flags, lost: Column | None, *, band: NumberBand | None = None
) -> _Compared:
    known = ~column.missing()
    has = _has(column, label, band)
    best_counts = (int((has & best).sum()), int((known & best).sum()))
    other_counts = (int((has & ~best).sum()), int((known & ~best).sum()))
    lost_counts = None
    if lost is not None:
        lost_counts = (int(_has(lost, label, band).sum()), int((~lost.missing()).sum()))
    return _Compared(
        column=column,
        band=label,
        best=best_counts,
        others=other_counts,
        lost=lost_counts,
        chance=fisher_mid_p(best_counts, other_counts),
    )


def _has(column: Column, label: str, band: NumberBand | None) -> Flags:
    if band is not None:
        return band.holds(column.values.astype(np.float64))
    if label not in column.levels:
        return np.zeros(len(column.values), dtype=np.bool_)
    return column.values == column.levels.index(label)


def _standing(chances: Sequence[float], false_share: float) -> list[bool]:
    """Return which differences stand (Benjamini and Hochberg)."""
    ordered = np.sort(np.array(chances, dtype=np.float64))
    allowed = false_share * np.arange(1, len(ordered) + 1) / max(1, len(ordered))
    passing = np.flatnonzero(ordered <= allowed)
    if len(passing) == 0:
        return [False] * len(chances)
    border = float(ordered[passing[-1]])
    return [chance <= border for chance in chances]


def share_of(count: int, rows: int) -> Measured:
    """Return a share with its 90 % credible interval (Jeffreys) and the rows behind it."""
    if rows == 0:
        return Measured(float("nan"), float("nan"), float("nan"), 0)
    tail = (1 - LEVEL) / 2
    low = 0.0 if count == 0 else float(betaincinv(count + 0.5, rows - count + 0.5, tail))
    high = 1.0 if count == rows else float(betaincinv(count + 0.5, rows - count + 0.5, 1 - tail))
    return Measured(count / rows, low, high, rows)


def _difference(compared: _Compared, *, stands: bool) -> Difference:
    best, others = compared.best, compared.others
    return Difference(
        attribute=compared.column.name,
        label=compared.column.label or compared.column.name,
        band=compared.band,
        among_best=share_of(*best),
        among_customers=share_of(best[0] + others[0], best[1] + others[1]),
        among_lost=None if compared.lost is None else share_of(*compared.lost),
        stands=stands,
    )
