"""How right are the signs of buying roles, on labelled conversations.

    python -m benchmarks.role_quality [--sealed2] [--misses]

Prints precision and recall of each sign's quote: same kind, same turn, quotes that overlap. What is
known from records and not from words (who was copied in, which dates held, who only chats) isn't
labelled and isn't counted. `--sealed2` is for measuring only.
"""

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from math import sqrt
from typing import Final

from benchmarks.listen_corpus import CORPUS, Labelled, labelled
from benchmarks.machine import describe_machine
from benchmarks.markdown_table import table

from wellspent.listen.ear import Ear, prepare_ear
from wellspent.listen.hear import hear
from wellspent.reach.signs_of import signs_of
from wellspent.records.account_history import AccountHistory
from wellspent.records.buying_role import RoleSign, SignOfRole
from wellspent.records.contact import Contact
from wellspent.records.conversation import Conversation, Side

NOW: Final = datetime(2026, 11, 22, tzinfo=UTC)
NO_SIGN: Final = "none"
SPEAKER: Final = "me"

FROM_RECORDS: Final = frozenset(
    {
        SignOfRole.SIGNED_BEFORE,
        SignOfRole.COPIED_AT_PRICE,
        SignOfRole.KEPT_DATES,
        SignOfRole.ONLY_CHATS,
    }
)
LABELLED_AS: Final = {
    SignOfRole.SAYS_ANOTHER_DECIDES: (SignOfRole.NAMED_AS_DECIDER.value,),
    SignOfRole.NAMED_AS_APPROVER: (
        SignOfRole.NEEDS_APPROVAL.value,
        SignOfRole.NAMED_AS_DECIDER.value,
    ),
}
"""Signs that the same words are for another person: the labels that these words have."""


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled sign: where it stands, what it is, and of whom."""

    turn: int
    start: int
    end: int
    kind: str
    speaker: str
    about: str


@dataclass(slots=True)
class Tally:
    """Counts by kind of sign."""

    found: Counter[str] = field(default_factory=Counter[str])
    right: Counter[str] = field(default_factory=Counter[str])
    person: Counter[str] = field(default_factory=Counter[str])
    labels: Counter[str] = field(default_factory=Counter[str])
    heard: Counter[str] = field(default_factory=Counter[str])
    misses: list[str] = field(default_factory=list[str])


def measure(half: str) -> Tally:
    """Return the counts over a half of the corpus."""
    tally, ear = Tally(), prepare_ear()
    labels = _labels(half)
    for one in labelled(half):
        _count(one, labels.get(one.conversation.external_id, []), ear, tally)
    return tally


def _labels(half: str) -> Mapping[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (CORPUS / "roles" / f"{half}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["conversation"]].append(row)
    return found


def history_of(talk: Conversation, ear: Ear) -> AccountHistory:
    """Return a conversation as an account's history, each of its customers a contact."""
    speakers = tuple(
        replace(one, contact_id=f"C{place}") if one.side is Side.CUSTOMER else one
        for place, one in enumerate(talk.speakers)
    )
    known = replace(talk, id=talk.external_id, account_id="A1", speakers=speakers)
    contacts = tuple(
        Contact(id=one.contact_id, name=one.name, account_id="A1")
        for one in speakers
        if one.contact_id
    )
    return AccountHistory(contacts=contacts, conversations=(hear(known, ear=ear, now=NOW),))


def _count(one: Labelled, rows: Sequence[Mapping[str, str]], ear: Ear, tally: Tally) -> None:
    history = history_of(one.conversation, ear)
    talk = history.conversations[0].conversation
    wanted = [_label(row, talk) for row in rows if row["sign"] != NO_SIGN]
    used: set[int] = set()
    for sign in _from_words(history):
        tally.found[sign.kind] += 1
        fits = [place for place, label in enumerate(wanted) if _fits(sign, label, talk)]
        if not fits:
            tally.misses.append(f"false  {talk.id} {sign.turn} {sign.kind}: {_short(sign)}")
            continue
        tally.right[sign.kind] += 1
        tally.person[sign.kind] += any(_same_person(sign, wanted[place], talk) for place in fits)
        used |= {place for place in fits if wanted[place].kind == sign.kind.value}
    for place, label in enumerate(wanted):
        tally.labels[label.kind] += 1
        tally.heard[label.kind] += place in used
        if place not in used:
            text = talk.turns[label.turn].text[label.start : label.end]
            tally.misses.append(f"missed {talk.id} {label.turn} {label.kind}: {text}")


def _label(row: Mapping[str, str], talk: Conversation) -> Label:
    turn, quote = int(row["turn"]), row["quote"]
    start = talk.turns[turn].text.find(quote)
    end = start + len(quote)
    return Label(turn, start, end, row["sign"], row["speaker"], row["about"])


def _from_words(history: AccountHistory) -> Iterator[RoleSign]:
    """Yield the signs that rest on words of a turn."""
    for sign in signs_of(history):
        if sign.kind not in FROM_RECORDS and not sign.evidence.field.endswith(" to"):
            yield sign


def _fits(sign: RoleSign, label: Label, talk: Conversation) -> bool:
    if sign.turn is None or sign.turn != label.turn:
        return False
    if label.kind not in LABELLED_AS.get(sign.kind, (sign.kind.value,)):
        return False
    start = talk.turns[sign.turn].text.find(sign.evidence.quote)
    return start < label.end and label.start < start + len(sign.evidence.quote)


def _same_person(sign: RoleSign, label: Label, talk: Conversation) -> bool:
    """Return whether sign and label agree on whether the speaker is meant or another."""
    assert sign.turn is not None
    speaker = talk.speakers[talk.turns[sign.turn].speaker].contact_id
    of_speaker = sign.contact_id == speaker
    if sign.kind in LABELLED_AS:
        return of_speaker is (sign.kind is SignOfRole.SAYS_ANOTHER_DECIDES)
    return of_speaker is (label.about == SPEAKER)


def _short(sign: RoleSign) -> str:
    return sign.evidence.quote[:160].replace("\n", " ")


def report(tally: Tally) -> str:
    """Return the counts as a table."""
    kinds = sorted(tally.found.keys() | tally.labels.keys())
    rows = [_row(kind, tally, [kind]) for kind in kinds]
    return table(
        ["sign", "found", "right", "precision", "and the right person", "labels", "recall"],
        [*rows, _row("**all**", tally, kinds)],
    )


def _row(name: str, tally: Tally, kinds: Sequence[str]) -> list[object]:
    found, right, person, labels, heard = (
        sum(counts[kind] for kind in kinds)
        for counts in (tally.found, tally.right, tally.person, tally.labels, tally.heard)
    )
    return [
        name,
        found,
        right,
        _share(right, found),
        _share(person, right),
        labels or "-",
        _share(heard, labels),
    ]


def _share(part: int, whole: int) -> str:
    """Return a share with its 90 % interval (Wilson 1927)."""
    if not whole:
        return "-"
    z2 = 1.6449**2
    share, spread = part / whole, 1 + z2 / whole
    middle = (share + z2 / (2 * whole)) / spread
    half = sqrt(z2) * sqrt(share * (1 - share) / whole + z2 / (4 * whole**2)) / spread
    return f"{share:.0%} ({max(0, middle - half):.0%} to {min(1, middle + half):.0%})"


def main() -> None:
    """Measure, and print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sealed2", action="store_true", help="the second sealed set")
    parser.add_argument("--misses", action="store_true")
    asked = parser.parse_args()
    if asked.sealed2 and asked.misses:
        parser.error("the sealed set is for figures only")
    half = "sealed2" if asked.sealed2 else "develop"
    tally = measure(half)
    if asked.misses:
        print("\n".join(tally.misses))
    print(f"{describe_machine()}; {half}\n")
    print(report(tally))


if __name__ == "__main__":
    main()
