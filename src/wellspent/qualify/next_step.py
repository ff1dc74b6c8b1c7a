"""The next step, made ready: a template with facts from records, in the language of the message.

A sentence whose fact isn't known is left out, so that there is never a hole. What strangers wrote
goes into a text only as far as it can do no harm there: no addresses of pages, no line breaks.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from wellspent.phrases.language_of import likeliest_language
from wellspent.qualify.language_of_country import language_of_country
from wellspent.qualify.next_step_templates import PLACE, Template, Templates, Ways
from wellspent.qualify.route_prices import NOBODYS
from wellspent.qualify.signals.particular_request import AROUND, request_words
from wellspent.records.authenticity import Authenticity, EnquiryKind
from wellspent.records.enquiry import Enquiry
from wellspent.records.lead import Lead
from wellspent.records.route import NextStep, Route

LONGEST_NAME = 60
LONGEST_QUOTE = 160
FEWEST_WORDS = 4
READ_OF_MESSAGE = 4000

SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?=\S)){1,400}")
"""A full stop within a number or an address ends no sentence."""

ADDRESS = re.compile(r"://|@|\w\.[^\W\d_]{2}")
"""Anything that a mail program might make a link of."""

TELLING = ("intent", "particular_request")
"""Signals that quote the words by which they know what is wanted."""


def next_step(
    route: Route,
    enquiry: Enquiry,
    authenticity: Authenticity,
    *,
    facts: Mapping[str, str],
    templates: Templates,
    question: str = "",
    language: str = "",
    quoting: bool = True,
) -> NextStep:
    """Return the next step of a route as an editable text; from quarantine nothing is sent.

    `facts` are those that the lead doesn't say itself (`sender`, `account_owner`, `past_deal`, and
    the team's own). `question` is the field that route *ask* asks for. `language` is taken unless
    the message tells its own; without one, the country's. Without `quoting` nothing that the
    stranger wrote goes into the text: for what is sent without a person looking at it, since the
    address may be somebody else's. Nor does anything of what a program or a spammer wrote.
    """
    tongue = _language(enquiry.lead, templates, language)
    if route is Route.QUARANTINE:
        return NextStep(route=route, template="", language=tongue, subject="", body="")
    template, name = templates.of(tongue, route, authenticity.kind)
    known = dict(facts)
    if quoting and authenticity.kind not in NOBODYS:
        troubles = authenticity.kind is EnquiryKind.SUPPORT
        known |= facts_of_lead(enquiry.lead, _telling(authenticity), troubles=troubles)
    if question:
        known["question"] = templates.questions[tongue].get(question, "")
    filled = {fact: text for fact, text in known.items() if text.strip()}
    body, unfilled = _body(template, filled)
    return NextStep(
        route=route,
        template=name,
        language=tongue,
        subject=_first(template.subject, filled) or "",
        body=body,
        question=question if route is Route.ASK else "",
        unfilled=unfilled,
    )


def facts_of_lead(
    lead: Lead, telling: Sequence[str] = (), *, troubles: bool = False
) -> dict[str, str]:
    """Return what the lead itself says, as far as it may stand in a text of ours."""
    return {
        "name": _harmless(lead.name, LONGEST_NAME),
        "company": _harmless(lead.company, LONGEST_NAME),
        "phone": _harmless(lead.phone, LONGEST_NAME),
        "quote": quote_of(lead.message, telling, troubles=troubles),
    }


def quote_of(message: str, telling: Sequence[str] = (), *, troubles: bool = False) -> str:
    """Return the sentence of a message that says what they want; empty if none surely does.

    It is the first with one of the `telling` words, else the first question, else the first with a
    word of a request. What somebody doesn't want is never quoted; with `troubles`, what doesn't
    work is.
    """
    found = (_sentence(message, one) for one in SENTENCE.finditer(message[:READ_OF_MESSAGE]))
    usable = [
        one
        for one in found
        if len(one.split()) >= FEWEST_WORDS
        and not ADDRESS.search(one)
        and (one.endswith("?") or not _refuses(one, troubles=troubles))
    ]
    words = [word.casefold() for word in telling if word]
    told = [one for one in usable if any(word in one.casefold() for word in words)]
    asked = [one for one in usable if one.endswith("?")]
    wanting = _requesting() | (request_words()["negations"] if troubles else frozenset())
    wanted = [one for one in usable if _words_of(one) & wanting]
    sentence = next(iter([*told, *asked, *wanted]), "")
    if len(sentence) <= LONGEST_QUOTE:
        return sentence
    return sentence[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def _sentence(message: str, found: re.Match[str]) -> str:
    """Return a sentence on one line, with its question mark and without quotation marks."""
    plain = " ".join(found.group().split()).strip(' ,;:-"“”„«»')
    asks = plain and message[found.end() : found.end() + 1] == "?"
    return f"{plain}?" if asks else plain


def _refuses(sentence: str, *, troubles: bool) -> bool:
    """Return whether something is negated, and not just that it works."""
    words = _words_of(sentence)
    lists = request_words()
    return bool(words & lists["negations"]) and not (
        troubles and words.isdisjoint(lists["buying"] | lists["wishes"])
    )


def _words_of(sentence: str) -> set[str]:
    return {word.strip(AROUND) for word in sentence.casefold().replace("’", "'").split()}


@cache
def _requesting() -> frozenset[str]:
    lists = request_words()
    return lists["asks"] | lists["wishes"] | lists["buying"] | lists["polite"]


def _telling(authenticity: Authenticity) -> list[str]:
    return [one.quote for one in authenticity.readings if one.signal in TELLING]


def _harmless(text: str, longest: int) -> str:
    """Return a short text on one line; nothing if it is long, or holds an address."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return "" if len(line) > longest or ADDRESS.search(line) else line


def _language(lead: Lead, templates: Templates, given: str) -> str:
    found = likeliest_language(lead.message)
    if found in templates.questions:
        return found
    if given in templates.questions:
        return given
    return language_of_country(lead.country) or "en"


def _body(template: Template, facts: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return the text, and the facts for want of which a sentence was left out."""
    paragraphs: list[list[str]] = [[]]
    unfilled: dict[str, None] = {}
    for ways in template.body:
        if ways == ("",):
            paragraphs.append([])
            continue
        sentence = _first(ways, facts)
        if sentence is None:
            unfilled |= dict.fromkeys(f for f in PLACE.findall(ways[-1]) if f not in facts)
        else:
            paragraphs[-1].append(sentence)
    text = "\n\n".join(" ".join(sentences) for sentences in paragraphs if sentences)
    return text, tuple(unfilled)


def _first(ways: Ways, facts: Mapping[str, str]) -> str | None:
    for way in ways:
        if all(fact in facts for fact in PLACE.findall(way)):
            return PLACE.sub(lambda place: facts[place.group(1)], way)
    return None
