"""One thing they may not know yet: an insight of the team's own that fits a problem of theirs."""

from collections.abc import Sequence

from wellspent.brief.matter import BriefMatter
from wellspent.brief.once import once
from wellspent.brief.problems_met import ProblemMet, is_for, problems_met
from wellspent.brief.sentence import Words, line
from wellspent.records.brief import BriefLine, Insight
from wellspent.records.evidence import Evidence, OwnRecord


@once
def lines(matter: BriefMatter) -> list[BriefLine]:
    """Return insights for the problems that they named, then those for their trade.

    One that stands in a conversation with them already isn't new to them.
    """
    met = problems_met(matter)
    known = [one for one in _insights(matter) if not _was_said(matter, one)]
    ranked = sorted(known, key=lambda one: -_fits(matter, one, met))
    return [_line(one) for one in ranked if _fits(matter, one, met) > 0.0]


def insight_words(matter: BriefMatter) -> Words | None:
    """Return the insight that is most worth telling them, for a place in a sentence."""
    best = next(iter(lines(matter)), None)
    if best is None:
        return None
    told = best.evidence[0]
    return Words(told.quote, told)


def _insights(matter: BriefMatter) -> Sequence[Insight]:
    return matter.company.insights if matter.company else ()


def _fits(matter: BriefMatter, insight: Insight, met: Sequence[ProblemMet]) -> float:
    for one in met:
        if insight.problem and insight.problem.casefold() == one.problem.name.casefold():
            return 3.0 if one.said else 2.0
    account = matter.history.account
    industry = account.industry if account else ""
    if insight.for_whom and industry and is_for(insight.for_whom, industry):
        return 1.0
    return 0.5 if not insight.for_whom and not insight.problem else 0.0


def _was_said(matter: BriefMatter, insight: Insight) -> bool:
    return any(
        insight.text in turn.text
        for heard in matter.history.conversations
        for turn in heard.conversation.turns
    )


def _line(insight: Insight) -> BriefLine:
    told = Evidence(OwnRecord.COMPANY, insight.name or "insight", "insight", insight.text)
    if not insight.source:
        return line("insight", text=Words(insight.text, told))
    source = Evidence(
        OwnRecord.COMPANY, insight.name or "insight", "source of an insight", insight.source
    )
    return line("insight_of", text=Words(insight.text, told), source=Words(insight.source, source))
