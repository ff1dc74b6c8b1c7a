from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.qualify.made_enquiries import enquiry_of
from wellspent.profile.scorecard_file import parse_scorecard
from wellspent.profile.scorecard_text import scorecard_text
from wellspent.qualify.authenticity import authenticity_of, prior_scorecard
from wellspent.qualify.learn_authenticity import learn_authenticity
from wellspent.records.authenticity import LabelledEnquiry
from wellspent.records.enquiry import Enquiry, History
from wellspent.records.scorecard import Band, BandRole, Scorecard
from wellspent.records.verdict import Verdict

PRIOR = prior_scorecard()
NOW = datetime(2026, 6, 1, tzinfo=UTC)
EMAILS = ("ada@gmail.com", "ada@pumps.example", "ada@mailinator.com", "info@pumps.example", "")
MESSAGES = ("", "We need 12 pumps of 5 kW", "sdfsdf dfgdfg sdfsdf", "hello there my friends")


def labelled(enquiry: Enquiry, genuine: bool, known_from: str = "a mark") -> LabelledEnquiry:
    return LabelledEnquiry(enquiry=enquiry, genuine=genuine, known_from=known_from)


def learned(*labels: LabelledEnquiry) -> Scorecard:
    return learn_authenticity(PRIOR, labels, now=NOW)


def band_of(scorecard: Scorecard, signal: str, value: str) -> Band:
    attribute = next(one for one in scorecard.attributes if one.name == signal)
    return next(band for band in attribute.bands if value in band.values)


ENQUIRIES = st.builds(
    enquiry_of,
    email=st.sampled_from(EMAILS),
    message=st.sampled_from(MESSAGES),
    trap_filled=st.sampled_from([None, True, False]),
    fill_seconds=st.sampled_from([None, 0.5, 60.0]),
)
LABELS = st.lists(st.builds(labelled, ENQUIRIES, st.booleans()), min_size=1, max_size=40)


def random_labels(count: int, seed: int = 1) -> list[LabelledEnquiry]:
    """Mailinator is genuine here, and companies aren't: the opposite of what is declared."""
    chance = Random(seed)
    found = []
    for at in range(count):
        email = chance.choice(EMAILS[:3])
        rate = {"ada@gmail.com": 0.5, "ada@pumps.example": 0.2}.get(email, 0.9)
        arrived = NOW - timedelta(days=count - at)
        enquiry = enquiry_of(email=email, message=chance.choice(MESSAGES), arrived_at=arrived)
        found.append(labelled(enquiry, chance.random() < rate))
    return found


def test_without_labels_it_is_the_prior_itself():
    assert learn_authenticity(PRIOR, [], now=NOW) == PRIOR


@given(LABELS)
@settings(deadline=None, max_examples=40)
def test_the_order_of_labels_does_not_matter(labels: Sequence[LabelledEnquiry]):
    backwards = learned(*reversed(labels))
    forwards = learned(*labels)
    assert backwards.attributes == forwards.attributes
    assert backwards.base_log_odds == forwards.base_log_odds
    assert backwards.covariance == forwards.covariance
    assert backwards.fingerprint == forwards.fingerprint


@given(LABELS, ENQUIRIES, st.booleans())
@settings(deadline=None, max_examples=60)
def test_one_more_mark_never_moves_such_enquiries_the_wrong_way(
    labels: Sequence[LabelledEnquiry], enquiry: Enquiry, genuine: bool
):
    before = authenticity_of(learned(*labels), enquiry).log_odds
    after = authenticity_of(learned(*labels, labelled(enquiry, genuine)), enquiry).log_odds
    assert (after - before) * (1 if genuine else -1) >= -1e-9


@given(st.integers(1, 30), st.booleans())
@settings(deadline=None, max_examples=30)
def test_more_marks_of_one_kind_never_move_the_points_the_wrong_way(count: int, genuine: bool):
    mark = labelled(enquiry_of(trap_filled=True), genuine)
    fewer, more = (
        band_of(learned(*[mark] * times), "hidden_field", "filled").points
        for times in (count, count + 1)
    )
    declared = band_of(PRIOR, "hidden_field", "filled").points
    sign = 1 if genuine else -1
    assert (fewer - declared) * sign > 0
    assert (more - fewer) * sign > 0


@given(LABELS)
@settings(deadline=None, max_examples=40)
def test_labels_never_widen_what_is_known_and_silence_is_never_learned(
    labels: Sequence[LabelledEnquiry],
):
    found = learned(*labels)
    for declared, now in zip(PRIOR.attributes, found.attributes, strict=True):
        for before, after in zip(declared.bands, now.bands, strict=True):
            assert after.standard_error <= before.standard_error + 1e-12
            if before.role is not BandRole.VALUES:
                assert (after.points, after.standard_error) == (0.0, 0.0)
            elif after.cases == 0:
                assert after.points == pytest.approx(before.points, abs=1e-9)
    assert (found.won, found.lost) == (
        sum(one.genuine for one in labels),
        sum(not one.genuine for one in labels),
    )


@given(LABELS, ENQUIRIES)
@settings(deadline=None, max_examples=40)
def test_contributions_of_a_learned_scorecard_add_up_too(
    labels: Sequence[LabelledEnquiry], enquiry: Enquiry
):
    found = authenticity_of(learned(*labels), enquiry)
    added = found.average_log_odds + sum(one.points for one in found.contributions)
    assert found.log_odds == pytest.approx(added, abs=1e-12)
    assert found.low < found.probability < found.high


def test_many_marks_overrule_what_was_declared():
    found = learned(*random_labels(2000))
    company = authenticity_of(found, enquiry_of(email="ada@pumps.example"))
    disposable = authenticity_of(found, enquiry_of(email="ada@mailinator.com"))
    assert company.probability == pytest.approx(0.2, abs=0.06)
    assert disposable.probability == pytest.approx(0.9, abs=0.06)
    assert found.verdict is Verdict.READY


def test_with_few_labels_it_says_that_the_declared_points_were_moved():
    found = learned(*random_labels(30))
    assert found.verdict is Verdict.RULES_ONLY
    assert found.verdict_reason == (
        f"Declared points, moved by {found.won} genuine and {found.lost} other enquiries."
    )


def test_a_label_does_not_teach_the_reading_that_it_was_made_from():
    bounced = enquiry_of(history=History(bounced=NOW))
    from_bounce = learned(*[labelled(bounced, False, "a mail that bounced")] * 20)
    from_mark = learned(*[labelled(bounced, False, "a rep's mark")] * 20)
    declared = band_of(PRIOR, "bounced_address", "bounced").points
    assert band_of(from_bounce, "bounced_address", "bounced").points == declared
    assert band_of(from_mark, "bounced_address", "bounced").points < declared


def test_a_learned_scorecard_is_written_and_read_back_with_its_points():
    found = learned(*random_labels(60))
    again = parse_scorecard(scorecard_text(found))
    assert again.attributes == found.attributes
    assert again.base_log_odds == found.base_log_odds
