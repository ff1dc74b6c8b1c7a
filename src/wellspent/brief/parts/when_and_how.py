"""When and how to reach them: the card of the room `reach`, and the moment to try next."""

from datetime import datetime
from typing import Final

from wellspent.brief.dates_in_words import capital, weekday_in_words
from wellspent.brief.fresh import is_stale
from wellspent.brief.matter import BriefMatter
from wellspent.records.brief import BriefLine, Standing
from wellspent.records.reachability import BestTime, ReachLine

WIDEST: Final = 0.5
"""A chance whose interval is wider says too little for a page."""

WORTH_TRYING: Final = 0.2


def lines(matter: BriefMatter) -> list[BriefLine]:
    """Return the moment to try next, then the lines of the card, each with its records.

    What is older than a year says little of how somebody can be reached now, and is left out.
    """
    reach = matter.reachability
    if reach is None:
        return []
    told = [_line(one) for one in reach.card if one.evidence]
    return [
        *(_next(matter, one) for one in [each for each in reach.best if _is_known(each)][:1]),
        *(one for one in told if not is_stale(one.date, matter.now, "said")),
    ]


def _line(one: ReachLine) -> BriefLine:
    dates = [each.date for each in one.evidence if each.date is not None]
    text = capital(one.text)
    return BriefLine(
        text=text if text.endswith(".") else f"{text}.",
        standing=Standing.CITED,
        evidence=one.evidence,
        date=max(dates, default=None),
    )


def _is_known(best: BestTime) -> bool:
    """Return whether a chance is good, and known well enough to be told on one page."""
    answer = best.answer
    return answer.high - answer.low <= WIDEST and answer.chance >= WORTH_TRYING


def _next(matter: BriefMatter, best: BestTime) -> BriefLine:
    """Return the best moment of the next days: a hypothesis, with the chance and from whom."""
    day = weekday_in_words(_there(best.start, matter.now), matter.now)
    hours = f"{best.start:%H:%M} to {best.end:%H:%M}"
    return BriefLine(
        text=f"Best tried by {best.channel.value} on {day}, {hours} their time.",
        standing=Standing.HYPOTHESIS,
        why=best.why or f"{best.answer.chance:.0%}, from {best.answer.known_from.value}",
    )


def _there(moment: datetime, now: datetime) -> datetime:
    """Return a moment of their day as one of ours with the same date on the calendar."""
    return moment.replace(tzinfo=now.tzinfo)
