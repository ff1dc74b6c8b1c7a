"""When and how to reach them: the card of the room `reach`, and the moment to try next."""

from wellspent.brief.matter import BriefMatter
from wellspent.records.brief import BriefLine, Standing
from wellspent.records.reachability import ReachLine


def lines(matter: BriefMatter) -> list[BriefLine]:
    """Return the lines of the card as that room wrote them, each with its records."""
    reach = matter.reachability
    if reach is None:
        return []
    return [_line(one) for one in reach.card if one.evidence]


def _line(one: ReachLine) -> BriefLine:
    dates = [each.date for each in one.evidence if each.date is not None]
    return BriefLine(
        text=one.text,
        standing=Standing.CITED,
        evidence=one.evidence,
        date=max(dates, default=None),
    )
