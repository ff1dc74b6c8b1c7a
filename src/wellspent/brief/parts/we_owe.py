"""What we owe them: answers and promises, what is overdue first."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from wellspent.brief.cite import cite
from wellspent.brief.dates_in_words import ago, capital, in_words, weekday_in_words
from wellspent.brief.fact_for import FactFound, fact_for
from wellspent.brief.matter import BriefMatter
from wellspent.brief.owed import Owed, owed, subject_of
from wellspent.brief.said import own_sentences
from wellspent.brief.sentence import Filling, Words, line, short
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.brief import BriefLine
from wellspent.records.evidence import Evidence
from wellspent.records.ledger import DebtKind

MAIL: Final = frozenset({ActivityKind.EMAIL, ActivityKind.SMS, ActivityKind.SOCIAL_MESSAGE})


def lines(matter: BriefMatter) -> list[BriefLine]:
    """Return what we owe; after a question the fact of ours that may answer it."""
    found: list[BriefLine] = []
    for one in owed(matter):
        if one.kind is DebtKind.PROMISE:
            found.append(_promise(matter, one))
        else:
            found += _question(matter, one)
    return [*found, *_mails(matter)]


def _promise(matter: BriefMatter, one: Owed) -> BriefLine:
    sentence, filled = _promised(matter, one)
    filled |= {"rep": Words(one.rep or "We", _who_said(one)), "quote": one.words}
    whom = _whom(matter, one)
    if whom is None:
        return line(sentence, filled=filled)
    return line(f"{sentence}_to", name=whom, filled=filled)


def _promised(matter: BriefMatter, one: Owed) -> tuple[str, dict[str, Filling]]:
    when = Words(ago(one.since, matter.now), one.evidence)
    if one.maybe_kept_by is not None:
        return "promise_maybe_kept", {"ago": when, "subject": subject_of(one.maybe_kept_by)}
    if one.due is None or one.due_evidence is None:
        return "promise_owed", {"ago": when}
    if one.is_overdue:
        due = Words(in_words(one.due, matter.now), one.due_evidence)
        late = Words(ago(one.due, matter.now), one.due_evidence)
        return "promise_overdue", {"due": due, "ago": late}
    due = Words(weekday_in_words(one.due, matter.now), one.due_evidence)
    return "promise_due", {"due": due}


def _whom(matter: BriefMatter, one: Owed) -> Words | None:
    """Return to whom it is owed, unless it is the one whom the brief is for."""
    if matter.contact_id and matter.is_about(one.contact_id):
        return None
    known = next((each for each in matter.history.contacts if each.id == one.contact_id), None)
    return Words(known.name, cite(known, "name")) if known and known.name else None


def _who_said(one: Owed) -> Evidence:
    said = one.evidence
    return Evidence(said.record_kind, said.record_id, f"{said.field} by", one.rep, said.date)


def _question(matter: BriefMatter, one: Owed) -> Iterator[BriefLine]:
    when = Words(ago(one.since, matter.now), one.evidence)
    whom = _whom(matter, one)
    if whom is None:
        yield line("question_owed", quote=one.words, ago=when)
    else:
        yield line("question_owed_by", name=whom, quote=one.words, ago=when)
    known = fact_for(matter, one.words.text)
    if known is not None:
        yield fact_line(known)


def fact_line(known: FactFound) -> BriefLine:
    """Return the sentence that tells a fact of ours for an answer."""
    return line("fact_for_answer", product=known.product, fact=known.name, value=known.value)


def _mails(matter: BriefMatter) -> Iterator[BriefLine]:
    """Yield questions in single mails after which nothing of ours is on record."""
    for mail, text in unanswered_mails(matter):
        when = mail.happened_at or matter.now
        day = Words(in_words(when, matter.now), cite(mail, "happened_at"))
        yield line("mail_unanswered", day=day, quote=short(capital(text), cite(mail, "body", text)))
        known = fact_for(matter, text)
        if known is not None:
            yield fact_line(known)


def unanswered_mails(matter: BriefMatter) -> list[tuple[Activity, str]]:
    """Return each mail that asks something and has nothing of ours after it, with the question."""
    heard = {
        turn.activity_id for one in matter.history.conversations for turn in one.conversation.turns
    }
    found: list[tuple[Activity, str]] = []
    for mail in matter.history.activities:
        is_theirs = mail.kind in MAIL and mail.direction is Direction.INBOUND and mail.body
        if not is_theirs or mail.id in heard or not matter.is_about(mail.contact_id):
            continue
        asked = next((text for text in own_sentences(mail.body) if "?" in text), "")
        if asked and mail.happened_at and not _answered(matter, mail.contact_id, mail.happened_at):
            found.append((mail, asked))
    return found


def _answered(matter: BriefMatter, contact_id: str, since: datetime) -> bool:
    """Return whether anything of ours, or a talk, came after."""
    return any(
        one.contact_id == contact_id
        and one.happened_at is not None
        and one.happened_at > since
        and (one.direction is not Direction.INBOUND)
        for one in matter.history.activities
    )
