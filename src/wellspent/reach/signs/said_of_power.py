"""What was heard of who decides: whose power a statement tells of, for the files of this folder."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from weakref import WeakKeyDictionary

from wellspent.reach.role_phrases import role_phrases
from wellspent.reach.seen import Seen, Sentence, quoted, speaker_of
from wellspent.reach.titles.read_title import read_title
from wellspent.records.buying_role import RoleSign, SignOfRole
from wellspent.records.conversation import Conversation, Side
from wellspent.records.heard import PowerKind, PowerStatement
from wellspent.records.title import TitleLevel

PERSON: Final = "person"
SPEAKER: Final = "me"

MOST_NAMES: Final = 2
_WORD: Final = re.compile(r"[^\W\d_]+")
_ADDRESSED: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Herrn?|Frau|Mme|Monsieur|Madame|Sra?|Señora?|Don|Doña)\.?\s+[A-ZÀ-Ý]"
)

_OWN: Final = {
    PowerKind.DECIDES: "decides",
    PowerKind.SIGNS_OFF: "signs",
    PowerKind.OWNS_BUDGET: "budget",
    PowerKind.GATEKEEPER: "guards",
    PowerKind.INFLUENCES: "is_asked",
}
"""The phrases by which somebody says it of themselves; of the other kinds *I* or *we* is enough."""


@dataclass(frozen=True, slots=True)
class SaidOfPower:
    """A statement, who made it, and whom it is about: a contact, or words that fit none."""

    talk: Conversation
    statement: PowerStatement
    by: str
    contact_id: str
    about: str
    sentence: Sentence | None = None

    @property
    def of_themselves(self) -> bool:
        """Return whether the speaker told of themselves."""
        return bool(self.contact_id) and self.contact_id == self.by

    @property
    def needs_consent(self) -> bool:
        """Return whether it plainly says that nothing goes on without somebody's consent."""
        said = self.sentence
        return said is not None and said.has(PERSON, "needs") and not said.has("bringing", "brings")

    def sign(
        self,
        kind: SignOfRole,
        *,
        of_speaker: bool = False,
        share: float = 1.0,
    ) -> RoleSign:
        """Return it as a sign about whom it tells of, or about the speaker."""
        mine = of_speaker or self.of_themselves
        return RoleSign(
            kind=kind,
            contact_id=self.by if mine else self.contact_id,
            account_id=self.talk.account_id,
            about="" if mine or self.contact_id else self.about,
            by="" if mine else self.by,
            certainty=self.statement.certainty * share,
            evidence=quoted(self.talk, self.statement.quote),
            conversation_id=self.talk.id,
            turn=self.statement.quote.turn,
        )


_READ: Final = WeakKeyDictionary[Seen, tuple[SaidOfPower, ...]]()
"""What was read of a history once, for as long as the history is held."""


def said_of_power(seen: Seen, kinds: Collection[PowerKind]) -> Iterator[SaidOfPower]:
    """Yield statements of these kinds by known contacts, those left out that nobody is meant by."""
    if seen not in _READ:
        _READ[seen] = tuple(_all_said(seen))
    return (one for one in _READ[seen] if one.statement.kind in kinds)


def _all_said(seen: Seen) -> Iterator[SaidOfPower]:
    known = {(id(one.talk), one.turn, one.text): one for one in seen.sentences}
    for heard in seen.history.conversations:
        talk = heard.conversation
        for statement in heard.power:
            turn = statement.quote.turn
            by = speaker_of(talk, turn)
            if not by or talk.side_of(turn) is not Side.CUSTOMER:
                continue
            sentence = known.get((id(talk), turn, statement.quote.text))
            if sentence is not None and sentence.has(PERSON, "supposed"):
                continue
            about = _whom(sentence, statement)
            if about == SPEAKER:
                yield SaidOfPower(talk, statement, by, by, "", sentence)
                continue
            meant = seen.people.meant(about, by=by) if about else ""
            if meant or (about and _is_somebody(about, talk.language[:2])):
                yield SaidOfPower(talk, statement, by, meant, about, sentence)


@lru_cache(maxsize=16384)
def _is_somebody(about: str, language: str) -> bool:
    """Return whether words name a person, a role or a body, and not a thing: *the signature*.

    In German every noun is written as a name is, so there a bare name isn't enough.
    """
    book = role_phrases()
    found = book.find(book.split(about), "")
    if (PERSON, "thing") in found:
        return False
    if (PERSON, "body") in found or (PERSON, "kin") in found or _ADDRESSED.search(about):
        return True
    words = _WORD.findall(about)
    bare_name = 0 < len(words) <= MOST_NAMES and all(one[0].isupper() for one in words)
    if bare_name and language != "de":
        return True
    return read_title(about).level is not TitleLevel.UNKNOWN


def _whom(sentence: Sentence | None, statement: PowerStatement) -> str:
    """Return whom a statement is about: `me`, or the name or role in it; empty if nobody.

    *My decision* is the speaker's, whatever role stands beside it. Without a name or role the
    speaker is meant only where they speak of themselves: *she decides* names nobody.
    """
    own = _OWN.get(statement.kind)
    if sentence is not None and own and sentence.has(PERSON, own):
        return SPEAKER
    if statement.about != SPEAKER:
        return statement.about
    if sentence is None or own:
        return ""
    first = sentence.has(PERSON, "first") or sentence.has(PERSON, "we")
    return SPEAKER if first else ""
