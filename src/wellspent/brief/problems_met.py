"""Problems that we solve and they have: named in their own words, else known of their trade."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from wellspent.brief.cite import cite
from wellspent.brief.matter import BriefMatter
from wellspent.brief.once import once
from wellspent.brief.said import Said, all_said
from wellspent.brief.sentence import Words
from wellspent.brief.worked import tells_of_success
from wellspent.records.deal import DealOutcome
from wellspent.records.evidence import Evidence, OwnRecord
from wellspent.records.product import Problem, Product

PROBLEM_FIELD: Final = "problem"
SHORTEST_WORD: Final = 4

_WORD: Final = re.compile(r"\w+")
_SMALL: Final = frozenset({"with", "from", "that", "this", "their", "between", "long", "more"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemMet:
    """A problem of our company facts that they have.

    `said` in their own words, `spoken_of` as the subject of a talk with them, else by `industry`.
    `bought` is the deal by which they have our product for it already.
    """

    name: Words
    product: Words
    industry: Evidence
    problem: Problem
    said: Said | None = None
    spoken_of: tuple[Words, datetime] | None = None
    bought: Evidence | None = None


@once
def problems_met(matter: BriefMatter) -> list[ProblemMet]:
    """Return the problems that they named, latest first, then those of their trade."""
    said = all_said(matter)
    found = [
        met
        for product, problem in _problems(matter)
        if (met := _met(matter, product, problem, said)) is not None
    ]
    return sorted(found, key=_rank)


def _rank(met: ProblemMet) -> tuple[int, float]:
    if met.said is not None:
        return 0, -met.said.at.timestamp()
    return (1, -met.spoken_of[1].timestamp()) if met.spoken_of else (2, 0.0)


def names_problem(text: str, problem: Problem) -> bool:
    """Return whether a text names a problem: a word for it, or half of the words of its name."""
    words = set(_stems(text))
    if any(words.issuperset(_stems(one)) for one in problem.words if one.strip()):
        return True
    own = {one for one in _stems(problem.name) if one not in _SMALL}
    return len(own) > 1 and 2 * len(own & words) >= len(own) + 1


def is_for(for_whom: Iterable[str], industry: str) -> bool:
    """Return whether a trade is among those that something is for; nobody named: for anybody."""
    wanted = [set(_stems(one)) for one in for_whom]
    trade = set(_stems(industry))
    return not wanted or any(one and (one <= trade or trade <= one) for one in wanted if trade)


def _problems(matter: BriefMatter) -> Iterator[tuple[Product, Problem]]:
    for product in matter.company.products if matter.company else ():
        for problem in product.problems:
            yield product, problem


def _met(
    matter: BriefMatter, product: Product, problem: Problem, said: list[Said]
) -> ProblemMet | None:
    account = matter.history.account
    open_ = (one for one in said if not tells_of_success(one.text))
    named = next((one for one in open_ if names_problem(one.text, problem)), None)
    industry = account.industry if account else ""
    spoken_of = _spoken_of(matter, problem)
    if (
        named is None
        and spoken_of is None
        and not (problem.for_whom and is_for(problem.for_whom, industry))
    ):
        return None
    told = Evidence(OwnRecord.PRODUCT, product.name, PROBLEM_FIELD, problem.name)
    return ProblemMet(
        name=Words(problem.name, told),
        product=Words(
            product.name, Evidence(OwnRecord.PRODUCT, product.name, "name", product.name)
        ),
        industry=cite(account, "industry") if account else told,
        problem=problem,
        said=named,
        spoken_of=spoken_of,
        bought=_bought(matter, product),
    )


def _bought(matter: BriefMatter, product: Product) -> Evidence | None:
    for deal in matter.history.deals:
        if deal.outcome is DealOutcome.WON and product.name in deal.products:
            return cite(deal, "products", product.name)
    return None


def _spoken_of(matter: BriefMatter, problem: Problem) -> tuple[Words, datetime] | None:
    """Return the title of the latest talk that names a problem, and when it was."""
    for heard in matter.history.conversations:
        talk = heard.conversation
        if talk.title and talk.started_at and names_problem(talk.title, problem):
            cited = Evidence(OwnRecord.CONVERSATION, talk.id, "title", talk.title, talk.started_at)
            return Words(talk.title, cited), talk.started_at
    return None


def _stems(text: str) -> list[str]:
    """Return the longer words of a text without the endings of number: *floors* is *floor*."""
    return [
        word.removesuffix("s") if len(word) > SHORTEST_WORD else word
        for word in _WORD.findall(text.casefold())
        if len(word) >= SHORTEST_WORD
    ]
