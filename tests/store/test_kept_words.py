"""How much of what was said is kept: everything, only quotes, or nothing."""

from hypothesis import given
from hypothesis import strategies as st

from wellspent.records.activity import ActivityKind
from wellspent.records.conversation import Conversation, Side, Speaker, Turn
from wellspent.records.heard import Heard, Quote, Reaction, ReactionKind
from wellspent.records.taken_in import Keep
from wellspent.store.heard_rows import heard_rows
from wellspent.store.kept_words import keep_words

TEXT = "First that. Then wow, amazing. And then something that nobody needs to know."


def heard(text: str, *spans: tuple[int, int]) -> Heard:
    """Return a turn in which these spans were heard as reactions."""
    talk = Conversation(
        kind=ActivityKind.CALL,
        speakers=(Speaker(name="Ada", side=Side.CUSTOMER),),
        turns=(Turn(speaker=0, text=text),),
        title="Title",
    )
    quotes = [Quote(turn=0, start=a, end=b, text=text[a:b]) for a, b in spans]
    reactions = [
        Reaction(kind=ReactionKind.DELIGHT, quote=quote, certainty=0.9) for quote in quotes
    ]
    return Heard(conversation=talk, reactions=tuple(reactions))


def test_everything_is_kept_as_it_is() -> None:
    said = heard(TEXT, (12, 30))
    assert keep_words(said, Keep.ALL, whole=[True]) is said


def test_excerpts_are_the_quotes_with_gaps_between() -> None:
    kept = keep_words(heard(TEXT, (0, 11), (12, 30)), Keep.EXCERPTS, whole=[True])
    assert kept.conversation.turns[0].text == "First that.\n…\nThen wow, amazing."
    assert [one.quote.origin for one in kept.reactions] == [0, 12]


def test_turn_of_which_nothing_was_heard_keeps_no_word() -> None:
    assert keep_words(heard(TEXT), Keep.EXCERPTS, whole=[True]).conversation.turns[0].text == ""


def test_measures_keep_neither_title_nor_quotes() -> None:
    kept = keep_words(heard(TEXT, (12, 30)), Keep.MEASURES, whole=[True])
    assert (kept.conversation.title, kept.conversation.turns[0].text) == ("", "")
    assert [one.quote.text for one in kept.reactions] == [""]


@given(
    text=st.text(min_size=1, max_size=60),
    spans=st.lists(st.tuples(st.integers(0, 59), st.integers(1, 20)), max_size=5),
)
def test_any_excerpts_hold_their_quotes_and_keep_their_keys(
    text: str, spans: list[tuple[int, int]]
) -> None:
    ends = [(start, min(start + length, len(text))) for start, length in spans]
    said = heard(text, *(span for span in ends if span[0] < span[1]))
    kept = keep_words(said, Keep.EXCERPTS, whole=[True])
    again = keep_words(kept, Keep.EXCERPTS, whole=[False])
    for one in (kept, again):
        for before, after in zip(said.reactions, one.reactions, strict=True):
            quote = after.quote
            assert one.conversation.turns[0].text[quote.start : quote.end] == before.quote.text
        keys = [row["key"] for row in heard_rows(one, ["turn"])]
        assert keys == [row["key"] for row in heard_rows(said, ["turn"])]
