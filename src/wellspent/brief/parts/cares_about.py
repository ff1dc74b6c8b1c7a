"""What they care about: their own sentences on what they raised, asked, doubt and count.

A sentence stands here when it holds a topic that they raised, a number of theirs, a problem that we
know, a doubt or a question. What we owe them, and who decides, stands elsewhere.
"""

from typing import Final

from wellspent.brief.fresh import is_stale
from wellspent.brief.heard_of import doubts
from wellspent.brief.matter import BriefMatter
from wellspent.brief.neighbours import plain_spans, with_neighbours
from wellspent.brief.numbers_said import holds_measure
from wellspent.brief.once import once
from wellspent.brief.owed import owed
from wellspent.brief.power_said import power_said
from wellspent.brief.problems_met import names_problem
from wellspent.brief.said import Said, all_said, dated, quoted
from wellspent.brief.sentence import LONGEST_QUOTE, Words, line
from wellspent.phrases.sentences import sentence_spans
from wellspent.records.activity import ActivityKind
from wellspent.records.brief import BriefLine
from wellspent.records.conversation import Side
from wellspent.records.evidence import Evidence
from wellspent.records.heard import Heard, Quote
from wellspent.records.source import RecordKind

SHORTEST: Final = 4


def lines(matter: BriefMatter) -> list[BriefLine]:
    """Return what they care about in their words, the contact's own before colleagues', latest
    first.
    """
    chosen = cared_for(matter)
    own = [one for one in chosen if matter.is_about(one.contact_id)]
    others = [one for one in chosen if not matter.is_about(one.contact_id)]
    return [quote_line(matter, one, "said") for one in [*own, *others]]


def quote_line(matter: BriefMatter, said: Said, sentence: str, sort: str = "said") -> BriefLine:
    """Return a sentence that quotes somebody; who it was is told unless it is the contact."""
    old = is_stale(said.at, matter.now, sort)
    if said.contact_id and said.contact_id == matter.contact_id:
        return line(sentence, quote=said.words, is_stale=old)
    name = speaker_words(matter, said)
    if name is None:
        return line(sentence, quote=said.words, is_stale=old)
    return line(f"{sentence}_by", name=name, quote=said.words, is_stale=old)


def speaker_words(matter: BriefMatter, said: Said) -> Words | None:
    """Return who said something, for a place in a sentence; None when nobody known did."""
    contact = next((one for one in matter.history.contacts if one.id == said.contact_id), None)
    if contact is None or not contact.name:
        return None
    evidence = Evidence(RecordKind.CONTACT, contact.id, "name", contact.name, contact.created_at)
    return Words(contact.name, evidence)


@once
def cared_for(matter: BriefMatter) -> list[Said]:
    """Return the sentences of what they care about, latest first, each turn's told together."""
    found = [*_in_talks(matter), *_in_writing(matter)]
    elsewhere = {one.evidence.quote for one in owed(matter)}
    elsewhere |= {one.text for one in power_said(matter)}
    told = {one.text: one for one in found if one.text not in elsewhere}
    return dated(told.values())


def _in_talks(matter: BriefMatter) -> list[Said]:
    return [
        said
        for heard in matter.history.conversations
        for place in range(len(heard.conversation.turns))
        if heard.conversation.side_of(place) is Side.CUSTOMER
        for said in _of_turn(matter, heard, place)
    ]


def _of_turn(matter: BriefMatter, heard: Heard, place: int) -> list[Said]:
    """Return the telling sentences of a turn as one quote, where they follow one another."""
    telling = sorted(_telling_spans(matter, heard, place))
    if not telling:
        return []
    text = heard.conversation.turns[place].text
    start, end = telling[0][0], telling[-1][1]
    if end - start > LONGEST_QUOTE:
        start, end = max(telling, key=lambda span: span[1] - span[0])
    start, end = with_neighbours(start, end, plain_spans(heard, place))
    quote = Quote(turn=place, start=start, end=end, text=text[start:end])
    return [quoted(matter, heard, quote)]


def _telling_spans(matter: BriefMatter, heard: Heard, place: int) -> list[tuple[int, int]]:
    text = heard.conversation.turns[place].text
    raised = [one.name.casefold() for one in heard.topics if one.raised_by is Side.CUSTOMER]
    asked = [one.quote for one in heard.questions if one.quote.turn == place]
    doubted = [one.text for one in doubts(matter)] if matter.contact_id else []
    power = [one.quote for one in heard.power if one.quote.turn == place]
    spans = [
        (start, end)
        for start, end in sentence_spans(text)
        if len(text[start:end].split()) >= SHORTEST
        and not any(one.start < end and start < one.end for one in power)
    ]
    return [
        (start, end)
        for start, end in spans
        if any(topic in text[start:end].casefold() for topic in raised)
        or any(one.start < end and start < one.end for one in asked)
        or any(text[start:end] in one for one in doubted)
        or _tells(matter, text[start:end])
    ]


def _tells(matter: BriefMatter, text: str) -> bool:
    if holds_measure(text):
        return True
    products = matter.company.products if matter.company else ()
    return any(names_problem(text, one) for product in products for one in product.problems)


def _in_writing(matter: BriefMatter) -> list[Said]:
    """Return what enquiries and single mails ask or tell; an enquiry's stands there already."""
    written = [one for one in all_said(matter) if one.heard is None]
    return [one for one in written if one.kind is not ActivityKind.FORM]
