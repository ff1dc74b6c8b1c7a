"""Hypotheses for why somebody is here: each from what they said or did, ranked and labelled."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final, NamedTuple, cast

from wellspent.brief.cite import cite
from wellspent.brief.dates_in_words import capital, small
from wellspent.brief.events import event_name
from wellspent.brief.heard_of import doubts, proposed_steps, wanting_more
from wellspent.brief.matter import BriefMatter
from wellspent.brief.owed import own_debts
from wellspent.brief.problems_met import problems_met
from wellspent.brief.sentence import Filling, Words, line
from wellspent.brief.toml_file import check_keys, toml_of
from wellspent.records.activity import ActivityKind
from wellspent.records.brief import BriefLine, Standing
from wellspent.records.ledger import DebtKind

FILE: Final = "hypotheses.toml"
KINDS: Final = (
    "proposed_step", "question_open", "promise_open", "doubt_open", "problem_said", "wants_more",
    "reading", "spoke", "problem_spoken", "industry_problem",
    "meeting_proposed",
)  # fmt: skip


class _Guess(NamedTuple):
    kind: str
    at: datetime | None
    filling: dict[str, Filling]


def hypotheses(matter: BriefMatter) -> list[BriefLine]:
    """Return why they may be here, likeliest first; the same reason only once."""
    guesses = sorted(_guesses(matter), key=lambda one: -_weight(one, matter.now))
    found: dict[str, _Guess] = {}
    for guess in guesses:
        found.setdefault(guess.kind, guess)
    return [_line(guess, rank) for rank, guess in enumerate(found.values(), start=1)]


def _guesses(matter: BriefMatter) -> Iterator[_Guess]:
    for said in proposed_steps(matter):
        kind = "meeting_proposed" if matter.meeting else "proposed_step"
        yield _Guess(kind, said.at, {"quote": said.words})
    for one in own_debts(matter):
        yield _Guess(_KIND_OWED[one.kind], one.since, {"also": one.words})
    for said in doubts(matter):
        yield _Guess("doubt_open", said.at, {"quote": said.words})
    for met in problems_met(matter):
        if met.said is not None:
            yield _Guess("problem_said", met.said.at, {"problem": met.name, "also": met.said.words})
        elif met.spoken_of is not None:
            name = met.name._replace(text=capital(met.name.text))
            yield _Guess(
                "problem_spoken", met.spoken_of[1], {"problem": name, "also": met.spoken_of[0]}
            )
        elif met.bought is None:
            industry = Words(small(met.industry.quote), met.industry)
            yield _Guess("industry_problem", None, {"industry": industry, "problem": met.name})
    for said in wanting_more(matter):
        yield _Guess("wants_more", said.at, {"quote": said.words})
    yield from _doings(matter)


_KIND_OWED: Final = {DebtKind.QUESTION: "question_open", DebtKind.PROMISE: "promise_open"}


def _doings(matter: BriefMatter) -> Iterator[_Guess]:
    for done in matter.history.activities:
        if not matter.is_about(done.contact_id) or done.happened_at is None:
            continue
        if done.happened_at > matter.now:
            continue
        if done.kind is ActivityKind.DOWNLOAD and done.subject:
            subject = Words(done.subject, cite(done, "subject"))
            yield _Guess("reading", done.happened_at, {"subject": subject})
        event = event_name(done)
        if done.kind is ActivityKind.EVENT and event and done.attributes.get("role") == "speaker":
            yield _Guess("spoke", done.happened_at, {"event": Words(event.quote, event)})


def _line(guess: _Guess, rank: int) -> BriefLine:
    filling = dict(guess.filling)
    also = filling.pop("also", None)
    return line(
        guess.kind,
        standing=Standing.HYPOTHESIS,
        rank=rank,
        why=_table(guess.kind)["why"],
        also=[also.rests_on]
        if isinstance(also, Words) and not isinstance(also.rests_on, int)
        else [],
        filled=filling,
    )


def _weight(guess: _Guess, now: datetime) -> float:
    table = _table(guess.kind)
    days = max((now - guess.at).days, 0) if guess.at else 0
    return float(table["weight"]) * 0.5 ** (days / table["half_life_days"])


def _table(kind: str) -> dict[str, Any]:
    tables = toml_of(FILE)
    check_keys(FILE, "the file", tables, KINDS)
    check_keys(FILE, kind, tables[kind], ("weight", "half_life_days", "why"))
    return cast("dict[str, Any]", tables[kind])
