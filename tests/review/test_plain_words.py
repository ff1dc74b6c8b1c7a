"""What is said outright is found among spans that lie apart."""

from hypothesis import given
from hypothesis import strategies as st

from wellspent.review.plain_words import meets_any
from wellspent.review.reading.text import Span

LENGTHS = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 5)), max_size=20)


@given(LENGTHS, st.integers(0, 60), st.integers(1, 10))
def test_span_meets_others_where_they_share_a_character(
    lengths: list[tuple[int, int]], start: int, length: int
) -> None:
    others: list[Span] = []
    at = 0
    for gap, size in lengths:
        others.append(Span(at + gap, at + gap + size))
        at += gap + size
    span = Span(start, start + length)
    letters = set(range(span.start, span.end))
    shared = any(letters & set(range(each.start, each.end)) for each in others)
    assert meets_any(span, others) is shared
