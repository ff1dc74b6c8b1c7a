"""About the reader: where a message speaks of this reader's company, trade, role, place or words.

What our records hold of the reader is compared by word stems; what the message itself ascribes to
them (*your Leeds depot*, *you asked*) is known by phrases.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Final

from wellspent.clean.country import country_code
from wellspent.records.activity import Activity, ActivityKind, Direction
from wellspent.records.evidence import Evidence
from wellspent.records.reader import Reader
from wellspent.records.source import RecordKind
from wellspent.review.message import Message
from wellspent.review.reading.text import Span
from wellspent.review.reading.word_stems import general_stems, stems_at, stems_of, trades

WORDS: Final = "about_reader"

MOST_ACTIVITIES: Final = 60
LONGEST_READ: Final = 2_000
"""So much of the history is read, latest first."""


class Aspect(StrEnum):
    """What of the reader is spoken of."""

    COMPANY = "their company"
    PLACE = "their place"
    ROLE = "their role"
    INDUSTRY = "their industry"
    INTEREST = "what they asked for, took or came to"
    DEED = "what they did or said"
    THING = "something of theirs"


@dataclass(frozen=True, slots=True)
class ReaderMention:
    """A place in the body where the reader is spoken of; `evidence` where a record says so."""

    span: Span
    aspect: Aspect
    evidence: Evidence | None = None


Terms = dict[str, tuple[Aspect, Evidence | None]]
"""What is known of a reader, by word stem."""


def about_reader(message: Message) -> tuple[ReaderMention, ...]:
    """Return where a message speaks of its reader, in the order in which it does.

    The greeting doesn't count. Without a reader only the phrases are looked for.
    """
    start = message.greeting.end if message.greeting else 0
    found = [ReaderMention(span, Aspect.DEED) for span in message.hits(WORDS, "deed")]
    found += [ReaderMention(span, Aspect.THING) for span in message.hits(WORDS, "thing")]
    terms = message.once(reader_terms)
    if terms:
        for one, begin, end in stems_at(message.body.text):
            if one in terms:
                found.append(ReaderMention(Span(begin, end), *terms[one]))
    found += _country_named(message)
    return tuple(
        sorted((each for each in found if each.span.start >= start), key=lambda each: each.span)
    )


def reader_terms(message: Message) -> Terms:
    """Return what our records know of the reader, by word stem; empty when they know nothing."""
    reader = message.reader
    if reader is None:
        return {}
    terms: Terms = {}
    for aspect, text, evidence, general in _known(reader):
        for one in stems_of([text]) - general:
            terms.setdefault(one, (aspect, evidence))
    for one in _trade_stems(reader):
        terms.setdefault(one, (Aspect.INDUSTRY, None))
    return terms


Known = tuple[Aspect, str, Evidence, frozenset[str]]


def _known(reader: Reader) -> Iterator[Known]:
    """Yield texts of the records about the reader, with the stems in them that say nothing."""
    company, title, general = (general_stems(kind) for kind in ("company", "title", "message"))
    account, contact = reader.account, reader.contact
    if account is not None:
        for field, aspect, leave_out in (
            ("name", Aspect.COMPANY, company),
            ("city", Aspect.PLACE, frozenset[str]()),
            ("region", Aspect.PLACE, frozenset[str]()),
            ("industry", Aspect.INDUSTRY, company),
        ):
            text = str(getattr(account, field))
            yield aspect, text, Evidence(RecordKind.ACCOUNT, account.id, field, text), leave_out
    if contact is not None:
        evidence = Evidence(RecordKind.CONTACT, contact.id, "title", contact.title)
        yield Aspect.ROLE, contact.title, evidence, title
    people = stems_of([*(each.rep for each in reader.activities), contact.name if contact else ""])
    for text, evidence in _interests(reader):
        yield Aspect.INTEREST, text, evidence, general | people


def _interests(reader: Reader) -> Iterator[tuple[str, Evidence]]:
    """Yield what they wrote, said, took and came to, and what they have bought or may buy."""
    for activity in islice(filter(is_theirs, reader.activities), MOST_ACTIVITIES):
        for field, text in texts_of(activity):
            yield (
                text,
                Evidence(RecordKind.ACTIVITY, activity.id, field, text[:200], activity.happened_at),
            )
    for lead in reader.leads[:MOST_ACTIVITIES]:
        text = f"{lead.company} {lead.industry} {lead.message}"[:LONGEST_READ]
        yield text, Evidence(RecordKind.LEAD, lead.id, "message", text[:200], lead.arrived_at)
    for deal in reader.deals[:MOST_ACTIVITIES]:
        text = " ".join((deal.name, *deal.products))
        yield text, Evidence(RecordKind.DEAL, deal.id, "name", text, deal.created_at)


def is_theirs(activity: Activity) -> bool:
    """Return whether an activity holds the reader's own words or choice, and not only ours."""
    return activity.direction is Direction.INBOUND or activity.kind in (
        ActivityKind.DOWNLOAD,
        ActivityKind.EVENT,
        ActivityKind.FORM,
        ActivityKind.MEETING,
    )


def texts_of(activity: Activity) -> Iterator[tuple[str, str]]:
    """Yield the texts of an activity with the names of their fields, none of them empty."""
    attributes = ((key, activity.attributes.get(key)) for key in ("title", "event", "topic"))
    named: Iterable[tuple[str, object]] = (
        ("subject", activity.subject), ("body", activity.body[:LONGEST_READ]), *attributes,
    )  # fmt: skip
    for field, text in named:
        if isinstance(text, str) and text.strip():
            yield field, text


def _trade_stems(reader: Reader) -> frozenset[str]:
    """Return the stems of trades kindred to the account's industry."""
    industry = reader.account.industry if reader.account else ""
    own = stems_of([industry]) - general_stems("company") if industry else frozenset[str]()
    return frozenset[str]().union(*(trade for trade in trades() if own & trade)) if own else own


def _country_named(message: Message) -> Iterator[ReaderMention]:
    """Yield where the account's country is named, in any of our languages."""
    account = message.reader.account if message.reader else None
    code = country_code(account.country) if account and account.country else ""
    if not account or not code:
        return
    for _, begin, end in stems_at(message.body.text):
        word = message.body.text[begin:end]
        if len(word) > 3 and word[0].isupper() and country_code(word) == code:
            evidence = Evidence(RecordKind.ACCOUNT, account.id, "country", account.country)
            yield ReaderMention(Span(begin, end), Aspect.PLACE, evidence)
