from hypothesis import given
from hypothesis import strategies as st

from wellspent.serve.web.marked_text import LONGEST_SHOWN, Mark, Piece, marked_pieces

spans = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted)


def test_text_is_cut_where_marks_begin_and_end():
    pieces = marked_pieces("Hi Ada, hello.", [Mark(3, 6, "f1", "error")])
    assert pieces == [
        Piece("Hi "),
        Piece("Ada", "f1", "error", is_first=True),
        Piece(", hello."),
    ]


def test_where_marks_overlap_the_first_one_wins_and_is_named_once():
    marks = [Mark(2, 4, "f1", "error"), Mark(0, 6, "f2", "warning")]
    pieces = marked_pieces("abcdef", marks)
    assert [(one.text, one.key, one.is_first) for one in pieces] == [
        ("ab", "f2", True),
        ("cd", "f1", True),
        ("ef", "f2", False),
    ]


def test_empty_mark_marks_nothing():
    assert marked_pieces("abc", [Mark(3, 3, "f1", "error")]) == [Piece("abc")]


def test_long_text_is_cut_off():
    pieces = marked_pieces(
        "x" * (LONGEST_SHOWN + 9), [Mark(LONGEST_SHOWN - 1, LONGEST_SHOWN + 5, "f1", "error")]
    )
    assert sum(len(one.text) for one in pieces) == LONGEST_SHOWN


@given(st.text(max_size=50), st.lists(spans, max_size=8))
def test_no_letter_is_lost_or_doubled(text, places):
    marks = [Mark(start, end, f"f{at}", "hint") for at, (start, end) in enumerate(places)]
    assert "".join(piece.text for piece in marked_pieces(text, marks)) == text
