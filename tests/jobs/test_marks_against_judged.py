import pytest

from tests.jobs.made_enquiries import BOT, GENUINE, NOW, STUDENT, fill_store
from wellspent.jobs.authenticity_learned import authenticity_learned
from wellspent.jobs.learn_authenticity import learn_authenticity
from wellspent.jobs.mark_lead import mark_lead
from wellspent.jobs.marks_against_judged import agrees, marks_against_judged
from wellspent.records.authenticity import EnquiryKind, Mark, MarkKind
from wellspent.store.connect import Store


def mark(lead: str, said: MarkKind, kind: EnquiryKind | None = None) -> Mark:
    return Mark(lead_id=lead, mark=said, kind=kind, marked_at=NOW)


@pytest.mark.parametrize(
    ("said", "kind", "judged", "expected"),
    [
        (MarkKind.GENUINE, None, EnquiryKind.SUPPORT, True),
        (MarkKind.GENUINE, None, EnquiryKind.STUDENT, False),
        (MarkKind.GENUINE, EnquiryKind.STUDENT, EnquiryKind.STUDENT, True),
        (MarkKind.TIME_WASTER, None, EnquiryKind.VENDOR, True),
        (MarkKind.TIME_WASTER, None, EnquiryKind.GENUINE, False),
        (MarkKind.TIME_WASTER, None, EnquiryKind.BOT, False),
        (MarkKind.BOT, None, EnquiryKind.SPAM, True),
        (MarkKind.BOT, EnquiryKind.BOT, EnquiryKind.SPAM, True),
        (MarkKind.TIME_WASTER, EnquiryKind.COMPETITOR, EnquiryKind.VENDOR, False),
        (MarkKind.GENUINE, EnquiryKind.UNSURE, EnquiryKind.GENUINE, True),
    ],
)
def test_mark_agrees_by_its_kind_else_by_its_word(said, kind, judged, expected):
    assert agrees(mark("L1", said, kind), judged) is expected


def test_precision_counts_what_people_said_of_each_kind(store: Store) -> None:
    ids = fill_store(store)
    mark_lead(store, mark(ids[GENUINE], MarkKind.GENUINE))
    mark_lead(store, mark(ids[BOT], MarkKind.BOT))
    mark_lead(store, mark(ids[STUDENT], MarkKind.GENUINE))
    found = marks_against_judged(store)
    by_kind = {one.kind: one for one in found.kinds}
    assert found.marks == 3
    student = by_kind[EnquiryKind.STUDENT]
    assert (student.marked, student.agreed, student.genuine) == (1, 0, 1)
    assert by_kind[EnquiryKind.BOT].agreed == 1
    assert student.share is not None
    assert student.share.high < 1


def test_newest_mark_of_an_enquiry_counts(sqlite_store: Store) -> None:
    ids = fill_store(sqlite_store)
    mark_lead(sqlite_store, mark(ids[BOT], MarkKind.GENUINE))
    mark_lead(sqlite_store, mark(ids[BOT], MarkKind.BOT))
    (only,) = marks_against_judged(sqlite_store).kinds
    assert (only.marked, only.agreed, only.genuine) == (1, 1, 0)


def test_nothing_is_learned_before_anybody_said_anything(sqlite_store: Store) -> None:
    learned = authenticity_learned(sqlite_store)
    assert (learned.version, learned.points, learned.learned_at) == (0, (), None)
    assert learned.base == learned.declared_base
    assert learned.silent > 20


def test_points_now_stand_beside_the_declared_with_their_counts(store: Store) -> None:
    ids = fill_store(store)
    mark_lead(store, mark(ids[BOT], MarkKind.BOT))
    mark_lead(store, mark(ids[STUDENT], MarkKind.TIME_WASTER))
    card = learn_authenticity(store, now=NOW)
    learned = authenticity_learned(store)
    assert (learned.version, learned.others) == (1, 2)
    assert all(one.cases for one in learned.points)
    moves = [abs(one.now - one.declared) for one in learned.points]
    assert moves == sorted(moves, reverse=True)
    assert max(moves) > 0
    bands = {(one.name, band.label): band for one in card.attributes for band in one.bands}
    first = learned.points[0]
    assert bands[first.signal, first.value].points == first.now
