"""What was heard, as text for people: their words first, then what is owed, then measures."""

from collections.abc import Iterator, Sequence

from wellspent.records.conversation import Conversation, Side, Speaker
from wellspent.records.heard import (
    Commitment,
    Heard,
    HowKnown,
    MinutesGiven,
    Quote,
    TalkMeasures,
)
from wellspent.serve.ages_and_counts import counted
from wellspent.serve.cli.in_quotes import in_quotes

LONGEST_QUOTE = 300
OF_SIDE = {Side.OURS: "ours", Side.CUSTOMER: "theirs", Side.UNKNOWN: "nobody knows whose"}


def heard_lines(heard: Heard, file: str) -> Iterator[str]:
    """Give what was heard in a conversation, line by line; an empty one ends it."""
    talk = heard.conversation
    yield f"{file}: {talk.title}" if file else talk.title or talk.id
    yield f"  {_what(talk)}"
    yield f"  {_people(talk)}"
    if heard.minutes:
        yield f"  {minutes_in_words(heard.minutes)}"
    yield from _section("Reactions", [
        f"{one.kind} ({one.certainty:.0%}): {_said(one.quote)}" for one in heard.reactions
    ])  # fmt: skip
    yield from _section("They asked, and nobody answered", [
        _said(one.quote)
        for one in heard.questions
        if one.asked_by is Side.CUSTOMER and one.answered_in is None
    ])  # fmt: skip
    yield from _section("Promises", [_promise(one) for one in heard.commitments])
    yield from _section("Topics", [
        f"{one.name} (raised by {_by(one.raised_by)}; turns: ours {one.our_turns}, "
        f"theirs {one.their_turns})"
        for one in heard.topics
    ])  # fmt: skip
    yield from _section("Who decides", [
        f"{one.about}: {one.kind} ({one.certainty:.0%}): {_said(one.quote)}" for one in heard.power
    ])  # fmt: skip
    yield from _section("Signs of a complaint about", [
        f"{one.complaint} ({one.certainty:.0%}): {_said(one.quote)}" for one in heard.complaints
    ])  # fmt: skip
    yield from _section("Evidence that it was worth their time", [
        f"{one.kind}: {_said(one.quote)}" for one in heard.credits
    ])  # fmt: skip
    if heard.talk is not None:
        yield f"  Talk: {talk_in_words(heard.talk)}"
    for note in heard.notes:
        yield f"  Note: {note}."
    yield ""


def minutes_in_words(minutes: Sequence[MinutesGiven]) -> str:
    """Return how many minutes the customer's people gave, with the range of an estimate."""
    total, least, most = (
        sum(getattr(one, name) for one in minutes) for name in ("minutes", "least", "most")
    )
    hows = {one.how for one in minutes}
    how = "measured" if hows == {HowKnown.MEASURED} else " and ".join(sorted(hows))
    between = "" if abs(most - least) < 0.05 else f", {least:.1f} to {most:.1f}"
    people = counted(len({one.speaker for one in minutes}), "person", "people")
    return f"Their minutes: {total:.1f} ({how}{between}), of {people}"


def talk_in_words(talk: TalkMeasures) -> str:
    """Return the measures of a talk in a line; what can't be known is left out."""
    said = [f"words ours {talk.our_words:,}, theirs {talk.their_words:,}"]
    if talk.our_share_of_words is not None:
        said[0] += f" ({talk.our_share_of_words:.0%} ours)"
    if talk.our_share_of_seconds is not None:
        said.append(f"{talk.our_share_of_seconds:.0%} of the time ours")
    said.append(f"longest at a stretch: ours {talk.our_longest_words:,} words, "
                f"theirs {talk.their_longest_words:,}")  # fmt: skip
    said.append(f"questions: ours {talk.our_questions:,}, theirs {talk.their_questions:,}")
    if talk.our_interruptions is not None:
        said.append(f"interruptions: ours {talk.our_interruptions:,}, "
                    f"theirs {talk.their_interruptions or 0:,}")  # fmt: skip
    if talk.our_response_hours is not None:
        said.append(f"we answered after {talk.our_response_hours:.1f} hours (median)")
    if talk.their_response_hours is not None:
        said.append(f"they after {talk.their_response_hours:.1f}")
    return "; ".join(said)


def _what(talk: Conversation) -> str:
    said = [talk.kind.value, counted(len(talk.turns), "turn")]
    if talk.started_at is not None:
        said.append(f"{talk.started_at:%Y-%m-%d %H:%M}")
    if talk.minutes is not None:
        said.append(f"{talk.minutes:.3g} minutes")
    if talk.language:
        said.append(talk.language)
    return " · ".join(said)


def _people(talk: Conversation) -> str:
    groups = [
        f"{OF_SIDE[side]}: {', '.join(_person(one) for one in talk.speakers if one.side is side)}"
        for side in OF_SIDE
        if any(one.side is side for one in talk.speakers)
    ]
    return "; ".join(groups) or "nobody is named"


def _person(speaker: Speaker) -> str:
    return f"{speaker.label} (guessed)" if speaker.side_guessed else speaker.label


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"  {title}"
        yield from (f"    {line}" for line in lines)


def _said(quote: Quote) -> str:
    """Return the words, and where they stand."""
    words = " ".join(quote.text.split())
    shown = words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1] + "…"
    return f"{in_quotes(shown)} {quote.speaker}, turn {quote.turn + 1}".replace(" ,", ",")


def _promise(promise: Commitment) -> str:
    due = f" until {promise.due}" if promise.due else ""
    who = promise.who or _by(promise.side)
    return f"{promise.status}, {OF_SIDE[promise.side]} ({who}{due}): {_said(promise.quote)}"


def _by(side: Side) -> str:
    return {Side.OURS: "us", Side.CUSTOMER: "them", Side.UNKNOWN: "nobody knows whom"}[side]
