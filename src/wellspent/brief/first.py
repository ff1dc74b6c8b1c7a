"""First: what matters before anything else; one line, the gravest."""

from collections.abc import Iterator

from wellspent.brief.dates_in_words import ago, capital, in_words, weekday_in_words
from wellspent.brief.fresh import is_stale
from wellspent.brief.heard_of import annoyances
from wellspent.brief.matter import BriefMatter
from wellspent.brief.owed import own_debts
from wellspent.brief.parts.not_to_say import opt_outs
from wellspent.brief.sentence import Words, line
from wellspent.records.brief import BriefLine
from wellspent.records.ledger import DebtKind


def first_lines(matter: BriefMatter) -> list[BriefLine]:
    """Return the gravest thing to know: an objection, something overdue, a past annoyance, an
    answer or a promise that is due; nothing when there is none.
    """
    return [*_objection(matter), *_ordinary(matter)][:1]


def _objection(matter: BriefMatter) -> Iterator[BriefLine]:
    yield from opt_outs(matter)


def _ordinary(matter: BriefMatter) -> Iterator[BriefLine]:
    debts = own_debts(matter)
    for one in debts:
        if one.is_overdue and one.due and one.due_evidence:
            due = Words(in_words(one.due, matter.now), one.due_evidence)
            yield line("first_overdue", due=due, quote=one.words)
    for said in annoyances(matter):
        if not is_stale(said.at, matter.now, "event"):
            told = Words(capital(ago(said.at, matter.now)), said.evidence)
            yield line("first_annoyed", ago=told, quote=said.words)
    for one in debts:
        if one.kind is DebtKind.QUESTION:
            yield line("first_question", quote=one.words)
    for one in debts:
        if one.due and one.due_evidence:
            due = Words(weekday_in_words(one.due, matter.now), one.due_evidence)
            yield line("first_promise", due=due, quote=one.words)
