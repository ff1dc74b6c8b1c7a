"""Openings: a memorable interruption for this one person, made of facts; each passes review.

A greeting that fits anybody is forgotten at once. What somebody said, counted, promised or was
promised is theirs alone. An opening that review finds fault with isn't shown, and the reason is.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Final, NamedTuple, cast

from wellspent.brief.cite import cite
from wellspent.brief.dates_in_words import LANGUAGES, ago, capital, in_words
from wellspent.brief.events import event_name
from wellspent.brief.fact_for import fact_for
from wellspent.brief.fresh import is_stale
from wellspent.brief.heard_of import doubts, proposed_steps, reactions
from wellspent.brief.matter import BriefMatter
from wellspent.brief.numbers_said import holds_measure
from wellspent.brief.once import once
from wellspent.brief.owed import Owed, owed
from wellspent.brief.own_words import is_of_themselves
from wellspent.brief.parts.cares_about import cared_for
from wellspent.brief.parts.got import worth
from wellspent.brief.parts.new_to_them import insight_words
from wellspent.brief.parts.we_owe import unanswered_mails
from wellspent.brief.problems_met import problems_met
from wellspent.brief.said import Said, all_said
from wellspent.brief.sentence import LONGEST_QUOTE, Filling, Words, line, short
from wellspent.brief.toml_file import toml_of
from wellspent.brief.worked import tells_of_success
from wellspent.phrases.language_of import language_of, likeliest_language
from wellspent.records.activity import Activity, ActivityKind
from wellspent.records.brief import BriefLine, Standing
from wellspent.records.evidence import Evidence
from wellspent.records.heard import ReactionKind
from wellspent.records.ledger import DebtKind

Passes = Callable[[str], tuple[str, ...]]
"""Gives what review finds in a text: nothing when it may be said."""

HALF_LIFE_DAYS: Final = 90
FRESH_ENQUIRY_DAYS: Final = 30


class _Opening(NamedTuple):
    name: str
    at: datetime
    filling: dict[str, Filling]


def lines(matter: BriefMatter, passes: Passes, *, most: int) -> tuple[list[BriefLine], list[str]]:
    """Return the openings that pass, the best first, and in words those that were withheld.

    No two are of the same kind or rest on the same words.
    """
    found: list[BriefLine] = []
    withheld: list[str] = []
    language = language_of_contact(matter)
    for opening in _ranked(matter):
        if len(found) >= most:
            break
        if _is_like(opening, found):
            continue
        made = line(f"{opening.name}.{language}", standing=Standing.ADVICE, filled=opening.filling)
        faults = passes(made.text)
        if faults:
            withheld.append(f"An opening: {made.text} (review: {'; '.join(faults)})")
        else:
            found.append(made)
    return found, withheld


@once
def language_of_contact(matter: BriefMatter) -> str:
    """Return the language that they last wrote or spoke to us in, English where it isn't told."""
    for heard in matter.history.conversations:
        if heard.conversation.language in LANGUAGES:
            return heard.conversation.language
    told = likeliest_language(" ".join(one.text for one in all_said(matter)[:20]))
    return told if told in LANGUAGES else "en"


def _is_like(opening: _Opening, found: list[BriefLine]) -> bool:
    kinds = {one.sentence.partition(".")[0] for one in found}
    quotes = {words for one in found for words in one.says if len(words) > 25}
    new = {one.text for one in opening.filling.values() if isinstance(one, Words)}
    return opening.name in kinds or any(
        one in other or other in one for one in new for other in quotes if len(one) > 25
    )


def _ranked(matter: BriefMatter) -> list[_Opening]:
    if matter.contact is None:
        return []
    every = [
        *_from_debts(matter),
        *_from_words(matter),
        *_from_insights(matter),
        *_from_doings(matter),
    ]
    return sorted(every, key=lambda one: -_weight(one, matter.now))


def _weight(opening: _Opening, now: datetime) -> float:
    table = cast("dict[str, Any]", toml_of("openings.toml")[opening.name])
    days = max((now - opening.at).days, 0)
    return float(table["weight"]) * (0.25 + 0.75 * 0.5 ** (days / HALF_LIFE_DAYS))


def _from_debts(matter: BriefMatter) -> Iterator[_Opening]:
    for one in owed(matter):
        if not matter.is_about(one.contact_id) or one.may_be_kept:
            continue
        if one.kind is DebtKind.QUESTION:
            yield _answer(matter, one.words, one.evidence, one.since)
        elif one.is_overdue:
            yield _late(matter, one)
    for mail, text in unanswered_mails(matter):
        if mail.happened_at is not None:
            asked = short(capital(text), cite(mail, "body", text))
            yield _answer(matter, asked, cite(mail, "happened_at"), mail.happened_at)


def _late(matter: BriefMatter, one: Owed) -> _Opening:
    when = Words(_ago(matter, one.since, start=True), one.evidence)
    filled: dict[str, Filling] = {"promise": one.words, "ago": when}
    if not matter.rep or one.rep == matter.rep:
        return _Opening("promise_overdue", one.since, filled)
    said = one.evidence
    by = Evidence(said.record_kind, said.record_id, f"{said.field} by", one.rep, said.date)
    filled["colleague"] = Words(one.rep, by)
    filled["ago"] = Words(_ago(matter, one.since), one.evidence)
    return _Opening("promise_of_colleague", one.since, filled)


def _answer(matter: BriefMatter, quote: Words, when: Evidence, at: datetime) -> _Opening:
    filled: dict[str, Filling] = {"quote": quote, "ago": Words(_ago(matter, at), when)}
    known = fact_for(matter, quote.text)
    if known is None:
        return _Opening("question_waiting", at, filled)
    filled |= {"product": known.product, "fact": known.name, "value": known.value}
    return _Opening("question_answered", at, filled)


def _from_insights(matter: BriefMatter) -> Iterator[_Opening]:
    """Yield an insight after what they said of the problem, or learned from us before."""
    new = insight_words(matter)
    if new is None or (language_of(new.text) or "en") != language_of_contact(matter):
        return
    for met in problems_met(matter):
        if met.said is not None and matter.is_about(met.said.contact_id):
            filled: dict[str, Filling] = {"quote": met.said.words, "insight": new}
            yield _Opening("insight_for_problem", met.said.at, filled)
    for said in reactions(matter, (ReactionKind.LEARNED,), own=True):
        yield _Opening("one_more_to_learn", said.at, {"quote": said.words, "insight": new})


def _from_words(matter: BriefMatter) -> Iterator[_Opening]:
    elsewhere = {one.text for one in (*reactions(matter, ReactionKind), *proposed_steps(matter))}
    for said in [] if matter.meeting else proposed_steps(matter):
        yield _Opening("step_proposed", said.at, {"quote": said.words})
    for said in doubts(matter):
        yield _Opening("doubt_of_theirs", said.at, {"quote": said.words})
    for said in worth(matter):
        if matter.is_about(said.contact_id) and tells_of_success(said.text):
            yield _Opening("it_worked", said.at, {"quote": said.words, "ago": _when(matter, said)})
    for said in cared_for(matter):
        known = any(said.text in other or other in said.text for other in elsewhere)
        if matter.is_about(said.contact_id) and is_of_themselves(said) and not known:
            yield _of_words(matter, said)
    for said in all_said(matter):
        is_fresh = not is_stale(said.at, matter.now, "said")
        if said.kind is ActivityKind.FORM and is_fresh and matter.is_about(said.contact_id):
            filled: dict[str, Filling] = {"quote": said.words, "ago": _when(matter, said)}
            is_new = (matter.now - said.at).days < FRESH_ENQUIRY_DAYS
            yield _Opening("enquiry_fresh" if is_new else "enquiry_of_theirs", said.at, filled)


def _of_words(matter: BriefMatter, said: Said) -> _Opening:
    """Return an opening on a sentence of theirs: that it worked, its number, or its subject."""
    if tells_of_success(said.text):
        return _Opening("it_worked", said.at, {"quote": said.words, "ago": _when(matter, said)})
    sentence = "number_of_theirs" if holds_measure(said.text) else "their_subject"
    return _Opening(sentence, said.at, {"quote": said.words, "day": _day(matter, said)})


def _from_doings(matter: BriefMatter) -> Iterator[_Opening]:
    for done in matter.history.activities:
        at = done.happened_at
        if done.contact_id != matter.contact_id or at is None or at > matter.now:
            continue
        if done.kind is ActivityKind.DOWNLOAD and done.subject:
            subject = Words(done.subject, cite(done, "subject"))
            when = Words(_ago(matter, at), cite(done, "happened_at"))
            yield _Opening("taken_home", at, {"subject": subject, "ago": when})
        event = event_name(done) if done.kind is ActivityKind.EVENT else None
        if event is not None and done.attributes.get("role") == "speaker" and done.body:
            yield _of_talk(done, Words(event.quote, event), at)


def _of_talk(talk: Activity, event: Words, at: datetime) -> _Opening:
    """Return an opening on what they said there, where our note reports it; else on our note."""
    for reporting in toml_of("reported.toml")["words"]:
        point = talk.body.partition(f"{reporting} ")[2].partition(".")[0].partition(";")[0].strip()
        if 0 < len(point) <= LONGEST_QUOTE:
            said = Words(point, cite(talk, "body", point))
            return _Opening("talk_point", at, {"event": event, "point": said})
    note = short(talk.body, cite(talk, "body"))
    return _Opening("talk_they_gave", at, {"event": event, "note": note})


def _ago(matter: BriefMatter, at: datetime, *, start: bool = False) -> str:
    words = ago(at, matter.now, language_of_contact(matter))
    return capital(words) if start else words


def _when(matter: BriefMatter, said: Said) -> Words:
    return Words(_ago(matter, said.at), said.evidence)


def _day(matter: BriefMatter, said: Said) -> Words:
    return Words(in_words(said.at, matter.now, language_of_contact(matter)), said.evidence)
