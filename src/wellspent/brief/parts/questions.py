"""Questions worth asking: those that only somebody can ask who has listened; then plain ones."""

from collections.abc import Iterator
from typing import Final

from wellspent.brief.cite import cite
from wellspent.brief.heard_of import doubts
from wellspent.brief.matter import BriefMatter
from wellspent.brief.numbers_said import holds_measure
from wellspent.brief.own_words import is_of_themselves
from wellspent.brief.parts.cares_about import cared_for
from wellspent.brief.power_said import power_said
from wellspent.brief.problems_met import problems_met
from wellspent.brief.sentence import Words, line
from wellspent.records.activity import ActivityKind
from wellspent.records.brief import BriefLine, Standing

LONG_AGO_DAYS: Final = 60


def lines(matter: BriefMatter, *, taken: frozenset[str] = frozenset()) -> list[BriefLine]:
    """Return questions, the most particular first. `taken` are quotes that openings use already."""
    found: dict[str, BriefLine] = {}
    for question in [*_particular(matter), *_plain(matter)]:
        if not any(words in taken for words in question.says):
            found.setdefault(question.sentence, question)
    return list(found.values())


def _particular(matter: BriefMatter) -> Iterator[BriefLine]:
    if not matter.contact_id:
        return
    for said in power_said(matter, of_others=True):
        if matter.is_about(said.contact_id):
            yield line("ask_approval", standing=Standing.ADVICE, quote=said.words)
    for said in doubts(matter):
        yield line("ask_doubt", standing=Standing.ADVICE, quote=said.words)
    for said in cared_for(matter):
        if matter.is_about(said.contact_id) and is_of_themselves(said):
            sentence = "ask_number" if holds_measure(said.text) else "ask_topic"
            yield line(sentence, standing=Standing.ADVICE, quote=said.words)
    for done in matter.history.activities:
        if matter.is_about(done.contact_id) and done.kind is ActivityKind.DOWNLOAD and done.subject:
            subject = Words(done.subject, cite(done, "subject"))
            yield line("ask_download", standing=Standing.ADVICE, subject=subject)


def _plain(matter: BriefMatter) -> Iterator[BriefLine]:
    for met in problems_met(matter):
        if met.bought is None:
            yield line("ask_problem", standing=Standing.ADVICE, problem=met.name)
        else:
            has = met.product._replace(rests_on=met.bought)
            yield line("ask_product", standing=Standing.ADVICE, product=has, problem=met.name)
    if not power_said(matter):
        yield line("ask_decides", standing=Standing.ADVICE)
    if _is_long_ago(matter):
        yield line("ask_change", standing=Standing.ADVICE)
    yield line("ask_business", standing=Standing.ADVICE)
    yield line("ask_worth", standing=Standing.ADVICE)


def _is_long_ago(matter: BriefMatter) -> bool:
    """Return whether the last talk is so long ago that much may have changed."""
    talks = [one.conversation.started_at for one in matter.history.conversations]
    latest = max((one for one in talks if one is not None), default=None)
    return latest is not None and (matter.now - latest).days > LONG_AGO_DAYS
