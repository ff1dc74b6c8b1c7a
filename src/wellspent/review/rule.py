"""Rule: one text holds its code, its reason, its examples, which are its tests, and its page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.resources.abc import Traversable

from wellspent.records.draft import Draft, DraftChannel, DraftType
from wellspent.records.evidence import Evidence
from wellspent.records.finding import DraftField, Severity
from wellspent.records.product import Company
from wellspent.records.reader import Reader
from wellspent.review.message import Message
from wellspent.review.reading.text import Span


class Need(StrEnum):
    """What a rule must know of a draft; without it the rule is silent and the review says so."""

    CONTACT = "the contact whom it is for"
    ACCOUNT = "the contact's account"
    SENDER = "who sends it"
    SEND_AT = "when it is to be sent"
    TIME_ZONE = "the contact's time zone"
    COUNTRY = "the contact's country"
    COMPANY = "what is true of our own company and products"
    ATTACHMENTS = "which files are attached"
    THREAD = "whether it answers a message"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a rule found in a draft: where, and what to say other than the rule's own words.

    `replacement` is given only where it is safe to put it in the place of the span. `is_unsure`
    makes a hint of what may well be right, but not so surely that it should be shown unasked.
    """

    span: Span
    message: str = ""
    advice: str = ""
    evidence: tuple[Evidence, ...] = ()
    replacement: str | None = None
    certainty: float | None = None
    is_unsure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A draft with the quotes that the rule must mark in it; none in a good one.

    A finding about something that is missing has an empty quote.
    """

    draft: Draft
    marks: tuple[str, ...] = ()
    reader: Reader | None = None
    company: Company | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of outreach.

    `name` reads after *allow*. `page` is the docstring of the rule's file, with the headings *Why
    it matters*, *Instead* and *Evidence*. `needs` is what must be known; `channels` and `types`
    are those that it is about (empty: all). `words` is its file of phrases. `certainty` is what
    its author holds its precision for, until it is measured on the corpus.
    """

    code: str
    name: str
    severity: Severity
    message: str
    advice: str
    page: str
    find: Callable[[Message], Iterable[Found]]
    examples: tuple[Example, ...]
    needs: frozenset[Need] = frozenset()
    channels: frozenset[DraftChannel] = frozenset()
    types: frozenset[DraftType] = frozenset()
    words: Traversable | None = None
    certainty: float = 0.9
    origin: str = field(default="wellspent")


def bad(
    body: str,
    *marks: str,
    reader: Reader | None = None,
    company: Company | None = None,
    **draft: object,
) -> Example:
    """Return an example in which the rule must mark exactly these quotes of body or subject.

    Without marks it must report that something is missing.
    """
    return Example(draft=_draft(body, draft), marks=marks or ("",), reader=reader, company=company)


def good(
    body: str, *, reader: Reader | None = None, company: Company | None = None, **draft: object
) -> Example:
    """Return an example in which the rule must find nothing."""
    return Example(draft=_draft(body, draft), reader=reader, company=company)


def _draft(body: str, more: dict[str, object]) -> Draft:
    return Draft(body=body, **more)  # pyright: ignore[reportArgumentType]: examples are run


def missing_in(message: Message) -> Span:
    """Return the empty span at the end of what was written, where something is missing."""
    end = len(message.body.text.rstrip())
    return Span(end, end, DraftField.BODY)
