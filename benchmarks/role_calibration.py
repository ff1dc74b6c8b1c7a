"""Is the judgement of buying roles honest: simulated teams whose truth is known.

    python -m benchmarks.role_calibration

Writes results/role_calibration.md. Two kinds of world. In the first the form of the judgement is
right and its points are unknown: each world draws its own, as far from the stated ones as their
standard errors say, then people with signs, then each one's role. In the second the form is wrong:
committees are planted, roles bring forth signs at rates of their own, and a fifth of all signs is
put on somebody else.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import numpy as np
from benchmarks.machine import describe_machine
from benchmarks.markdown_table import table

from wellspent.reach.judge import amounts_of, given_points, judge, weigh
from wellspent.reach.learn_weights import LEARNED, Corrected, Person, learn_weights
from wellspent.reach.role_weights import ROLES, RoleWeights, stated_weights
from wellspent.reach.titles.read_title import read_title
from wellspent.reach.titles.role_shares import shares_of
from wellspent.records.buying_role import (
    SAYS_YES,
    BuyingRole,
    RoleJudgement,
    RoleSign,
    SignOfRole,
)
from wellspent.records.contact import Contact
from wellspent.records.evidence import Evidence, OwnRecord

RESULTS: Final = Path(__file__).parent / "results" / "role_calibration.md"
NOW: Final = datetime(2026, 11, 22, tzinfo=UTC)
WORLDS: Final = 100
PEOPLE: Final = 60
LEARNED_FROM: Final = (0, 30, 100, 300)
LEARNING_WORLDS: Final = 40
COMMITTEES: Final = 1500
CORRECTED: Final = 60
MOST_SIGNS: Final = 6
FALSE_SIGNS: Final = 0.2
TITLES: Final = (
    "", "", "", "CEO", "CFO", "Owner", "Plant Manager", "Head of IT", "Buyer", "Operator",
    "Assistant to the CEO", "Legal Counsel", "VP Operations", "Engineer",
)  # fmt: skip
ALL: Final = (*ROLES, BuyingRole.UNKNOWN)

Random = np.random.Generator


@dataclass(frozen=True, slots=True)
class World:
    """Points that hold here: those of the signs, and what titles and base differ by."""

    weights: RoleWeights
    differences: Mapping[str, Mapping[BuyingRole, float]]


@dataclass(slots=True)
class Tally:
    """How often the interval held the true power, its width, and how well shares told roles."""

    held: list[bool] = field(default_factory=list[bool])
    widths: list[float] = field(default_factory=list[float])
    said: list[tuple[RoleJudgement, bool]] = field(default_factory=list[tuple[RoleJudgement, bool]])
    losses: list[float] = field(default_factory=list[float])
    best: list[float] = field(default_factory=list[float])


def draw_world(random: Random) -> World:
    """Return a world whose points differ from the stated ones as their errors allow."""
    stated = stated_weights()
    signs = {
        kind: replace(
            weight,
            points={
                role: weight.points[role] + random.normal(0, weight.errors[role]) for role in ROLES
            },
        )
        if kind in LEARNED
        else weight
        for kind, weight in stated.signs.items()
    }
    base = {role: stated.base[role] + random.normal(0, stated.base_errors[role]) for role in ROLES}
    error = stated.signs[SignOfRole.TITLE].errors
    differences = {
        title: {role: random.normal(0, error[role]) for role in ROLES}
        for title in sorted(set(TITLES))
        if title
    }
    return World(replace(stated, signs=signs, base=base), differences)


def draw_person(random: Random) -> tuple[Contact, list[RoleSign]]:
    """Return a contact with a title or none, and with up to six signs of any age."""
    title = TITLES[random.integers(len(TITLES))]
    signs = [
        made_sign(
            LEARNED[random.integers(len(LEARNED))],
            place,
            days=float(random.uniform(0, 700)),
            certainty=float(random.uniform(0.5, 0.9)),
        )
        for place in range(random.integers(MOST_SIGNS + 1))
    ]
    return Contact(id="C1", title=title), signs


def made_sign(kind: SignOfRole, place: int, *, days: float, certainty: float) -> RoleSign:
    """Return a sign of contact C1."""
    evidence = Evidence(
        OwnRecord.CONVERSATION, "K1", f"turn {place}", "", NOW - timedelta(days=days)
    )
    return RoleSign(kind=kind, contact_id="C1", certainty=certainty, evidence=evidence)


def true_shares(
    world: World, contact: Contact, signs: Sequence[RoleSign]
) -> dict[BuyingRole, float]:
    """Return the shares of a contact's roles in a world."""
    judged = judged_by(world.weights, contact, signs)
    added = world.differences.get(contact.title, {})
    points = [judged.base, added, *(one.points for one in judged.reasons)]
    return dict(
        shares_of({role: math.fsum(one.get(role, 0.0) for one in points) for role in ROLES})
    )


def judged_by(weights: RoleWeights, contact: Contact, signs: Sequence[RoleSign]) -> RoleJudgement:
    """Return what the product says of a contact."""
    return judge(
        contact,
        signs,
        weights=weights,
        title=read_title(contact.title) if contact.title else None,
        employees=None,
        now=NOW,
    )


def draw_role(shares: Mapping[BuyingRole, float], random: Random) -> BuyingRole:
    """Return a role, drawn by its share."""
    return ALL[random.choice(len(ALL), p=[shares[role] for role in ALL])]


def learned_in(world: World, cases: int, random: Random) -> RoleWeights:
    """Return the weights that so many corrections in a world teach."""
    stated = stated_weights()
    corrected: list[Corrected] = []
    for _ in range(cases):
        contact, signs = draw_person(random)
        role = draw_role(true_shares(world, contact, signs), random)
        if role is BuyingRole.UNKNOWN:
            continue
        title = read_title(contact.title) if contact.title else None
        given = given_points(contact, title, None, stated)
        weighed = weigh("C1", signs, weights=stated, now=NOW)
        corrected.append(Corrected(Person(amounts_of(weighed), given), role))
    return learn_weights(stated, corrected)


def measure_form_right(cases: int, worlds: int, by: RoleWeights | None = None) -> Tally:
    """Return how honest judgements are where only the points are unknown; `by` for all."""
    tally = Tally()
    for seed in range(worlds):
        random = np.random.default_rng([seed, cases])
        world = draw_world(random)
        weights = by or learned_in(world, cases, random)
        for _ in range(PEOPLE):
            contact, signs = draw_person(random)
            truth = true_shares(world, contact, signs)
            power = math.fsum(truth[role] for role in SAYS_YES)
            judged = judged_by(weights, contact, signs)
            tally.said.append((judged, draw_role(truth, random).can_say_yes))
            tally.held.append(judged.low <= power <= judged.high)
            tally.widths.append(judged.high - judged.low)
            tally.losses.append(-_expected(truth, judged.shares))
            tally.best.append(-_expected(truth, truth))
    return tally


def _expected(truth: Mapping[BuyingRole, float], said: Mapping[BuyingRole, float]) -> float:
    return math.fsum(truth[role] * math.log(max(said[role], 1e-300)) for role in ALL)


def planted_committees(
    random: Random, weights: RoleWeights, count: int
) -> Iterator[tuple[BuyingRole, RoleJudgement]]:
    """Yield planted roles with what is judged from the signs that they brought forth.

    A role brings forth each kind of sign at a rate that its points give; signs come at any time of
    the last year, and a fifth of them is put on a colleague of theirs.
    """
    stated = stated_weights()
    prior = shares_of(stated.base)
    for _ in range(count):
        roles = [draw_role(prior, random) for _ in range(random.integers(3, 9))]
        signs: dict[int, list[RoleSign]] = defaultdict(list)
        for place, role in enumerate(roles):
            for number, kind in enumerate(_brought_forth(role, stated, random)):
                astray = random.random() < FALSE_SIGNS
                whose = int(random.integers(len(roles))) if astray else place
                days = float(random.uniform(0, 365))
                signs[whose].append(made_sign(kind, number, days=days, certainty=0.8))
        for place, role in enumerate(roles):
            yield role, judged_by(weights, Contact(id="C1"), signs[place])


def _brought_forth(role: BuyingRole, weights: RoleWeights, random: Random) -> Iterator[SignOfRole]:
    for kind in LEARNED:
        points = weights.signs[kind].points.get(role, 0.0)
        rate = min(0.8, 0.02 * math.exp(points))
        yield from [kind] * int(random.poisson(rate))


def learned_from_planted(random: Random) -> RoleWeights:
    """Return the weights that corrections of contacts of other planted committees teach.

    Whom nothing is known of can't be corrected to anything, as in the product.
    """
    stated = stated_weights()
    corrected = [
        Corrected(
            Person(amounts_of(weigh("C1", _signs(judged), weights=stated, now=NOW)), stated.base),
            role,
        )
        for role, judged in planted_committees(random, stated, CORRECTED)
        if role is not BuyingRole.UNKNOWN
    ]
    return learn_weights(stated, corrected)


def _signs(judged: RoleJudgement) -> list[RoleSign]:
    return [one.sign for one in judged.reasons]


def bins(found: Iterable[tuple[RoleJudgement, bool]]) -> list[list[object]]:
    """Return, by the power that was said, how often somebody really could say yes."""
    groups: dict[int, list[tuple[RoleJudgement, bool]]] = defaultdict(list)
    for judged, yes in found:
        groups[min(9, int(judged.power * 10))].append((judged, yes))
    return [_bin(group, of_group) for group, of_group in sorted(groups.items())]


def _bin(group: int, found: Sequence[tuple[RoleJudgement, bool]]) -> list[object]:
    said = np.mean([judged.power for judged, _ in found])
    low = np.mean([judged.low for judged, _ in found])
    high = np.mean([judged.high for judged, _ in found])
    true = np.mean([yes for _, yes in found])
    name = f"{group * 10} to {group * 10 + 10} %"
    return [name, len(found), f"{said:.0%}", f"{low:.0%} to {high:.0%}", f"{true:.0%}"]


def main() -> None:
    """Measure and write the result."""
    rows: list[list[object]] = []
    said: list[tuple[RoleJudgement, bool]] = []
    for cases in LEARNED_FROM:
        tally = measure_form_right(cases, WORLDS if cases == 0 else LEARNING_WORLDS)
        said = said or tally.said
        rows.append(
            [
                cases,
                f"{np.mean(tally.held):.1%}",
                f"{np.mean(tally.widths):.2f}",
                f"{np.mean(tally.losses):.3f}",
                f"{np.mean(tally.best):.3f}",
            ]
        )
    text = "\n\n".join([*_form_right(rows, said), *_form_wrong(), *_without_doubt()]) + "\n"
    RESULTS.write_text(text, encoding="utf-8", newline="\n")
    print(text)


HEAD: Final = ["power said", "contacts", "mean", "mean interval", "could say yes"]


def _form_right(rows: list[list[object]], said: list[tuple[RoleJudgement, bool]]) -> list[str]:
    return [
        "# Is the judgement of buying roles honest",
        f"`python -m benchmarks.role_calibration` · {describe_machine()}",
        "## The form is right, the points are unknown",
        f"{WORLDS} simulated teams without corrections, {LEARNING_WORLDS} with each number of "
        f"them, {PEOPLE} contacts each with a title or none and up to {MOST_SIGNS} signs. Each "
        "team draws its own points, as far from the stated ones as their standard errors say, and "
        "each contact a role. No sign misleads there, so the doubt is needless and makes promises "
        "too small. How often does the 90 % interval of power hold the true power? Wanted: 90 %. "
        "The log loss of the shares is beside the least that is possible there.",
        table(["corrections", "interval holds", "mean width", "log loss", "least possible"], rows),
        "Of those of whom this power was said (without corrections), so many had a role that can "
        "say yes:",
        table(HEAD, bins(said)),
    ]


def _without_doubt() -> list[str]:
    sure = replace(stated_weights(), misleads=0.0, least_doubt=0.0)
    found = planted_committees(np.random.default_rng(1), sure, COMMITTEES)
    right = measure_form_right(0, WORLDS, sure)
    return [
        "## As it was without doubt",
        f"The same with a doubt of 0. Where the form is right the interval holds "
        f"{np.mean(right.held):.1%}, with a width of {np.mean(right.widths):.2f} and a log loss of "
        f"{np.mean(right.losses):.3f}; and of those of whom this power was said:",
        table(HEAD, bins(right.said)),
        "Where the form is wrong:",
        table(HEAD, bins((judged, role.can_say_yes) for role, judged in found)),
    ]


def _form_wrong() -> list[str]:
    def planted(weights: RoleWeights) -> list[list[object]]:
        found = planted_committees(np.random.default_rng(1), weights, COMMITTEES)
        return bins((judged, role.can_say_yes) for role, judged in found)

    return [
        "## Committees planted with signs of their own, the form is wrong",
        f"{COMMITTEES} committees of 3 to 8. Roles bring forth signs at rates of their own, "
        f"{FALSE_SIGNS:.0%} of the signs are put on somebody else, and somebody in power is "
        "seldom silent, which the judgement doesn't count: law 1 says that silence is held "
        "against nobody. So it can't be exactly right. With the stated points:",
        table(HEAD, planted(stated_weights())),
        f"After the corrections of {CORRECTED} other committees there:",
        table(HEAD, planted(learned_from_planted(np.random.default_rng(2)))),
    ]


if __name__ == "__main__":
    main()
