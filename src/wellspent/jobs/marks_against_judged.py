"""Marks against what was judged: of the enquiries that seemed to be of a kind, how many were?"""

from collections import defaultdict

from wellspent.jobs.authenticity_in_use import authenticity_in_use
from wellspent.jobs.enquiries import enquiries_of
from wellspent.profile.measures import share_with_interval
from wellspent.qualify.authenticity import authenticity_of
from wellspent.records.authenticity import EnquiryKind, Mark, MarkKind
from wellspent.records.route_report import KindAgreement, MarksAgainstJudged
from wellspent.store.connect import Store
from wellspent.store.leads_to_route import leads_by_id
from wellspent.store.marks import latest_marks

MOST_MARKS = 5_000
NOBODYS = frozenset({EnquiryKind.BOT, EnquiryKind.SPAM})
WELCOME = frozenset({EnquiryKind.GENUINE, EnquiryKind.SUPPORT})


def marks_against_judged(store: Store, *, most: int = MOST_MARKS) -> MarksAgainstJudged:
    """Return how often people agreed with the kind that was judged, the most frequent kind first.

    A person's own word on the kind counts; where the mark says none, *genuine* agrees with genuine
    interest and support, *bot* with bot and spam, *time-waster* with all other kinds.
    """
    marks = latest_marks(store)
    latest = sorted(marks.values(), key=lambda mark: mark.marked_at, reverse=True)[:most]
    leads = leads_by_id(store, {mark.lead_id for mark in latest})
    table = authenticity_in_use(store).table
    found: dict[EnquiryKind, list[Mark]] = defaultdict(list)
    for enquiry in enquiries_of(store, list(leads.values()), at_arrival=True):
        judged = authenticity_of(table.scorecard, enquiry, table=table)
        found[judged.kind].append(marks[enquiry.lead.id])
    kinds = [_agreement(kind, said) for kind, said in found.items()]
    kinds.sort(key=lambda one: (-one.marked, one.kind))
    return MarksAgainstJudged(marks=sum(one.marked for one in kinds), kinds=tuple(kinds))


def agrees(mark: Mark, judged: EnquiryKind) -> bool:
    """Return whether a person's mark says the same as the kind that was judged."""
    if mark.kind is not None and mark.kind is not EnquiryKind.UNSURE:
        return mark.kind is judged or {mark.kind, judged} <= NOBODYS
    if mark.mark is MarkKind.GENUINE:
        return judged in WELCOME
    if mark.mark is MarkKind.BOT:
        return judged in NOBODYS
    return judged not in WELCOME | NOBODYS


def _agreement(kind: EnquiryKind, marks: list[Mark]) -> KindAgreement:
    claims = kind is not EnquiryKind.UNSURE
    agreed = sum(agrees(mark, kind) for mark in marks) if claims else 0
    return KindAgreement(
        kind=kind,
        marked=len(marks),
        agreed=agreed,
        genuine=sum(mark.mark is MarkKind.GENUINE for mark in marks),
        share=share_with_interval(agreed, len(marks)) if claims else None,
    )
