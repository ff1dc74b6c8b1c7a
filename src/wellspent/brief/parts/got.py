"""What they got from us so far: their own words for it, with what we had said before."""

from typing import Final

from wellspent.brief.cite import cite_turn
from wellspent.brief.fresh import is_stale
from wellspent.brief.heard_of import reactions
from wellspent.brief.matter import BriefMatter
from wellspent.brief.once import once
from wellspent.brief.parts.cares_about import quote_line, speaker_words
from wellspent.brief.said import Said
from wellspent.brief.sentence import LONGEST_QUOTE, Words, line
from wellspent.phrases.sentences import sentence_spans
from wellspent.records.brief import BriefLine
from wellspent.records.conversation import Side
from wellspent.records.evidence import Evidence, OwnRecord
from wellspent.records.heard import POSITIVE_REACTIONS, ReactionKind

BY_WORDS: Final = frozenset({ReactionKind.LEARNED, ReactionKind.DELIGHT})
"""What comes of the words right before: what they were is told too."""

WORTH: Final = POSITIVE_REACTIONS - {ReactionKind.TELL_ME_MORE}


def lines(matter: BriefMatter) -> list[BriefLine]:
    """Return what they said they got, the contact's own words before colleagues'."""
    told = worth(matter)
    own = [one for one in told if matter.is_about(one.contact_id)]
    others = [one for one in told if not matter.is_about(one.contact_id)]
    taught = frozenset(one.text for one in reactions(matter, BY_WORDS))
    return [_line(matter, one, taught) for one in [*own, *others]]


@once
def worth(matter: BriefMatter) -> list[Said]:
    """Return the customers' words of what was worth it, one for each talk, latest first."""
    each_talk: dict[tuple[str, str], Said] = {}
    for said in reactions(matter, WORTH):
        each_talk.setdefault((said.evidence.record_id, said.contact_id), said)
    return list(each_talk.values())


def _line(matter: BriefMatter, said: Said, taught: frozenset[str]) -> BriefLine:
    ours = _ours_before(said) if said.text in taught else None
    if ours is None:
        return quote_line(matter, said, "got", "reaction")
    rep, words = ours
    old = is_stale(said.at, matter.now, "reaction")
    name = None if said.contact_id == matter.contact_id else speaker_words(matter, said)
    if name is None:
        return line("got_after", quote=said.words, rep=rep, ours=words, is_stale=old)
    return line("got_after_by", name=name, quote=said.words, rep=rep, ours=words, is_stale=old)


def _ours_before(said: Said) -> tuple[Words, Words] | None:
    """Return who of us spoke right before, and the sentence that fits on the page."""
    heard = said.heard
    if heard is None or said.turn == 0:
        return None
    before = said.turn - 1
    talk = heard.conversation
    if talk.side_of(before) is not Side.OURS:
        return None
    turn = talk.turns[before]
    spans = [span for span in sentence_spans(turn.text) if span[1] - span[0] <= LONGEST_QUOTE]
    telling = [span for span in spans if "?" not in turn.text[span[0] : span[1]]]
    if not telling:
        return None
    start, end = max(telling, key=lambda span: span[1] - span[0])
    words = cite_turn(heard, before, turn.text[start:end])
    label = talk.speakers[turn.speaker].label
    by = Evidence(OwnRecord.CONVERSATION, talk.id, f"turn {before} by", label, words.date)
    return Words(label, by), Words(words.quote, words)
