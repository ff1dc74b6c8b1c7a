"""Answer an enquiry: what a person answered to our question is kept, read, and re-routes it."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from wellspent.clean.clean_lead import clean_lead
from wellspent.clean.size import parse_size
from wellspent.errors import InputError, TooLarge
from wellspent.jobs.qualify_enquiry import qualify_enquiry
from wellspent.qualify.ask import ADDED_TO_MESSAGE, usual_questions
from wellspent.qualify.decide import BY_RULE
from wellspent.records.lead import Lead
from wellspent.records.route import Answer, Route, RoutedLead
from wellspent.records.source import RecordKind
from wellspent.store.answers import add_answer
from wellspent.store.attributes import kinds_of_attributes
from wellspent.store.change_lead import change_lead
from wellspent.store.connect import Store
from wellspent.store.new_lead import link_lead
from wellspent.store.routed_leads import get_routed_lead, save_routed_lead

LONGEST_ANSWER = 4000
LONGEST_MESSAGE = 100_000
"""A message that is longer already isn't added to; the answer itself is kept all the same."""

NUMBER = re.compile(r"\d[\d.,']{0,14}")


def answer_enquiry(store: Store, answer: Answer) -> RoutedLead:
    """Keep an answer, fill in the lead's field by it, and return where the lead goes now.

    What was asked for as *need* or *time_frame* is added to the message. The same answer twice
    changes nothing. NotFound if there is no such lead; InputError for a field that nobody asks for
    or an empty answer; TooLarge for a text beyond 4,000 signs.
    """
    text = _checked(answer)
    add_answer(store, answer)
    kinds = kinds_of_attributes(store, RecordKind.LEAD)
    clean: Callable[[Lead], Lead] = partial(clean_lead, kinds=kinds)
    change_lead(store, answer.lead_id, lambda lead: clean(_filled(lead, answer.field, text)))
    link_lead(store, answer.lead_id)
    _let_rule_decide(store, answer)
    return qualify_enquiry(store, answer.lead_id, now=answer.answered_at)


def answerable_fields() -> tuple[str, ...]:
    """Return the fields that we ask for, in the order of the table of questions."""
    return tuple(question.field for question in usual_questions())


def _checked(answer: Answer) -> str:
    known = answerable_fields()
    if answer.field not in known:
        raise InputError(
            f"nobody asks for {answer.field!r}",
            where="field",
            next_step=f"Name one of: {', '.join(known)}.",
        )
    text = answer.text.strip()
    if not text:
        raise InputError("the answer is empty", where="text", next_step="Send what they wrote.")
    if len(text) > LONGEST_ANSWER:
        raise TooLarge(
            "the answer is too long",
            where="text",
            next_step=f"Send at most {LONGEST_ANSWER:,} signs of it.",
        )
    return text


def _filled(lead: Lead, field: str, text: str) -> Lead:
    if field in ADDED_TO_MESSAGE:
        if text in lead.message or len(lead.message) > LONGEST_MESSAGE:
            return lead
        return replace(lead, message=f"{lead.message}\n\n{text}".strip())
    if field == "employees":
        size = parse_size(text) or parse_size(next(iter(NUMBER.findall(text)), ""))
        return lead if size is None else replace(lead, employees=size)
    return replace(lead, **{field: text})


def _let_rule_decide(store: Store, answer: Answer) -> None:
    """Open the lead for a new decision: the question that it waited for is answered."""
    routed = get_routed_lead(store, answer.lead_id)
    if routed is not None and routed.route is Route.ASK:
        opened = replace(routed, decided_by=BY_RULE, decided_at=answer.answered_at, acted_at=None)
        save_routed_lead(store, opened)
