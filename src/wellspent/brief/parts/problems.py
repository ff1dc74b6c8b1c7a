"""Problems that we solve for customers like them, and what the nearest customers said."""

from collections.abc import Iterator

from wellspent.brief.cite import cite
from wellspent.brief.dates_in_words import capital, small
from wellspent.brief.matter import BriefMatter
from wellspent.brief.problems_met import problems_met
from wellspent.brief.sentence import Words, line, short
from wellspent.records.brief import BriefLine, NearCustomer, Standing


def lines(matter: BriefMatter) -> list[BriefLine]:
    """Return the problems that they named or their trade has, each with our product, then the
    nearest customers with what those said.
    """
    return [*_problems(matter), *(one for near in matter.near for one in _near(near))]


def _problems(matter: BriefMatter) -> Iterator[BriefLine]:
    for met in problems_met(matter):
        name = met.name._replace(text=capital(met.name.text))
        if met.said is not None:
            yield line("problem_quoted", problem=name, product=met.product, quote=met.said.words)
        elif met.spoken_of is not None:
            subject = met.spoken_of[0]
            yield line("problem_spoken_of", problem=name, product=met.product, subject=subject)
        elif met.bought is not None:
            has = met.product._replace(rests_on=met.bought)
            yield line("problem_met", problem=name, product=has)
        else:
            trade = Words(small(met.industry.quote), met.industry)
            yield line("problem_for", problem=name, product=met.product, industry=trade)


def _near(near: NearCustomer) -> Iterator[BriefLine]:
    name = Words(near.account.name, cite(near.account, "name"))
    industry = Words(near.account.industry, cite(near.account, "industry"))
    suffix = "" if near.may_be_named else "_unnamed"
    if not near.account.industry:
        return
    telling = max(near.said, key=lambda one: len(one.quote), default=None)
    for said in [telling] if telling else []:
        yield line(
            f"near_said{suffix}", account=name, industry=industry, quote=short(said.quote, said)
        )
    if not near.said:
        why = ", ".join(near.in_common)
        yield line(
            f"near_plain{suffix}", standing=Standing.CITED, why=why, account=name, industry=industry
        )
