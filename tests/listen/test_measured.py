import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.listen.talks import talk_of
from wellspent.listen.ear import prepare_ear
from wellspent.listen.hear import hear
from wellspent.listen.measured import measured_precision, rising_shares
from wellspent.records.conversation import Side
from wellspent.records.heard import Complaint, CreditKind, ReactionKind

SAID = ((Side.OURS, "That is how it runs."), (Side.CUSTOMER, "Wow, that was amazing."))
CROSS = ((Side.OURS, "One more thing."), (Side.CUSTOMER, "You are wasting my time."))
CLAIMS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def heard(turns, precision, language="en"):
    talk = talk_of(turns, language=language)
    return hear(talk, ear=prepare_ear(precision=precision), now=talk.turns[-1].at)


def test_certainty_is_no_higher_than_the_kind_was_right():
    precision = {(ReactionKind.DELIGHT, claim): 0.62 for claim in CLAIMS}
    (plain,) = heard(SAID, {}).reactions
    (measured,) = heard(SAID, precision).reactions
    assert plain.certainty > measured.certainty == 0.62
    assert [one.kind for one in heard(SAID, precision).credits] == [CreditKind.REACTION]


def test_kind_that_is_wrong_more_often_than_right_is_not_shown():
    kind = ReactionKind.COMPLAINT_ABOUT_TIME
    assert [one.kind for one in heard(CROSS, {}).reactions] == [kind]
    silent = heard(CROSS, {(kind, claim): 0.31 for claim in CLAIMS})
    assert silent.reactions == ()
    assert Complaint.MY_TIME not in {one.complaint for one in silent.complaints}


def test_what_says_little_on_unseen_words_is_told_as_little():
    measured = measured_precision()
    assert {kind for kind, _ in measured} <= set(ReactionKind)
    assert all(0 <= share <= 1 for share in measured.values())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "This is a waste of my time."),
        ("de", "Das ist Zeitverschwendung."),
        ("fr", "C'est une perte de temps."),
        ("es", "Es una pérdida de tiempo."),
    ],
)
def test_outright_complaint_is_heard_whatever_was_measured(language: str, words: str):
    (reaction,) = heard(((Side.CUSTOMER, words),), measured_precision(), language).reactions
    assert reaction.kind is ReactionKind.COMPLAINT_ABOUT_TIME


@pytest.mark.parametrize(
    "words", ["It was no waste of time at all.", "I don't want to waste my time, so I read it."]
)
def test_denied_complaint_is_none(words: str):
    found = heard(((Side.CUSTOMER, words),), {}).reactions
    assert ReactionKind.COMPLAINT_ABOUT_TIME not in {one.kind for one in found}


@given(
    st.dictionaries(
        st.sampled_from(CLAIMS), st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1
    )
)
def test_certainty_never_falls_where_more_is_claimed(counts: dict[float, tuple[int, int]]):
    shares = [share for _, share in sorted(rising_shares(counts).items())]
    assert len(shares) == len(counts)
    assert shares == sorted(shares)
    assert all(0 < share < 1 for share in shares)
